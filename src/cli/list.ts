/** `fanfold list`: all works, or those a query holds for. */
import type { Command } from 'commander'
import type { Library } from '../app.ts'
import type { WorkBlurb } from '../archive/archive.ts'
import { parseQuery } from '../find/query/parse-query.ts'
import type { ParsedQuery } from '../find/query/query.ts'
import { runQuery } from '../find/query/run-query.ts'
import { listedWork } from '../web/api/story-answers.ts'
import { worksInOrder } from '../web/matching-works.ts'
import { type CommonOptions, useLibrary, withJson, withLibrary } from './command.ts'
import { tellBeside } from './find.ts'
import { counted, number, paint, print, printLine, tell } from './terminal.ts'

export function listCommand(program: Command): void {
  withJson(withLibrary(program.command('list')))
    .description('List all stories, or those a query holds for: id, title, creators, words.')
    .argument('[query...]', 'as in find: fandom:torchwood rating:teen -tag:angst words:>1000')
    .action((words: string[], options: CommonOptions) =>
      useLibrary(options, async (library) => {
        const query = words.join(' ').trim()
        const works = query === '' ? library.archive.eachWork() : eachFound(library, parseQuery(query))
        return options.json ? listJson(works) : listPlain(works, query === '')
      }),
    )
}

const AT_ONCE = 100

/** Newest first; with words of the story the likeliest first, at most 1,000. */
async function* eachFound(library: Library, parsed: ParsedQuery): AsyncGenerator<WorkBlurb> {
  for (const { text } of parsed.problems) await tell(text)
  for (let skip = 0; ; skip += AT_ONCE) {
    const found = await runQuery(library, parsed, { limit: AT_ONCE, skip, counts: false })
    if (skip === 0) await tellBeside(found)
    const ids = found.results.map(({ workId }) => workId)
    yield* await worksInOrder(library, ids)
    if (skip + AT_ONCE >= found.total) return
  }
}

async function listJson(works: AsyncIterable<WorkBlurb>): Promise<void> {
  await print('{"works":[')
  let comma = ''
  for await (const work of works) {
    await print(`${comma}\n${JSON.stringify(listedWork(work))}`)
    comma = ','
  }
  await print('\n]}\n')
}

async function listPlain(works: AsyncIterable<WorkBlurb>, isAll: boolean): Promise<void> {
  let count = 0
  let words = 0
  for await (const work of works) {
    count++
    words += work.words
    const { title, authors } = work.fields
    const by = authors.length > 0 ? ` by ${authors.join(', ')}` : ''
    const look = work.needsALook ? paint('yellow', '  needs a look') : ''
    await printLine(
      `${paint('dim', work.id.padStart(6))}  ${paint('bold', title)}${by}  ${paint('dim', `${number(work.words)} words`)}${look}`,
    )
  }
  await tell(
    count === 0 && isAll
      ? 'No stories yet. "fanfold import FOLDER" brings some in.'
      : `${counted(count, 'story', 'stories')}, ${counted(words, 'word')}`,
  )
}
