/**
 * The process that reads a library for meaning, apart from the one that answers pages and at a lower priority. Started with the library's folder
 * and the model's (or '' for the one that comes with Fanfold); ends when all is read, when told to stop, or when its parent is gone.
 *
 * Exit codes: 0 done or stopped; 75 another process does this work; 1 it cannot be done (why: standard error).
 */
import { setPriority } from 'node:os'
import { openArchive } from '../../archive/open-archive.ts'
import { tryLock } from '../../storage/lock.ts'
import { openEncoder } from './encoder.ts'
import { readModel } from './model.ts'
import { type MeaningSoFar, readForMeaning } from './read-for-meaning.ts'

/** BSD's EX_TEMPFAIL: come again later. */
const HELD = 75
const BACKGROUND_PRIORITY = 10

/** What the parent is told. */
export type MeaningChildMessage = { read: MeaningSoFar }

const stopping = new AbortController()
process.once('disconnect', () => process.exit(0))
process.on('message', (message) => {
  if (message === 'stop') stopping.abort()
})

const [libraryDir, modelFolder] = process.argv.slice(2)
if (libraryDir === undefined) throw new Error('The folder of the library is missing.')
process.exit(await read(libraryDir, modelFolder || undefined).catch(told))

/** The parent shows what stands on standard error to a person. */
function told(error: unknown): number {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  return 1
}

async function read(library: string, folder: string | undefined): Promise<number> {
  const lock = tryLock(library, 'meaning', 'fanfold, reading stories for meaning')
  if ('heldBy' in lock) return HELD
  setPriority(BACKGROUND_PRIORITY)
  const archive = await openArchive(library)
  const model = readModel(folder)
  const encoder = await openEncoder(model)
  try {
    const onProgress = (soFar: MeaningSoFar) => tellParent({ read: soFar })
    await readForMeaning({
      libraryDir: library,
      archive,
      model,
      encoder,
      onProgress,
      signal: stopping.signal,
    })
    return 0
  } finally {
    await encoder.close()
    await archive.close()
    lock.release()
  }
}

function tellParent(message: MeaningChildMessage): void {
  if (process.connected) process.send?.(message)
}
