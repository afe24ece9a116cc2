/** How a child process ended, and the last of what it said on standard error. */
import type { ChildProcess } from 'node:child_process'

export interface ChildEnd {
  /** null where a signal ended it, -1 where it did not start. */
  code: number | null
  errors: string
}

export function childEnd(child: ChildProcess): Promise<ChildEnd> {
  let errors = ''
  child.stderr?.on('data', (data: Buffer) => {
    errors = (errors + data.toString()).slice(-2000)
  })
  return new Promise((resolve) => {
    child.once('close', (code) => resolve({ code, errors }))
    child.once('error', (error) => resolve({ code: -1, errors: error.message }))
  })
}
