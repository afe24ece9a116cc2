/**
 * The process in which a server's imports run, so that pages stay quick while files are read.
 * Arguments: library folder, then the paths. Tells its parent of progress; ends when told to, or when the parent goes.
 */
import { openArchive } from '../archive/open-archive.ts'
import { ArchiveError } from '../errors.ts'
import { acquireLock } from '../storage/lock.ts'
import type { ImportChildMessage } from './import-job.ts'
import { importSources } from './import-sources.ts'

const [libraryDir, ...paths] = process.argv.slice(2)
const stop = new AbortController()

// A terminal's Ctrl-C reaches every process of its group; this one waits for its parent's word instead.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => stop.abort())
process.on('message', (message) => {
  if (message === 'stop') stop.abort()
})
process.on('disconnect', () => {
  stop.abort()
  setTimeout(() => process.exit(0), 5000).unref()
})

function tell(message: ImportChildMessage): Promise<void> {
  return new Promise((resolve) => {
    if (process.send === undefined || !process.connected) resolve()
    else process.send(message, () => resolve())
  })
}

async function run(): Promise<void> {
  const lock = acquireLock(libraryDir as string, 'import', 'fanfold open')
  const archive = await openArchive(libraryDir as string)
  try {
    const report = await importSources({
      archive,
      paths,
      signal: stop.signal,
      onProgress: (progress) => void tell({ kind: 'progress', progress }),
    })
    await tell({ kind: 'report', report })
  } finally {
    await archive.close()
    lock.release()
  }
}

try {
  await run()
} catch (error) {
  const known = error instanceof ArchiveError
  await tell({
    kind: 'failed',
    message: error instanceof Error ? error.message : String(error),
    hint: known ? (error.hint ?? null) : null,
  })
  process.exitCode = 1
}
process.disconnect?.()
