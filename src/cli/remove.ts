/** `fanfold remove WORK…`: takes works out of the library; can be undone for 30 days. */
import { createInterface } from 'node:readline/promises'
import type { Command } from 'commander'
import { ArchiveError } from '../errors.ts'
import { startIndexing } from '../jobs/indexing.ts'
import { answer, type CommonOptions, requireWorks, useLibrary, withJson, withLibrary } from './command.ts'
import { counted, printLine, tell } from './terminal.ts'

interface RemoveOptions extends CommonOptions {
  yes?: boolean
  withSources?: boolean
}

export function removeCommand(program: Command): void {
  withJson(withLibrary(program.command('remove')))
    .description('Take stories out of the library. "fanfold undo" brings them back, for 30 days.')
    .argument('<work...>', 'ids, as "fanfold list" prints them')
    .option('-y, --yes', 'do not ask')
    .option('--with-sources', 'let go of the kept copies of their files too, when the 30 days are over')
    .action((ids: string[], options: RemoveOptions) =>
      useLibrary(options, async (library) => {
        await requireWorks(library, ids)
        if (!options.yes && !(await isWanted(ids.length))) {
          await tell('Nothing was removed.')
          return
        }
        await library.archive.removeWorks(ids, { withSources: options.withSources === true })
        await startIndexing(library.archive).finish()
        await answer(options, { removed: ids }, () =>
          printLine(
            `${counted(ids.length, 'story', 'stories')} removed. "fanfold undo" brings ${ids.length === 1 ? 'it' : 'them'} back.`,
          ),
        )
      }),
    )
}

async function isWanted(count: number): Promise<boolean> {
  if (!process.stdin.isTTY) {
    throw new ArchiveError(
      'remove/not-asked',
      'There is nobody to ask whether to remove.',
      'Say --yes to remove without being asked.',
    )
  }
  const line = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return /^y(es)?$/i.test(
      (await line.question(`Remove ${counted(count, 'story', 'stories')}? [y/N] `)).trim(),
    )
  } finally {
    line.close()
  }
}
