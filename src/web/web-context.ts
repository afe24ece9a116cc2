/** What the pages need from the rest of the program: handed over by whoever starts the server. */
import type { Archive, SourceBorders, WorkId, WorkSource } from '../archive/archive.ts'
import type { Facets } from '../find/facets/filter.ts'
import type { Finder } from '../find/finder.ts'
import type { SourceDocument } from '../intake/document.ts'
import type { ImportQueue } from '../jobs/import-queue.ts'
import type { ImportProgress } from '../jobs/import-sources.ts'

/** A story made into a file to take away. */
export interface BookFile {
  bytes: Uint8Array
  /** Safe on every file system. */
  fileName: string
  mediaType: string
}

export interface MeaningJob {
  progress(): Promise<MeaningProgress>
  isPaused(): boolean
  /** Why it broke off; undefined while all is well. */
  failure(): string | undefined
  pause(): void
  resume(): void
}

/** Stories, of those that are there. */
export interface MeaningProgress {
  works: number
  worksWaiting: number
  wordsWaiting: number
}

export interface WebContext {
  archive: Archive
  /** Opened at the first search. */
  finder: () => Promise<Finder>
  /** Filters, counts and suggestions. */
  facets: () => Promise<Facets>
  /** The bytes as they came in, by SHA-256; undefined where there are none of that hash. */
  sourceFiles: { read(sha256: string): Promise<Uint8Array | undefined> }
  /** The bytes of a member of a zip or mailbox, by a source that has one; undefined for what was made of other files. */
  memberOriginal(source: WorkSource): Promise<Uint8Array | undefined>
  /** Each rejects with an ArchiveError where there is no such work. */
  books: Record<'epub' | 'html' | 'text', (id: WorkId) => Promise<BookFile>>
  jobs: {
    /** The import under way, by this process, or null. */
    current(): ImportProgress | null
    /** Starts an import of the folders known to the library; does nothing while one is under way. */
    lookAgain(): Promise<void>
  }
  /** Imports of folders and of what comes from the browser: begun, watched, paused, gone on with. */
  imports: ImportQueue
  /** Reading for meaning, which goes on beside everything else; absent where stories are found by their words alone. */
  meaning?: MeaningJob | undefined
  /** Reads the work's kept sources again under these border corrections and keeps what comes of it. */
  recoverAgain(workId: WorkId, borders: SourceBorders[]): Promise<void>
  /** What the format reader makes of one of the work's kept sources; undefined where the work has none of that path. */
  sourceDocument(workId: WorkId, path: string): Promise<SourceDocument | undefined>
  /** Built style sheets, fonts and client script. */
  assetsDir: string
  /** `library`: one person's own stories on their own machine. */
  mode: 'library'
}
