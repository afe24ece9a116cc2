/**
 * The process in which a server's imports run, so that pages stay quick while files are read.
 * Its argument is an ImportChildTask as JSON. Tells its parent of progress; ends when told to, or when the parent goes.
 */
import type { Archive } from '../archive/archive.ts'
import { openArchive } from '../archive/open-archive.ts'
import { ArchiveError } from '../errors.ts'
import { acquireLock } from '../storage/lock.ts'
import type { ImportChildMessage, ImportChildTask } from './import-messages.ts'
import { importSources } from './import-sources.ts'
import { lookAtSources } from './look-at-sources.ts'
import { tellingArchive } from './telling-archive.ts'

const task: ImportChildTask = JSON.parse(process.argv[2] as string)
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

async function runImport(archive: Archive): Promise<void> {
  const lock = acquireLock(task.libraryDir, 'import', 'fanfold open')
  try {
    const report = await importSources({
      archive: tellingArchive(archive, (importId) => tell({ kind: 'begun', importId })),
      paths: task.paths,
      signal: stop.signal,
      onProgress: (progress) => void tell({ kind: 'progress', progress }),
    })
    await tell({ kind: 'report', report })
  } finally {
    lock.release()
  }
}

async function runLook(archive: Archive, lookFile: string): Promise<void> {
  const totals = await lookAtSources({
    archive,
    paths: task.paths,
    lookFile,
    signal: stop.signal,
    onProgress: (progress) => void tell({ kind: 'progress', progress }),
  })
  await tell({ kind: 'looked', totals, stopped: stop.signal.aborted })
}

try {
  const archive = await openArchive(task.libraryDir)
  try {
    if (task.lookFile === null) await runImport(archive)
    else await runLook(archive, task.lookFile)
  } finally {
    await archive.close()
  }
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
