/** `fanfold undo`: takes back the last import or removal. */
import type { Command } from 'commander'
import { startIndexing } from '../jobs/indexing.ts'
import { answer, type CommonOptions, useLibrary, withJson, withLibrary } from './command.ts'
import { counted, printLine } from './terminal.ts'

export function undoCommand(program: Command): void {
  withJson(withLibrary(program.command('undo')))
    .description('Take back the last import or removal.')
    .action((options: CommonOptions) =>
      useLibrary(options, async ({ archive }) => {
        const undone = await archive.undo()
        await startIndexing(archive).finish()
        await answer(options, { undone: undone ?? null }, async () => {
          if (undone === undefined) return printLine('There is nothing to take back.')
          await printLine(
            `The ${undone.what} of ${undone.at.slice(0, 16).replace('T', ' ')} was taken back: ${counted(undone.works.length, 'story', 'stories')}.`,
          )
          for (const { id, title } of undone.works.slice(0, 20)) await printLine(`  ${id}  ${title}`)
        })
      }),
    )
}
