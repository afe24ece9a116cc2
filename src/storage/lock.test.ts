import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { acquireLock, tryLock } from './lock.ts'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'fanfold-lock-'))
})
afterEach(() => rm(dir, { recursive: true }))

/** Another process that takes the lock and says so. */
async function holder(name: string) {
  const module = join(import.meta.dirname, 'lock.ts')
  const script = `import { acquireLock } from ${JSON.stringify(module)}
    acquireLock(${JSON.stringify(dir)}, ${JSON.stringify(name)}, 'fanfold import stories')
    console.log('held')
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  return child
}

test('a second taker is told at once who holds it, and has it once it is let go', () => {
  const lock = acquireLock(dir, 'import', 'fanfold import a')
  const second = tryLock(dir, 'import', 'fanfold import b')
  expect(second).toMatchObject({ heldBy: { pid: process.pid, who: 'fanfold import a' } })
  expect(() => acquireLock(dir, 'import', 'b')).toThrow(
    expect.objectContaining({ code: 'library/held', message: expect.stringContaining('fanfold import a') }),
  )
  lock.release()
  lock.release()
  acquireLock(dir, 'import', 'fanfold import b').release()
})

test('locks of different names do not meet', () => {
  const locks = [acquireLock(dir, 'import', 'a'), acquireLock(dir, 'index', 'b')]
  for (const lock of locks) lock.release()
})

test('another process is named, and what it held is free once it is killed', async () => {
  const child = await holder('index')
  expect(() => acquireLock(dir, 'index', 'me')).toThrow(`process ${child.pid}`)
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect((await readdir(dir)).sort()).toEqual(['index.lock', 'index.lock.json'])
  acquireLock(dir, 'index', 'me').release()
})

test('asking for a held lock does not let go of one held by oneself', async () => {
  const lock = acquireLock(dir, 'import', 'me')
  tryLock(dir, 'import', 'again')
  const script = `import { tryLock } from ${JSON.stringify(join(import.meta.dirname, 'lock.ts'))}
    console.log('heldBy' in tryLock(${JSON.stringify(dir)}, 'import', 'other') ? 'held' : 'free')`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [answer] = await once(child.stdout, 'data')
  expect(String(answer).trim()).toBe('held')
  lock.release()
})
