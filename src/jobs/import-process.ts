/** An import, or a look at what it would bring, in a process of its own. */
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { entryPoint } from '../entry-points.ts'
import type { ImportChildMessage, ImportChildTask, ImportEnd } from './import-messages.ts'

export interface ImportProcess {
  /** Resolves when the process has gone. */
  ended: Promise<ImportEnd>
  /** Gives out no new file; those being read are still stored. A process that does not end is ended. */
  stop(): Promise<void>
}

/** How long a process may take to end after it is told to. */
const STOP_WITHIN_MS = 5000
const ERRORS_KEPT = 2000

/** @param onMessage what it tells while it is at work. */
export function startImportProcess(
  task: ImportChildTask,
  onMessage: (message: ImportChildMessage) => void,
): ImportProcess {
  const child = fork(fileURLToPath(entryPoint('import-child')), [JSON.stringify(task)], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let end: ImportEnd = {
    kind: 'failed',
    message: 'The import ended without a word.',
    hint: 'Start it again: what was read is kept.',
  }
  let errors = ''
  child.stderr?.on('data', (data: Buffer) => {
    errors = (errors + data.toString()).slice(-ERRORS_KEPT)
  })
  child.on('message', (message: ImportChildMessage) => {
    if (message.kind === 'begun' || message.kind === 'progress') onMessage(message)
    else end = message
  })
  const ended = new Promise<ImportEnd>((resolve) => {
    child.once('error', (error) => {
      errors += error.message
      resolve(withErrors(end, errors))
    })
    child.once('close', () => resolve(withErrors(end, errors)))
  })
  return {
    ended,
    async stop() {
      if (child.connected) child.send('stop')
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS)
      await ended
      clearTimeout(timer)
    },
  }
}

function withErrors(end: ImportEnd, errors: string): ImportEnd {
  return end.kind === 'failed' && errors !== '' ? { ...end, message: `${end.message} ${errors.trim()}` } : end
}
