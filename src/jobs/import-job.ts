/** An import running in a process of its own, as the server sees it. */
import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { entryPoint } from '../entry-points.ts'
import type { ImportProgress, ImportReport } from './import-sources.ts'

export type ImportChildMessage =
  | { kind: 'progress'; progress: ImportProgress }
  | { kind: 'report'; report: ImportReport }
  | { kind: 'failed'; message: string; hint: string | null }

export interface ImportJobs {
  /** The import under way, or how the last one ended; null before the first. */
  current(): ImportProgress | null
  /** Starts one, unless one is under way: then that one goes on. Resolves when it is over. */
  start(paths: string[], onProgress?: (progress: ImportProgress) => void): Promise<ImportChildMessage>
  stop(): Promise<void>
}

/** How long a child may take to end after it is told to. */
const STOP_WITHIN_MS = 5000

export function importJobs(libraryDir: string): ImportJobs {
  let child: ChildProcess | undefined
  let running: Promise<ImportChildMessage> | undefined
  let progress: ImportProgress | null = null

  const run = (
    paths: string[],
    onProgress?: (progress: ImportProgress) => void,
  ): Promise<ImportChildMessage> =>
    new Promise((resolve) => {
      let last: ImportChildMessage = {
        kind: 'failed',
        message: 'The import ended without a word.',
        hint: 'Start it again: what was read is kept.',
      }
      let errors = ''
      child = fork(fileURLToPath(entryPoint('import-child')), [libraryDir, ...paths], {
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      })
      child.stderr?.on('data', (data: Buffer) => {
        errors = (errors + data.toString()).slice(-2000)
      })
      child.on('message', (message: ImportChildMessage) => {
        if (message.kind !== 'progress') last = message
        else {
          progress = message.progress
          onProgress?.(message.progress)
        }
      })
      child.once('close', () => {
        child = undefined
        running = undefined
        if (progress !== null) progress = { ...progress, finished: true }
        if (last.kind === 'failed' && errors !== '')
          last = { ...last, message: `${last.message} ${errors.trim()}` }
        resolve(last)
      })
    })

  return {
    current: () => progress,
    start(paths, onProgress) {
      running ??= run(paths, onProgress)
      return running
    },
    async stop() {
      const ending = child
      if (ending === undefined) return
      if (ending.connected) ending.send('stop')
      const timer = setTimeout(() => ending.kill('SIGKILL'), STOP_WITHIN_MS)
      await running
      clearTimeout(timer)
    },
  }
}
