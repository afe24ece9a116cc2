/** `fanfold reindex`: builds the search index anew from the archive. */
import type { Command } from 'commander'
import type { Library } from '../app.ts'
import { startIndexing } from '../jobs/indexing.ts'
import { answer, type CommonOptions, useLibrary, withJson, withLibrary } from './command.ts'
import { counted, printLine } from './terminal.ts'

export function reindexCommand(program: Command): void {
  withJson(withLibrary(program.command('reindex')))
    .description('Build the search index anew.')
    .action((options: CommonOptions) =>
      useLibrary(options, async (library) => {
        await rebuildIndexNow(library)
        const { works, words } = await library.archive.counts()
        await answer(options, { works, words }, () =>
          printLine(`${counted(works, 'story', 'stories')} indexed, ${counted(words, 'word')}`),
        )
      }),
    )
}

/** Forgets what is indexed and waits until all of it can be found again. */
export async function rebuildIndexNow(library: Library): Promise<void> {
  await library.archive.forgetIndex()
  const indexing = startIndexing(library.archive)
  await indexing.finish()
}
