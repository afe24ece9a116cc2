/** `fanfold reindex`: builds the search index anew from the archive. */
import type { Command } from 'commander'
import type { Library } from '../app.ts'
import { forgetSavedFacets } from '../find/facets/facet-file.ts'
import { startIndexing } from '../jobs/indexing.ts'
import { answer, type CommonOptions, useLibrary, withJson, withLibrary } from './command.ts'
import { readForMeaningNow } from './reading-progress.ts'
import { counted, printLine } from './terminal.ts'

export function reindexCommand(program: Command): void {
  withJson(withLibrary(program.command('reindex')))
    .description('Build the search index anew, and read for meaning what is not read yet.')
    .option(
      '--words-only',
      'return when all can be found by its words; reading for meaning is left for later',
    )
    .action((options: CommonOptions & { wordsOnly?: boolean }) =>
      useLibrary(options, async (library) => {
        await rebuildIndexNow(library)
        if (!options.wordsOnly) await readForMeaningNow(library)
        const { works, words } = await library.archive.counts()
        await answer(options, { works, words }, () =>
          printLine(`${counted(works, 'story', 'stories')} indexed, ${counted(words, 'word')}`),
        )
      }),
    )
}

/** Forgets what is indexed and waits until all of it can be found again. */
export async function rebuildIndexNow(library: Library): Promise<void> {
  await forgetSavedFacets(library.dir)
  await library.archive.forgetIndex()
  const indexing = startIndexing(library.archive)
  await indexing.finish()
}
