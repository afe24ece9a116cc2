/** `fanfold find "WORDS"`: the stories in which it happens, with the passages. */
import { type Command, InvalidArgumentError } from 'commander'
import type { Library } from '../app.ts'
import type { FoundWork } from '../find/finder.ts'
import { type CommonOptions, useLibrary, withJson, withLibrary } from './command.ts'
import { counted, paint, printJson, printLine, tell } from './terminal.ts'

const DEFAULT_LIMIT = 50

interface FindOptions extends CommonOptions {
  limit: number
}

export function findCommand(program: Command): void {
  withJson(withLibrary(program.command('find')))
    .description('Find stories by what happens in them. Put exact words in quotes.')
    .argument('<words...>', 'what you remember of it')
    .option('--limit <n>', 'at most so many stories', wholeNumber, DEFAULT_LIMIT)
    .action((words: string[], options: FindOptions) =>
      useLibrary(options, (library) => find(library, words.join(' '), options)),
    )
}

export function wholeNumber(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1)
    throw new InvalidArgumentError('It must be a whole number from 1.')
  return value
}

async function find(library: Library, words: string, options: FindOptions): Promise<void> {
  const found = await (await library.finder()).find(words, { limit: options.limit })
  if (found.pendingWorks > 0) {
    await tell(
      `${counted(found.pendingWorks, 'story is', 'stories are')} not indexed yet and were not searched; "fanfold reindex" does that now.`,
    )
  }
  const results = await Promise.all(
    found.results.map(async (result) => ({ result, work: await library.archive.getWork(result.workId) })),
  )
  if (options.json) {
    await printJson({
      results: results.map(({ result, work }) =>
        resultJson(result, work?.fields.title ?? '', work?.sources.map((source) => source.path) ?? []),
      ),
    })
    return
  }
  for (const { result, work } of results) {
    await printLine(
      `${paint('dim', result.workId.padStart(6))}  ${paint('bold', work?.fields.title ?? '')}  ${paint('dim', result.why)}`,
    )
    for (const passage of result.passages.slice(0, 1))
      await printLine(`        ${excerpt(passage.text, passage.matches)}`)
  }
  if (results.length === 0)
    await tell('Nothing found. Try other words for what happens; every word helps, and none has to be exact.')
}

function resultJson({ workId, score, passages }: FoundWork, title: string, sources: string[]) {
  return {
    work: { id: workId, title, sources },
    score,
    passages: passages.map(({ chapter, start, end, text }) => ({ chapter, start, end, text })),
  }
}

const EXCERPT_CHARACTERS = 220

function excerpt(text: string, matches: { start: number; end: number }[]): string {
  const from = Math.max(0, (matches[0]?.start ?? 0) - 60)
  const cut = text.slice(from, from + EXCERPT_CHARACTERS).replace(/\s+/g, ' ')
  return `${from > 0 ? '…' : ''}${cut}…`
}
