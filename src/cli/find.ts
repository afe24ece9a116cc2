/** `fanfold find "WORDS"`: the stories in which it happens, with the passages. */
import { type Command, InvalidArgumentError } from 'commander'
import type { Library } from '../app.ts'
import { foundAnswer } from '../web/api/found-answer.ts'
import type { Found } from '../web/api/schemas/answers.ts'
import { type CommonOptions, useLibrary, withJson, withLibrary } from './command.ts'
import { counted, paint, printJson, printLine, tell } from './terminal.ts'

const DEFAULT_LIMIT = 50
/** Values of each field that are counted for programs. */
const COUNTED = 20

interface FindOptions extends CommonOptions {
  limit: number
}

export function findCommand(program: Command): void {
  withJson(withLibrary(program.command('find')))
    .description(
      'Find stories by what happens in them. Put exact words in quotes; fandom:torchwood rating:teen -word and more narrow it.',
    )
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

async function find(library: Library, query: string, options: FindOptions): Promise<void> {
  const found = await foundAnswer(library, {
    query,
    limit: options.limit,
    counts: options.json ? COUNTED : 0,
  })
  for (const { text } of found.problems) await tell(text)
  await tellBeside(found)
  if (options.json) return printJson(found)
  for (const result of found.results) await printResult(result)
  if (found.results.length === 0)
    await tell('Nothing found. Try other words for what happens; every word helps, and none has to be exact.')
}

type Beside = Pick<Found, 'pendingWorks' | 'hidden'> & { unreadForMeaning?: number }

/** What a person had better know of the answer. */
export async function tellBeside({ pendingWorks, unreadForMeaning = 0, hidden }: Beside): Promise<void> {
  if (pendingWorks > 0)
    await tell(
      `${counted(pendingWorks, 'story is', 'stories are')} not indexed yet and were not searched; "fanfold reindex" does that now.`,
    )
  if (unreadForMeaning > 0)
    await tell(
      `${counted(unreadForMeaning, 'story is', 'stories are')} not read for meaning yet, and found by the words alone.`,
    )
  if (hidden > 0)
    await tell(`${counted(hidden, 'story is', 'stories are')} held back by what is never to be shown.`)
}

async function printResult({ work, why, passages }: Found['results'][number]): Promise<void> {
  await printLine(`${paint('dim', work.id.padStart(6))}  ${paint('bold', work.title)}  ${paint('dim', why)}`)
  for (const passage of passages.slice(0, 1))
    await printLine(`        ${excerpt(passage.text, passage.matches)}`)
}

const EXCERPT_CHARACTERS = 220

function excerpt(text: string, matches: { start: number; end: number }[]): string {
  const from = Math.max(0, (matches[0]?.start ?? 0) - 60)
  const cut = text.slice(from, from + EXCERPT_CHARACTERS).replace(/\s+/g, ' ')
  return `${from > 0 ? '…' : ''}${cut}…`
}
