/** `fanfold open FOLDER…`: the main job. Serves the library from the first second while the folder is read. */
import { join } from 'node:path'
import type { Command } from 'commander'
import type { Library } from '../app.ts'
import { purgeOld } from '../archive/purge-old.ts'
import { personsPath } from '../config.ts'
import { packageRoot } from '../entry-points.ts'
import { findRoots } from '../jobs/find-files.ts'
import type { ImportJobs } from '../jobs/import-job.ts'
import { useLibrary, withLibrary } from './command.ts'
import { showProgress, tellReport } from './import-progress.ts'
import { type ServeCommandOptions, tellAddress, withAddress } from './serve.ts'
import { serveLibrary, untilInterrupted } from './serve-library.ts'
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
  const paths = named.length > 0 ? named : await pathsToLookAt(library)
  const importing = runImport(served.imports, paths).then(() =>
    purgeOld(library.archive, new Date()).catch(() => undefined),
  )
  await interrupted
  await served.close()
  await importing
}

/** The folders opened before; for a library that never saw one, the examples that come with Fanfold. */
async function pathsToLookAt({ archive }: Library): Promise<string[]> {
  const roots = await archive.roots()
  const there: string[] = []
  for (const root of roots) {
    const found = await findRoots([root]).catch(() => [])
    if (found.length > 0) there.push(root)
    else await tell(`${root} is not there now; the stories read from it stay in the library.`)
  }
  return roots.length > 0 ? there : [join(packageRoot(), 'examples')]
}

async function runImport(imports: ImportJobs, paths: string[]): Promise<void> {
  if (paths.length === 0) return
  const progress = showProgress()
  const ended = await imports.start(paths, (each) => progress.update(each))
  progress.end()
  if (ended.kind === 'report') await tellReport(ended.report)
  if (ended.kind === 'failed') {
    await tell(`${paintError('red', 'fanfold:')} ${ended.message}`)
    if (ended.hint) await tell(`  ${ended.hint}`)
  }
}
