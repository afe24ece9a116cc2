/** `fanfold searches`: searches kept by name, the same as on the page. */
import type { Command } from 'commander'
import type { KeptSearch } from '../archive/searches/search-deeds.ts'
import { searchAnswer } from '../web/api/endpoints/searches.ts'
import { answer, type CommonOptions, useLibrary, withJson, withLibrary } from './command.ts'
import { paint, printLine, tell } from './terminal.ts'

export function searchesCommand(program: Command): void {
  const searches = program
    .command('searches')
    .description('Searches that are kept by name, with a feed each.')
    .showHelpAfterError('Say --help after any command to see how it is used.')
  listCommand(searches)
  addCommand(searches)
  removeCommand(searches)
  restoreCommand(searches)
  for (const command of searches.commands) command.exitOverride()
}

function listCommand(searches: Command): void {
  withJson(withLibrary(searches.command('list', { isDefault: true })))
    .description('List them: number, name, query.')
    .action((options: CommonOptions) =>
      useLibrary(options, async ({ archive }) => {
        const kept = await archive.searches()
        await answer(options, { searches: kept.map(searchAnswer) }, async () => {
          for (const search of kept) await printLine(lineOf(search))
          if (kept.length === 0) await tell('No searches yet. "fanfold searches add QUERY" keeps one.')
        })
      }),
    )
}

function addCommand(searches: Command): void {
  withJson(withLibrary(searches.command('add')))
    .description('Keep a search. One that is kept already gets the new name.')
    .argument('<query...>', 'what it shall find, as for "fanfold find"')
    .option('--name <name>', 'what it is called (default: its own words)', '')
    .action((words: string[], options: CommonOptions & { name: string }) =>
      useLibrary(options, async ({ archive }) => {
        const kept = await archive.keepSearch({ name: options.name, query: words.join(' ') })
        await answer(options, { search: searchAnswer(kept) }, () => printLine(lineOf(kept)))
      }),
    )
}

function removeCommand(searches: Command): void {
  withJson(withLibrary(searches.command('remove')))
    .description('Keep a search no longer. "fanfold searches restore" brings it back, for 30 days.')
    .argument('<number>', 'as "fanfold searches" prints it')
    .action((id: string, options: CommonOptions) =>
      useLibrary(options, async ({ archive }) => {
        await archive.removeSearch(id)
        await answer(options, { removed: id }, () =>
          printLine(`Removed. "fanfold searches restore ${id}" brings it back.`),
        )
      }),
    )
}

function restoreCommand(searches: Command): void {
  withJson(withLibrary(searches.command('restore')))
    .description('Bring a removed search back, under the same number.')
    .argument('<number>', 'the number it had')
    .action((id: string, options: CommonOptions) =>
      useLibrary(options, async ({ archive }) => {
        await archive.restoreSearch(id)
        const search = (await archive.getSearch(id)) as KeptSearch
        await answer(options, { search: searchAnswer(search) }, () => printLine(lineOf(search)))
      }),
    )
}

function lineOf({ id, name, query }: KeptSearch): string {
  const number = paint('dim', id.padStart(6))
  return name === query ? `${number}  ${paint('bold', name)}` : `${number}  ${paint('bold', name)}  ${query}`
}
