/** What the read workers are given and give back. Plain values, since they cross threads. */
import type { SourceBorders } from '../archive/archive.ts'
import type { RecoveredWork } from '../story/work.ts'
import type { FoundFile } from './find-files.ts'

export interface ReadTask {
  files: { file: FoundFile; borders: SourceBorders[] }[]
  /** Where the bytes are kept; null for a dry run, which keeps nothing. */
  libraryDir: string | null
}

export type ReadOutcome =
  /** `words` of all of them together, counted in the thread. */
  | { kind: 'works'; works: RecoveredWork[]; words: number }
  | { kind: 'refused'; code: string; reason: string; hint: string }
  | { kind: 'skipped'; reason: string }

export interface ReadResult {
  file: FoundFile
  /** '' where the file could not be opened at all. */
  sha256: string
  outcome: ReadOutcome
}
