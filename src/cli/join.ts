/** `fanfold join WORK WORK`: two works become one, as two sources of the same story or as parts that follow one another. */
import type { Command } from 'commander'
import type { WorkId } from '../archive/archive.ts'
import { startIndexing } from '../jobs/indexing.ts'
import { joinAsOne } from '../jobs/settle-duplicates.ts'
import { answer, type CommonOptions, requireWorks, useLibrary, withJson, withLibrary } from './command.ts'
import { counted, printLine } from './terminal.ts'

interface JoinOptions extends CommonOptions {
  parts?: boolean
}

export function joinCommand(program: Command): void {
  withJson(withLibrary(program.command('join')))
    .description('Say that stories are one: the better text is shown, the others stay behind it.')
    .argument('<work...>', 'two ids or more, as "fanfold list" prints them')
    .option('--parts', 'they are parts of one story: the chapters of each follow those of the one before')
    .action((ids: string[], options: JoinOptions) =>
      useLibrary(options, async (library) => {
        await requireWorks(library, ids)
        const id = options.parts ? await library.archive.joinWorks(ids) : await joinAll(library.archive, ids)
        await startIndexing(library.archive).finish()
        await answer(options, { joined: id }, () =>
          printLine(
            `${counted(ids.length, 'story', 'stories')} joined into ${id}. "fanfold undo" parts them.`,
          ),
        )
      }),
    )
}

async function joinAll(archive: Parameters<typeof joinAsOne>[0], ids: WorkId[]): Promise<WorkId> {
  const [first = '', second = first, ...others] = ids
  let joined = await joinAsOne(archive, first, second)
  for (const other of others) joined = await joinAsOne(archive, joined, other)
  return joined
}
