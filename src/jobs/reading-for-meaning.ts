/** Keeps the meaning vectors up with the archive: a child process at a low priority does the work, after the word index. */
import { type ChildProcess, fork } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Archive } from '../archive/archive.ts'
import { entryPoint } from '../entry-points.ts'
import { hasVectors, meaningFolder, otherModels } from '../find/meaning/meaning-tables.ts'
import type { EncoderModel } from '../find/meaning/model.ts'
import { childEnd } from './child-end.ts'
import { isMeaningPaused } from './meaning-pause.ts'

/** How often the archive is asked whether anything changed. */
const ASK_EVERY_MS = 1000
/** The child's exit code when another process does the work. */
const HELD_EXIT = 75

export interface ReadingForMeaning {
  /** Resolves when all that is stored by now has been read, or when a person pauses it. @throws when it cannot be done. */
  finish(): Promise<void>
  /** Why it ended early; undefined while all is well. */
  failure(): string | undefined
  /** Ends the child; the next start goes on where it was. */
  stop(): Promise<void>
}

/** Starts following the archive's changes until stopped. A failure is told by finish(), and does not end anything else. */
export function startReadingForMeaning(archive: Archive, model: EncoderModel): ReadingForMeaning {
  let child: ChildProcess | undefined
  let stopped = false
  let failure: Error | undefined
  const isPaused = () => isMeaningPaused(archive.libraryDir)
  const isReady = async () => (await archive.staleInIndex(1)).length === 0
  const isDone = async () =>
    (await archive.staleInMeaning(model.id, 1)).length === 0 &&
    // Whoever finishes takes the vectors of other encoders away.
    otherModels(archive.libraryDir, model).length === 0
  // Vectors that are not there have to be made anew: a restored library has the marks of what was read without them.
  const isForgotten = hasVectors(meaningFolder(archive.libraryDir, model))
    ? Promise.resolve()
    : archive.forgetMeaning(model.id)

  const runChild = async () => {
    child = fork(fileURLToPath(entryPoint('meaning-child')), [archive.libraryDir, model.folder], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      execArgv: process.execArgv,
    })
    const watch = setInterval(() => isPaused() && child?.connected && child.send('stop'), ASK_EVERY_MS)
    const { code, errors } = await childEnd(child)
    clearInterval(watch)
    child = undefined
    if (stopped || code === 0) return
    if (code !== HELD_EXIT)
      throw new Error(`Stories could not be read for meaning: ${errors.trim() || `exit ${code}`}`)
    await sleep(ASK_EVERY_MS)
  }
  let seen = ''
  const loop = (async () => {
    await isForgotten
    while (!stopped) {
      const generation = await archive.generation()
      const changed = generation !== seen
      if (changed && !isPaused() && (await isReady())) {
        if (await isDone()) seen = generation
        else await runChild()
      } else await sleep(ASK_EVERY_MS)
    }
  })().catch((error: Error) => {
    failure = error
  })

  return {
    async finish() {
      await isForgotten
      while (!failure && !stopped && !isPaused() && !((await isReady()) && (await isDone()))) await sleep(50)
      if (failure) throw failure
    },
    failure: () => failure?.message,
    async stop() {
      stopped = true
      if (child?.connected) child.send('stop')
      await loop
    },
  }
}
