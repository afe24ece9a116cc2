/** What became of an import's files, or would become of them: a page of it. */
import type { FileRow, WorkBlurb } from '../../archive/archive.ts'
import type { LookKind, LookLine } from '../../jobs/look-report.ts'

export type JobRows = LookRows | FileRows

export interface LookRows {
  kind: 'look'
  /** Only these; null for all. */
  only: LookKind | null
  lines: LookLine[]
  total: number
}

export interface FileRows {
  kind: 'files'
  only: FileRow['outcome'] | null
  files: FileRow[]
  /** The stories of these files, by id. */
  works: Map<string, WorkBlurb>
  total: number
}
