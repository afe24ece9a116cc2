/** `fanfold list`: all works. */
import type { Command } from 'commander'
import type { WorkBlurb } from '../archive/archive.ts'
import { listedWork } from '../web/api/story-answers.ts'
import { type CommonOptions, useLibrary, withJson, withLibrary } from './command.ts'
import { counted, number, paint, print, printLine, tell } from './terminal.ts'

export function listCommand(program: Command): void {
  withJson(withLibrary(program.command('list')))
    .description('List all stories: id, title, creators, words.')
    .action((options: CommonOptions) =>
      useLibrary(options, async ({ archive }) =>
        options.json ? listJson(archive.eachWork()) : listPlain(archive.eachWork()),
      ),
    )
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

async function listPlain(works: AsyncIterable<WorkBlurb>): Promise<void> {
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
    count === 0
      ? 'No stories yet. "fanfold import FOLDER" brings some in.'
      : `${counted(count, 'story', 'stories')}, ${counted(words, 'word')}`,
  )
}
