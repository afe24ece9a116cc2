/** What the thread that opens a container is given and gives back. Plain values, since they cross threads. */
import type { Refusal } from '../intake/walk-container.ts'
import type { FoundFile } from './find-files.ts'
import type { MemberBytes, MemberDocuments } from './read-task.ts'

export interface ContainerOrder {
  file: FoundFile
  /** Where its bytes are kept before anything is read from them; null for a dry run. */
  libraryDir: string | null
  /** An empty folder of its own, for what nested containers hold. */
  tempDir: string
}

export interface ThreadMember {
  name: string
  sizeBytes: number
  content: MemberBytes | MemberDocuments | Refusal | { kind: 'skipped' | 'opened'; reason: string }
  /** Files beside the container that belong to it, with the hash they are kept under ('' in a dry run). */
  takes: { absolutePath: string; sha256: string }[]
}

export type ContainerMessage =
  | { kind: 'opened'; sha256: string }
  /** It is none after all. */
  | { kind: 'none' }
  | { kind: 'members'; members: ThreadMember[] }
  | { kind: 'end'; reason: string }
  | Refusal
