/** Reading for meaning at the end of a command, with its progress in the terminal. */
import type { Library } from '../app.ts'
import { chosenModel } from '../find/meaning/chosen-model.ts'
import { isMeaningPaused } from '../jobs/meaning-pause.ts'
import { startReadingForMeaning } from '../jobs/reading-for-meaning.ts'
import { progressBar } from './progress-bar.ts'
import { counted, number, tell } from './terminal.ts'

const LOOK_EVERY_MS = 500
const LINE_EVERY_MS = 10_000
/** Fewer words are read in a few seconds, and nothing is said of it. */
const FEW_WORDS = 20_000

interface Reading {
  works: number
  worksWaiting: number
  /** Minutes, once enough was read to tell. */
  left: number | undefined
}

/** Waits until everything stored is read for meaning; Ctrl-C ends it, and the next start goes on. A person's pause is kept to. */
export async function readForMeaningNow({ archive, dir }: Library): Promise<void> {
  const model = chosenModel(dir)
  if (model === undefined) return
  const before = await archive.meaningProgress(model.id)
  if (isMeaningPaused(dir)) return tellPaused(before.worksWaiting)
  const show = before.wordsWaiting > FEW_WORDS ? await showReading() : undefined
  const reading = startReadingForMeaning(archive, model)
  const stop = () => void reading.stop()
  process.once('SIGINT', stop).once('SIGTERM', stop)
  const startedAt = performance.now()
  const watch = setInterval(async () => {
    const { works, worksWaiting, wordsWaiting } = await archive.meaningProgress(model.id)
    const done = before.wordsWaiting - wordsWaiting
    const minutes = (performance.now() - startedAt) / 60_000
    const left = done > 5000 ? (wordsWaiting / done) * minutes : undefined
    show?.update({ works, worksWaiting, left })
  }, LOOK_EVERY_MS)
  try {
    await reading.finish()
  } finally {
    clearInterval(watch)
    show?.end()
    await reading.stop()
    process.off('SIGINT', stop).off('SIGTERM', stop)
  }
}

async function tellPaused(waiting: number): Promise<void> {
  if (waiting > 0)
    await tell(
      `${counted(waiting, 'story is', 'stories are')} not read for meaning: that is paused, and goes on from the page "Imports".`,
    )
}

async function showReading(): Promise<{ update(reading: Reading): void; end(): void }> {
  await tell(
    'Everything can be found by its words now. Reading for meaning goes on; Ctrl-C leaves it for later.',
  )
  return process.stderr.isTTY ? showBar() : showLines()
}

function showBar() {
  const bar = progressBar('  understanding {bar} {value} of {total} stories{left}')
  return {
    update: ({ works, worksWaiting, left }: Reading) =>
      bar.show(works, works - worksWaiting, { left: leftWords(left) }),
    end: bar.end,
  }
}

function showLines() {
  let nextMs = performance.now() + LINE_EVERY_MS
  return {
    update({ works, worksWaiting, left }: Reading) {
      if (performance.now() < nextMs) return
      nextMs = performance.now() + LINE_EVERY_MS
      void tell(
        `reading for meaning: ${number(works - worksWaiting)} of ${number(works)} stories${leftWords(left)}`,
      )
    },
    end() {},
  }
}

function leftWords(minutes: number | undefined): string {
  if (minutes === undefined) return ''
  return minutes < 1 ? ', under a minute left' : `, about ${Math.ceil(minutes)} min left`
}
