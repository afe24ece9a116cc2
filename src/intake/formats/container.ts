/**
 * The interface of files that hold many sources: mailboxes, zips, an archive's database dump with its story folder.
 * A container is never held in memory whole: its members are listed in a stream and read one at a time, each by
 * itself, so that one bad member costs its neighbours nothing. Listed in ./containers.ts.
 */
import type { SourceDocument } from '../document.ts'
import type { FileHead, ReadLimits, SourceFile } from './format.ts'

/** For what is read a member at a time: all together may be large, as long as each is not. */
export const CONTAINER_LIMITS: ReadLimits = { maxUnpackedBytes: 16 * 1024 ** 3, maxMembers: 500_000 }

/** A container where it lies on disk: in a person's folder, or among the kept source files. */
export interface ContainerFile {
  /** Path below the folder given; members are called `path!/name`. */
  path: string
  /** Where its bytes can be read now. */
  absolutePath: string
  sizeBytes: number
  limits: ReadLimits
  /**
   * Reads a file that belongs to it by its path relative to the container's own folder (`stories/12/34.txt`).
   * @returns undefined where there is none; never reaches outside that folder.
   */
  beside(relativePath: string): Promise<Uint8Array | undefined>
  /**
   * Names of what is in a folder beside it ('' for its own folder), folders with a `/` at the end; [] where there is
   * none. Absent where the container is read again from kept files, which have no folders.
   */
  listBeside?(relativeFolder: string): Promise<string[]>
}

export interface Member {
  /** Unique in its container and stable when the container grows: `inner/a.txt`, a message's id, `story/12`. */
  name: string
  /** How much work it is to read, roughly: its bytes. */
  sizeBytes: number
  /** Files beside the container that it takes in: they are parts of it and not sources of their own. */
  takes?: string[]
}

/** What a member is: bytes to be read by the format they are of, or documents the container made itself. */
export type MemberContent =
  | { kind: 'bytes'; file: SourceFile }
  /** `identity` changes whenever what the documents say changes; its hash tells an unchanged member. */
  | { kind: 'documents'; documents: SourceDocument[]; identity: string }
  /** Left out on purpose (never published, its writer asked for it), and told of by name. */
  | { kind: 'skipped'; reason: string }

export interface OpenContainer {
  /** In the order they stand in it. Memory does not grow with the container. */
  members(): AsyncIterable<Member>
  /** @throws RefusedFile naming the member, when it is damaged or not there. */
  read(name: string): Promise<MemberContent>
  /** The bytes of a member as they stand in it, where it is not made of bytes to be read. */
  original?(name: string): Promise<Uint8Array>
  close(): Promise<void>
}

export interface ContainerFormat {
  /** `zip`, `mbox`, `efiction` … */
  id: string
  /** For people: 'a mailbox'. */
  label: string
  extensions: string[]
  /** Its members may take files beside it in: then it is opened before them, wherever it stands among them. */
  takesBeside?: boolean
  /** Its members stand in folders, listed at little cost: one of them may take in others. */
  hasFolders?: boolean
  /** How surely these bytes are of this kind, 0 to 1; content counts before the name. An EPUB is no zip here. */
  recognise(file: FileHead): number
  /** Looks into the file itself where its first bytes do not tell: a zip may be a book under another name. */
  confirm?(file: ContainerFile): Promise<boolean>
  /** @throws RefusedFile when it cannot be opened at all, saying what, where and what to do. */
  open(file: ContainerFile): Promise<OpenContainer>
}
