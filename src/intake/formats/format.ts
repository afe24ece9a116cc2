/** The one interface every format reader has. A format is a file with one entry point, listed in ./formats.ts. */
import type { SourceDocument } from '../document.ts'

export interface FileHead {
  /** Path below the folder given. */
  path: string
  /** Lower-case extension with its dot, '' where there is none. */
  extension: string
  /** The first 4,096 bytes (fewer in a short file). */
  head: Uint8Array
  sizeBytes: number
}

export interface ReadLimits {
  /** No more than this may come out of a container, all members together. */
  maxUnpackedBytes: number
  /** Members of a container. */
  maxMembers: number
}

export const DEFAULT_LIMITS: ReadLimits = { maxUnpackedBytes: 512 * 1024 * 1024, maxMembers: 20_000 }

export interface SourceFile {
  path: string
  bytes: Uint8Array
  limits: ReadLimits
}

export interface Format {
  /** `text`, `html`, `epub` … */
  id: string
  /** For people: 'EPUB'. */
  label: string
  extensions: string[]
  /** How surely these bytes are of this format, 0 to 1; content counts before the name. */
  recognise(file: FileHead): number
  /**
   * Bytes → documents (one, but for containers of several works).
   * @throws RefusedFile when nothing can be read, saying what, where and what to do.
   */
  read(file: SourceFile): SourceDocument[] | Promise<SourceDocument[]>
}
