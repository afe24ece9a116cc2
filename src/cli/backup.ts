/** `fanfold backup FILE`: the whole library in one file, also while it is being read. */
import { stat } from 'node:fs/promises'
import type { Command } from 'commander'
import { backUp } from '../archive/backup.ts'
import { personsPath } from '../config.ts'
import { answer, type CommonOptions, useLibrary, withJson, withLibrary } from './command.ts'
import { number, printLine } from './terminal.ts'

export function backupCommand(program: Command): void {
  withJson(withLibrary(program.command('backup')))
    .description('Write the whole library into one file.')
    .argument('<file>', 'the file to write')
    .action((named: string, options: CommonOptions) =>
      useLibrary(options, async ({ dir }) => {
        const file = personsPath(named)
        await backUp(dir, file)
        const { size } = await stat(file)
        await answer(options, { file, sizeBytes: size }, () =>
          printLine(
            `${file}  ${number(Math.ceil(size / 1024))} KB. "fanfold restore FILE --library DIR" brings it back.`,
          ),
        )
      }),
    )
}
