/** `fanfold import PATH…`: files and folders into the library, or only a look at what they would become. */
import type { Command } from 'commander'
import type { Library } from '../app.ts'
import type { StoredFile, WorkDetail, WorkId } from '../archive/archive.ts'
import { personsPath } from '../config.ts'
import type { ImportReport } from '../jobs/import-sources.ts'
import { startIndexing } from '../jobs/indexing.ts'
import { trackedImport } from '../jobs/tracked-import.ts'
import { acquireLock } from '../storage/lock.ts'
import { workJson } from '../story/work-json.ts'
import { type CommonOptions, endWith, useLibrary, withJson, withLibrary } from './command.ts'
import { tellDryRun } from './dry-run-report.ts'
import { EXIT } from './exit-codes.ts'
import { showProgress, tellReport } from './import-progress.ts'
import { ReportStream } from './json-stream.ts'
import { readForMeaningNow } from './reading-progress.ts'

interface ImportCommandOptions extends CommonOptions {
  dryRun?: boolean
  wordsOnly?: boolean
}

export function importCommand(program: Command): void {
  withJson(withLibrary(program.command('import')))
    .description('Bring files and folders of stories into the library.')
    .argument('<path...>', 'files and folders')
    .option('--dry-run', 'store nothing: say what would be made of them')
    .option(
      '--words-only',
      'return when all can be found by its words; reading for meaning is left for later',
    )
    .action((named: string[], options: ImportCommandOptions) => {
      const paths = named.map(personsPath)
      return options.dryRun
        ? tellDryRun(paths, options)
        : useLibrary(options, (library) => importInto(library, paths, options))
    })
}

async function importInto(library: Library, paths: string[], options: ImportCommandOptions): Promise<void> {
  const { archive } = library
  const lock = acquireLock(library.dir, 'import', 'fanfold import')
  const interrupted = new AbortController()
  const interrupt = () => interrupted.abort()
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt)
  const progress = showProgress()
  const touched = new TouchedWorks()
  const indexing = startIndexing(archive)
  try {
    const report = await trackedImport({
      archive,
      paths,
      signal: interrupted.signal,
      onProgress: (each) => progress.update(each),
      onStored: (stored) => touched.add(stored),
      onUnchanged: (files) => touched.unchanged(files.map((file) => file.absolutePath)),
    })
    progress.end()
    if (report.stopped) await indexing.stop()
    else await indexing.finish()
    if (options.json) await printReport(library, touched, report)
    await tellReport(report)
    if (report.refused > 0) endWith(EXIT.someRefused)
    lock.release()
    if (!report.stopped && !options.wordsOnly) await readForMeaningNow(library)
  } finally {
    await indexing.stop()
    lock.release()
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt)
  }
}

/** Works the named paths hold, in the order of the import. */
class TouchedWorks {
  readonly ids = new Set<string>()
  readonly paths = new Set<string>()

  add(stored: StoredFile[]): void {
    for (const { workIds } of stored) for (const id of workIds) this.ids.add(id)
  }

  unchanged(absolutePaths: string[]): void {
    for (const path of absolutePaths) this.paths.add(path)
  }
}

async function printReport({ archive }: Library, touched: TouchedWorks, report: ImportReport): Promise<void> {
  const stream = new ReportStream()
  if (touched.paths.size > 0) {
    for await (const work of archive.eachWork()) {
      if (work.sources.some((source) => touched.paths.has(source.absolutePath))) touched.ids.add(work.id)
    }
  }
  const told = new Set<string>()
  for (const touchedId of touched.ids) {
    // What turned out to be the same story as another stands with that one.
    const work = (await archive.getWork(touchedId)) ?? (await shownWith(archive, touchedId))
    if (work === undefined || told.has(work.id)) continue
    told.add(work.id)
    stream.work(await storedJson(archive, work))
  }
  await stream.end(report.refusals, report.skippedFiles)
}

async function shownWith(archive: Library['archive'], id: WorkId): Promise<WorkDetail | undefined> {
  const story = await archive.storyOf(id)
  return story && archive.getWork(story.shownWith)
}

async function storedJson(archive: Library['archive'], work: WorkDetail) {
  const chapters = await archive.getChapters(work.id)
  return { id: work.id, ...workJson({ ...work, chapters }) }
}
