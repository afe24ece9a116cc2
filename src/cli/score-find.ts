/** `fanfold score-find QUERIES.tsv LIBRARY`: how well stories are found by what people half remember of them. */
import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { personsPath } from '../config.ts'
import { ArchiveError } from '../errors.ts'
import { type FindReport, readCases, scoreFind } from '../find/score/score-find.ts'
import { useLibrary } from './command.ts'
import { counted, printJson, printLine, tell } from './terminal.ts'

export function scoreFindCommand(program: Command): void {
  program
    .command('score-find')
    .description(
      'Score finding on a list of descriptions: one a line, a tab, the right story’s id or file name.',
    )
    .argument('<queries>', 'the list, as tab-separated text')
    .argument('<library>', 'the library that holds the stories')
    .option('--json', 'print JSON for programs')
    .option('--quiet', 'leave out the misses')
    .action(async (queries: string, library: string, options: { json?: boolean; quiet?: boolean }) => {
      const cases = readCases(await readList(personsPath(queries)))
      await useLibrary({ library }, async ({ dir, archive, finder }) => {
        const report = await scoreFind({ libraryDir: dir, archive, finder: await finder(), cases })
        if (options.json) await printJson(report)
        else await printReport(report, options.quiet === true)
      })
    })
}

async function readList(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw new ArchiveError(
      'score/no-list',
      `The list ${path} cannot be read (${(error as NodeJS.ErrnoException).code}).`,
      'Name a text file with a description, a tab and a story a line.',
    )
  }
}

async function printReport({ scores, misses, unknown, unread }: FindReport, quiet: boolean): Promise<void> {
  if (unread > 0)
    await tell(
      `${counted(unread, 'story is', 'stories are')} not read for meaning yet: "fanfold reindex" does that.`,
    )
  if (unknown.length > 0)
    await tell(
      `Left out, since no story here has such an id or file name: ${unknown.map(({ answer }) => answer).join(', ')}`,
    )
  if (!quiet)
    for (const miss of misses) {
      await printLine(
        `${miss.rank === null ? '   –' : String(miss.rank).padStart(4)}  ${miss.answer}  ${miss.query}`,
      )
      await printLine(`      right: ${miss.title}${miss.why && ` (${miss.why})`}`)
      if (miss.first) await printLine(`      first: ${miss.first.title} (${miss.first.why})`)
    }
  await printLine(
    `\n${''.padEnd(28)}${['queries', 'first', 'ten', 'MRR'].map((name) => name.padStart(9)).join('')}`,
  )
  for (const { name, queries, first, ten, mrr } of scores) {
    const cells = [String(queries), percent(first), percent(ten), mrr.toFixed(3)]
    await printLine(`${name.padEnd(28)}${cells.map((cell) => cell.padStart(9)).join('')}`)
  }
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`
