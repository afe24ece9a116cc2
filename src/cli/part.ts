/** `fanfold part WORK`: what stands behind a work stands by itself again, and stays so. */
import type { Command } from 'commander'
import type { Archive, WorkId } from '../archive/archive.ts'
import { ArchiveError } from '../errors.ts'
import { startIndexing } from '../jobs/indexing.ts'
import { answer, type CommonOptions, requireWorks, useLibrary, withJson, withLibrary } from './command.ts'
import { counted, printLine } from './terminal.ts'

/** Its own parts, where it was put together from several files. */
async function partAgain(archive: Archive, id: WorkId, options: CommonOptions): Promise<void> {
  const parted = await archive.partAgain(id)
  await startIndexing(archive).finish()
  await answer(options, { parted }, () =>
    printLine(
      `${id} is ${counted(parted.length, 'story', 'stories')} again: ${parted.join(', ')}. They stay apart.`,
    ),
  )
}

export function partCommand(program: Command): void {
  withJson(withLibrary(program.command('part')))
    .description('Say that the sources of a story are stories of their own.')
    .argument('<work>', 'its id, as "fanfold list" prints it')
    .argument('[version...]', 'ids of its versions, as "fanfold show" prints them (default: all of them)')
    .action((id: string, versions: string[], options: CommonOptions) =>
      useLibrary(options, async (library) => {
        await requireWorks(library, [id])
        const there = await library.archive.versionsOf(id)
        const parted =
          versions.length > 0 ? versions : there.flatMap((each) => (each.isShown ? [] : [each.id]))
        if (parted.length === 0 && (await library.archive.partsOf(id)).length > 0) {
          return await partAgain(library.archive, id, options)
        }
        if (parted.length === 0) {
          throw new ArchiveError(
            'works/no-version',
            `Work ${id} has one source.`,
            'There is nothing to part.',
          )
        }
        for (const version of parted) await library.archive.partVersion(id, version)
        await startIndexing(library.archive).finish()
        await answer(options, { parted }, () =>
          printLine(
            `${counted(parted.length, 'story', 'stories')} parted from ${id}: ${parted.join(', ')}. They stay apart.`,
          ),
        )
      }),
    )
}
