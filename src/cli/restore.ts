/** `fanfold restore FILE`: a library from its backup, where none is yet. */
import type { Command } from 'commander'
import { restore } from '../archive/backup.ts'
import { libraryFolder, personsPath } from '../config.ts'
import { answer, type CommonOptions, useLibrary, withJson, withLibrary } from './command.ts'
import { rebuildIndexNow } from './reindex.ts'
import { counted, printLine } from './terminal.ts'

export function restoreCommand(program: Command): void {
  withJson(withLibrary(program.command('restore')))
    .description('Bring a library back from its backup, into a folder where none is.')
    .argument('<file>', 'a file "fanfold backup" wrote')
    .action(async (named: string, options: CommonOptions) => {
      await restore(personsPath(named), libraryFolder(options.library))
      await useLibrary(options, async (library) => {
        await rebuildIndexNow(library)
        const { works } = await library.archive.counts()
        await answer(options, { library: library.dir, works }, () =>
          printLine(`${counted(works, 'story', 'stories')} restored to ${library.dir}`),
        )
      })
    })
}
