/** `fanfold open FOLDER…`: the main job. Serves the library from the first second while the folder is read. */
import { join } from 'node:path'
import type { Command } from 'commander'
import type { Library } from '../app.ts'
import { purgeOld } from '../archive/purge-old.ts'
import { personsPath } from '../config.ts'
import { packageRoot } from '../entry-points.ts'
import { findRoots } from '../jobs/find-files.ts'
import type { ImportQueue } from '../jobs/import-queue.ts'
import { useLibrary, withLibrary } from './command.ts'
import { showProgress, tellReport } from './import-progress.ts'
import { type ServeCommandOptions, tellAddress, withAddress } from './serve.ts'
import { pathsToLookAt, serveLibrary, untilInterrupted } from './serve-library.ts'
import { paintError, tell } from './terminal.ts'

export function openCommand(program: Command): void {
  withAddress(withLibrary(program.command('open')))
    .description('Open folders of stories: read them in and serve them to a browser.')
    .argument(
      '[folder...]',
      'folders and files; without one the folders opened before, or at first the examples',
    )
    .action(async (named: string[], options: ServeCommandOptions) => {
      const paths = named.map(personsPath)
      // A folder that is not there is told before anything is made or served.
      await findRoots(paths)
      await useLibrary(options, (library) => open(library, paths, options))
    })
}

async function open(library: Library, named: string[], options: ServeCommandOptions): Promise<void> {
  const served = await serveLibrary(library, options)
  const interrupted = untilInterrupted()
  await tellAddress(served.url, options)
  const importing = runImports(library, served.imports, named).then(() =>
    purgeOld(library.archive, new Date()).catch(() => undefined),
  )
  await interrupted
  await served.close()
  await importing
}

/**
 * What was named; else what broke off, then the folders opened before. A library that never saw one gets the examples
 * that come with Fanfold.
 */
async function runImports(library: Library, imports: ImportQueue, named: string[]): Promise<void> {
  if (named.length > 0) return runImport(imports, named)
  if ((await library.archive.roots()).length === 0) {
    return runImport(imports, [join(packageRoot(), 'examples')])
  }
  const broken = (await imports.list()).filter(({ state, aim }) => state === 'broken' && aim === 'import')
  for (const { paths, importId } of broken) if (importId !== null) await runImport(imports, paths)
  const { paths, gone } = await pathsToLookAt(library, imports)
  for (const path of gone)
    await tell(`${path} is not there now; the stories read from it stay in the library.`)
  const done = new Set(broken.flatMap((job) => job.paths))
  await runImport(
    imports,
    paths.filter((path) => !done.has(path)),
  )
}

async function runImport(imports: ImportQueue, paths: string[]): Promise<void> {
  if (paths.length === 0) return
  const progress = showProgress()
  const ended = await imports.run(paths, (each) => progress.update(each))
  progress.end()
  if (ended.kind === 'report') await tellReport(ended.report)
  if (ended.kind === 'failed') {
    await tell(`${paintError('red', 'fanfold:')} ${ended.message}`)
    if (ended.hint) await tell(`  ${ended.hint}`)
  }
}
