/** An import in this process that is written down as it goes, so that the page of imports shows it too. */
import { type ImportOptions, type ImportReport, importSources } from './import-sources.ts'
import { openJobRecords } from './job-records.ts'
import { tellingArchive } from './telling-archive.ts'
import { newRecord, TrackedJob, takeUp } from './tracked-job.ts'

/** @throws what {@link importSources} throws. */
export async function trackedImport(options: ImportOptions): Promise<ImportReport> {
  const { archive, paths } = options
  const records = openJobRecords(archive.libraryDir, () => true)
  const record =
    (await takeUp(records, paths)) ??
    (await records.create(newRecord({ paths, aim: 'import', state: 'importing' })))
  const job = new TrackedJob(record, records)
  await job.begin('importing')
  try {
    const report = await importSources({
      ...options,
      archive: tellingArchive(archive, (importId) => job.set({ importId })),
      onProgress: (progress) => {
        job.progress(progress)
        options.onProgress?.(progress)
      },
    })
    await job.end({ kind: 'report', report }, 'broken')
    return report
  } catch (error) {
    // What never began, since a path is not there, was no import.
    if (job.record.importId === null) await records.remove(record.id)
    else await job.end({ kind: 'failed', message: (error as Error).message, hint: null }, 'failed')
    throw error
  }
}
