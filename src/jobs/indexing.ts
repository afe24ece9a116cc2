/** Keeps the search index up with the archive: a child process does the work, so that pages stay quick and memory is given back. */
import { type ChildProcess, fork } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Archive } from '../archive/archive.ts'
import { entryPoint } from '../entry-points.ts'
import { currentFolder } from '../find/index-tables.ts'
import { childEnd } from './child-end.ts'

/** How often the archive is asked whether anything changed. */
const ASK_EVERY_MS = 250
/** The child's exit code when another process holds the index: that one does the work. */
export const INDEX_HELD_EXIT = 75

export interface Indexing {
  /** Resolves when everything stored by now can be found. @throws when the index cannot be written. */
  finish(): Promise<void>
  /** Ends the child at once; the next start goes on. */
  stop(): Promise<void>
}

/** Starts following the archive's changes until stopped. */
export function startIndexing(archive: Archive): Indexing {
  let child: ChildProcess | undefined
  let stopped = false
  let finishing = false
  const upToDate = async () => (await archive.staleInIndex(1)).length === 0

  const runChild = async (): Promise<void> => {
    child = fork(fileURLToPath(entryPoint('index-child')), [archive.libraryDir], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      execArgv: process.execArgv,
    })
    const { code, errors } = await childEnd(child)
    child = undefined
    if (stopped || code === 0) return
    if (code !== INDEX_HELD_EXIT)
      throw new Error(`The search index could not be written: ${errors.trim() || `exit ${code}`}`)
    await sleep(ASK_EVERY_MS)
  }
  let failure: Error | undefined
  const loop = (async () => {
    // An index that was lost, or is of a form no longer read, is built anew: it is derived.
    if (currentFolder(archive.libraryDir) === undefined) await archive.forgetIndex()
    while (!stopped) {
      if (!(await upToDate())) await runChild()
      else if (finishing) return
      else await sleep(ASK_EVERY_MS)
    }
  })().catch((error: Error) => {
    failure = error
  })

  return {
    async finish() {
      finishing = true
      while (failure === undefined && !stopped && !(await upToDate())) {
        if (child?.connected) child.send('finish')
        await sleep(50)
      }
      // The child still joins its files, which makes reading twice as quick; it ends by itself then.
      if (child?.connected) child.send('finish')
      await loop
      if (failure) throw failure
    },
    async stop() {
      stopped = true
      child?.kill('SIGTERM')
      await loop
    },
  }
}
