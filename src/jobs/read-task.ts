/** What the read workers are given and give back. Plain values, since they cross threads. */
import type { SourceBorders } from '../archive/archive.ts'
import type { SourceDocument } from '../intake/document.ts'
import type { ChapterCounts } from '../story/count-chapter.ts'
import type { RecoveredWork } from '../story/work.ts'
import type { FoundFile } from './find-files.ts'

/** What is known of a file before a thread reads it: nothing, for one that stands in a folder. */
export interface ReadUnit {
  file: FoundFile
  member?: UnitMember
  /** What became of it is known already: no thread is asked. */
  settled?: { sha256: string; outcome: ReadOutcome }
}

/** A member of a container, taken out of it. */
export interface UnitMember {
  /** Of the outermost container's kept bytes. */
  keptSha256: string
  /** Inside it: `a.txt`, `b.zip!/c.txt`. */
  name: string
  content: MemberBytes | MemberDocuments
}

export interface MemberBytes {
  kind: 'bytes'
  bytes: Uint8Array
}

export interface MemberDocuments {
  kind: 'documents'
  documents: SourceDocument[]
  identity: string
}

export interface ReadTask {
  files: (ReadUnit & { borders: SourceBorders[] })[]
  /** Where the bytes are kept; null for a dry run, which keeps nothing. */
  libraryDir: string | null
}

export type ReadOutcome =
  /** Counted in the thread: `counts` of each work's chapters, `words` of all of them together. */
  | { kind: 'works'; works: RecoveredWork[]; counts: ChapterCounts[][]; words: number }
  | { kind: 'refused'; code: string; reason: string; hint: string }
  | { kind: 'skipped'; reason: string }
  | { kind: 'opened'; reason: string }

export interface ReadResult {
  file: FoundFile
  /** '' where the file could not be opened at all. */
  sha256: string
  outcome: ReadOutcome
}
