/** `fanfold import --dry-run`: what files would become, told so that it can be read before anything is stored. */
import { libraryFolder } from '../config.ts'
import { dryRun } from '../jobs/dry-run.ts'
import type { RefusedReport } from '../jobs/import-sources.ts'
import { addToTotals, type LookLine, lookLine } from '../jobs/look-report.ts'
import { workJson } from '../story/work-json.ts'
import { type CommonOptions, endWith } from './command.ts'
import { EXIT } from './exit-codes.ts'
import { showProgress } from './import-progress.ts'
import { ReportStream } from './json-stream.ts'
import { counted, paint, paintError, printLine, tell } from './terminal.ts'

/** The report goes to standard output, so that `> report.txt` keeps it; progress and the sum to standard error. */
export async function tellDryRun(paths: string[], options: CommonOptions): Promise<void> {
  const stream = new ReportStream()
  const progress = showProgress()
  const totals = { files: 0, works: 0, words: 0, needALook: 0, known: 0, refused: 0, skipped: 0 }
  const lines: LookLine[] = []
  const refused: RefusedReport[] = []
  let parts = 0
  let again = 0
  const add = (line: LookLine) => {
    lines.push(line)
    addToTotals(totals, line)
  }
  await dryRun({
    paths,
    leaveOut: [libraryFolder(options.library)],
    onWork: (work, told) => {
      if (options.json) stream.work(workJson(work))
      add(lookLine(work, [], told))
      if (told.parts > 1) parts += told.parts
      if (told.forms > 1) again += told.forms - 1
    },
    onRefused: (each) => {
      refused.push(each)
      add({ kind: 'refused', file: each.file, reason: each.reason, hint: each.hint })
    },
    onSkipped: (each) => add({ kind: 'skipped', ...each }),
    onProgress: (done, files) =>
      progress.update({ ...totals, files, done, latest: '', finished: done === files }),
  })
  progress.end()
  if (options.json) await stream.end(refused, lines.flatMap(skippedFile))
  else for (const line of lines) await printLook(line)
  if (parts > 0) await tell(`${counted(parts, 'file is a part', 'files are parts')} of a story in several`)
  if (again > 0) await tell(`${counted(again, 'story was', 'stories were')} there more than once`)
  await tell(
    `${counted(totals.works, 'story', 'stories')} of ${counted(totals.words, 'word')}; ${needLook(totals.needALook)}${refused.length} refused, ${totals.skipped} passed over. Nothing was stored.`,
  )
  if (refused.length > 0) endWith(EXIT.someRefused)
}

function skippedFile(line: LookLine): { file: string; reason: string }[] {
  return line.kind === 'skipped' ? [{ file: line.file, reason: line.reason }] : []
}

function needLook(count: number): string {
  return count === 0 ? '' : `${paintError('yellow', `${counted(count, 'needs', 'need')} a look`)}; `
}

/** The file first, since that is what a person knows; below it what it would be. */
async function printLook(line: LookLine): Promise<void> {
  if (line.kind === 'skipped') return printLine(paint('dim', `${line.file}: passed over, ${line.reason}`))
  if (line.kind === 'refused') {
    await printLine(line.file)
    return printLine(`  ${paint('red', 'refused:')} ${line.reason} ${line.hint}`)
  }
  for (const file of line.files) await printLine(file)
  const by = line.authors.length > 0 ? ` by ${line.authors.join(', ')}` : ''
  await printLine(`  ${paint('bold', line.title)}${by}`)
  await printLine(`  ${factsOf(line)}`)
  for (const told of line.joined ?? []) await printLine(`  ${paint('dim', told)}`)
  for (const reason of line.looks) await printLine(`  ${paint('yellow', 'needs a look:')} ${reason}`)
}

function factsOf({ fandoms, rating, chapters, words }: Extract<LookLine, { kind: 'work' }>): string {
  const facts = [
    fandoms.join(', '),
    rating === 'not-rated' ? '' : rating,
    counted(chapters, 'chapter'),
    counted(words, 'word'),
  ]
  return facts.filter((fact) => fact !== '').join(' · ')
}
