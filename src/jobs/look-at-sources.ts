/** Reads files as an import would, stores nothing, and writes down what they would become. */
import type { Archive } from '../archive/archive.ts'
import { dryRun } from './dry-run.ts'
import type { ImportProgress } from './import-sources.ts'
import type { LookTotals } from './job-record.ts'
import { lookLine, writeLookReport } from './look-report.ts'

export interface LookOptions {
  archive: Archive
  paths: string[]
  /** Where the report goes; it is there only when all was looked at. */
  lookFile: string
  onProgress: (progress: ImportProgress) => void
  signal: AbortSignal
}

/** @throws ArchiveError when a path is not there. */
export async function lookAtSources(options: LookOptions): Promise<LookTotals> {
  const { archive, onProgress } = options
  const report = writeLookReport(options.lookFile)
  let latest = ''
  await dryRun({
    paths: options.paths,
    leaveOut: [archive.libraryDir],
    signal: options.signal,
    onWork: async (work, { sha256s, parts, forms }) => {
      const known = await archive.worksOfBytes(sha256s)
      const line = lookLine(work, [...new Set([...known.values()].flat())], { parts, forms })
      latest = line.kind === 'work' ? (line.files[0] ?? '') : ''
      report.add(line)
    },
    onRefused: ({ file, reason, hint }) => report.add({ kind: 'refused', file, reason, hint }),
    onSkipped: ({ file, reason }) => report.add({ kind: 'skipped', file, reason }),
    onProgress: (done, files) => {
      const { works, needALook, refused, words } = report.totals()
      onProgress({ files, done, works, needALook, refused, words, latest, finished: false })
    },
  })
  if (!options.signal.aborted) await report.finish()
  return report.totals()
}
