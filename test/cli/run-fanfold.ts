/** Runs the command line as a person does, in a process of its own. */
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '../..')
export const program = join(root, 'bin/fanfold.mjs')
export const examples = join(root, 'examples')

export interface Ran {
  code: number | null
  stdout: string
  stderr: string
}

/** @param args as typed after `fanfold`. */
export function fanfold(args: string[], options: { cwd?: string; env?: NodeJS.ProcessEnv } = {}): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    cwd: options.cwd ?? root,
    env: cleanEnvironment(options.env),
  })
  return { code: status, stdout, stderr }
}

/** The same, going on beside the test. */
export function startFanfold(args: string[]) {
  return spawn(process.execPath, [program, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: root,
    env: cleanEnvironment(),
  })
}

function cleanEnvironment(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  // Reading for meaning is slow, and what most of these tests are about is told by words.
  const env: NodeJS.ProcessEnv = { ...process.env, NO_COLOR: '1', FANFOLD_MODEL: 'none', ...more }
  for (const name of ['npm_lifecycle_event', 'INIT_CWD', 'VITEST', 'NODE_OPTIONS'])
    if (!(name in more)) delete env[name]
  return env
}

/** A folder for a test, gone when the returned function is called. */
export function scratchFolder(name: string): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), `fanfold-${name}-`))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
