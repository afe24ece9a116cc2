/** An import's progress in the terminal: a bar where there is one, plain lines where there is none. */
import type { ImportProgress, ImportReport } from '../jobs/import-sources.ts'
import { progressBar } from './progress-bar.ts'
import { counted, number, paintError, tell } from './terminal.ts'

/** Without a terminal a line is written at most this often. */
const LINE_EVERY_MS = 2000
const REFUSALS_SHOWN = 20

export interface ProgressDisplay {
  update(progress: ImportProgress): void
  end(): void
}

export function showProgress(): ProgressDisplay {
  return process.stderr.isTTY ? showBar() : showLines()
}

function showBar(): ProgressDisplay {
  const bar = progressBar('  reading {bar} {value} of {total} files · {stories} stories · {words} words')
  return {
    update: ({ files, done, works, words }) =>
      bar.show(files, done, { stories: number(works), words: number(words) }),
    end: bar.end,
  }
}

function showLines(): ProgressDisplay {
  let nextMs = performance.now() + LINE_EVERY_MS
  return {
    update(progress) {
      if (performance.now() < nextMs || progress.finished) return
      nextMs = performance.now() + LINE_EVERY_MS
      void tell(
        `reading: ${number(progress.done)} of ${number(progress.files)} files, ${counted(progress.works, 'story', 'stories')}`,
      )
    },
    end() {},
  }
}

/** The summary at the end of an import, on standard error so that `--json` stays whole. */
export async function tellReport(report: ImportReport): Promise<void> {
  const { filesRead, filesUnchanged, worksAdded, worksRevised } = report
  const unchanged = filesUnchanged > 0 ? `, ${number(filesUnchanged)} unchanged` : ''
  const revised = worksRevised > 0 ? `, ${counted(worksRevised, 'story', 'stories')} changed` : ''
  await tell(
    `${counted(filesRead, 'file')} read${unchanged}: ${counted(worksAdded, 'new story', 'new stories')}${revised}, ${counted(report.words, 'word')}, ${report.seconds.toFixed(1)} s`,
  )
  if (report.filesJoined > 0)
    await tell(
      `${counted(report.filesJoined, 'file')} joined as parts of ${counted(report.worksJoined, 'story', 'stories')}`,
    )
  if (report.worksAgain > 0)
    await tell(`${counted(report.worksAgain, 'text is', 'texts are')} of a story that was there already`)
  if (report.filesKnown > 0)
    await tell(`${counted(report.filesKnown, 'file')} known already: moved, renamed or copied`)
  if (report.filesVanished > 0)
    await tell(`${counted(report.filesVanished, 'file')} not there any more; the stories stay in the library`)
  if (report.needALook > 0) {
    await tell(paintError('yellow', `${counted(report.needALook, 'story needs', 'stories need')} a look:`))
    for (const { reason, works } of report.lookReasons) await tell(`  ${number(works)} × ${reason}`)
  }
  if (report.skipped > 0)
    await tell(`${counted(report.skipped, 'file')} passed over (pictures, style sheets and the like)`)
  if (report.refused > 0) {
    await tell(paintError('red', `${counted(report.refused, 'file')} refused:`))
    for (const refusal of report.refusals.slice(0, REFUSALS_SHOWN))
      await tell(`  ${refusal.file}: ${refusal.reason} ${refusal.hint}`)
    if (report.refused > REFUSALS_SHOWN)
      await tell(`  … and ${number(report.refused - REFUSALS_SHOWN)} more; the page "Files" lists them all.`)
  }
  if (report.stopped) await tell('Stopped before the end. What was read is kept; the next start goes on.')
}
