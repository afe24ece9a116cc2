import type { Generated } from 'kysely'

/** What was done to the library as a whole and can be taken back. */
export interface DeedsTable {
  id: Generated<number>
  kind: 'import' | 'removal' | 'split' | 'join'
  at: string
  /** Of an import that came to its end; other deeds end as they begin. */
  finished_at: string | null
  undone_at: string | null
  /** JSON: absolute paths an import was given. */
  roots: string | null
  /** JSON: ImportSummary. */
  summary: string | null
  /** 1 when a removal shall take the kept files too, once it can no longer be undone. */
  with_sources: number
}

/** The works a deed touched, and how they were before. */
export interface DeedWorksTable {
  deed_id: number
  work_id: number
  /** `absent`: it made the work. */
  was: 'absent' | 'live' | 'removed'
  /** JSON WorkState; null where `was` says enough: of a work that was made, or only taken out. */
  before: string | null
}

/** The files an import wrote down, and how they were before. */
export interface DeedFilesTable {
  deed_id: number
  absolute_path: string
  /** JSON row of `files`; null when it was not known. */
  before: string | null
}
