/** What an import's own process is given, and what it tells. */

import type { ImportProgress, ImportReport } from './import-sources.ts'
import type { JobSummary, LookTotals } from './job-record.ts'

export interface ImportChildTask {
  libraryDir: string
  paths: string[]
  /** Only look, and write the report here; null to import. */
  lookFile: string | null
}

export type ImportChildMessage =
  | { kind: 'begun'; importId: number }
  | { kind: 'progress'; progress: ImportProgress }
  | { kind: 'report'; report: ImportReport }
  | { kind: 'looked'; totals: LookTotals; stopped: boolean }
  | { kind: 'failed'; message: string; hint: string | null }

/** How an import's process ended. */
export type ImportEnd = Exclude<ImportChildMessage, { kind: 'begun' | 'progress' }>

/** What is kept of a report: its lists stand in the archive. */
export function summaryOf(report: ImportReport): JobSummary {
  const { filesRead, filesUnchanged, filesKnown, worksAdded, worksRevised } = report
  const { needALook, refused, skipped, words, seconds, filesJoined, worksJoined, worksAgain } = report
  return {
    ...{ filesRead, filesUnchanged, filesKnown, worksAdded, worksRevised },
    ...{ needALook, refused, skipped, words, seconds, filesJoined, worksJoined, worksAgain },
  }
}
