/**
 * The process that keeps a library's search index up with its archive, apart from the one that answers pages: building an
 * index takes the processor and memory that pages want. Started with the library's folder, over a channel its parent
 * holds; it ends when nothing has come for a while, when its parent says that nothing will, or when the parent is gone.
 *
 * Exit codes: 0 done; 75 another process holds the index and does this work; 1 the index cannot be written (why: standard error).
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { openArchive } from '../archive/open-archive.ts'
import { tryLock } from '../storage/lock.ts'
import { type IndexedSoFar, indexWorks } from './index-works.ts'

/** BSD's EX_TEMPFAIL: come again later. */
const HELD = 75
/** During an import stories come in quick succession: loading the engine for each lot would cost more than the wait. */
const LINGER_MS = 3000
const ASK_EVERY_MS = 200

/** What the parent is told. */
export type IndexChildMessage = { indexed: IndexedSoFar }

process.once('disconnect', () => process.exit(0))
/** The parent waits for the end: nothing more will come after what is there. */
let isLast = false
process.on('message', (message) => {
  if (message === 'finish') isLast = true
})

const [libraryDir] = process.argv.slice(2)
if (libraryDir === undefined) throw new Error('The folder of the library is missing.')
process.exit(await keepUp(libraryDir).catch(told))

/** The parent shows what stands on standard error to a person. */
function told(error: unknown): number {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  return 1
}

async function keepUp(libraryDir: string): Promise<number> {
  const lock = tryLock(libraryDir, 'index', 'fanfold, building the search index')
  if ('heldBy' in lock) return HELD
  const archive = await openArchive(libraryDir)
  try {
    let workUntil = performance.now() + LINGER_MS
    while (performance.now() < workUntil) {
      if ((await archive.staleInIndex(1)).length === 0) {
        if (isLast) return 0
        await sleep(ASK_EVERY_MS)
        continue
      }
      await indexWorks({
        libraryDir,
        archive,
        isLast: () => isLast,
        onProgress: (indexed) => tellParent({ indexed }),
      })
      workUntil = performance.now() + LINGER_MS
    }
    return 0
  } finally {
    await archive.close()
    lock.release()
  }
}

function tellParent(message: IndexChildMessage): void {
  if (process.connected) process.send?.(message)
}
