import { type ChildProcess, spawnSync } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { examples, fanfold, scratchFolder, startFanfold } from './run-fanfold.ts'

const { folder, remove } = scratchFolder('open')
afterAll(remove)

async function page(url: string): Promise<Response> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await fetch(url)
    } catch (error) {
      if (attempt > 200) throw error
      await sleep(50)
    }
  }
}

const ended = (child: ChildProcess) =>
  new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
const childrenOf = (pid: number) =>
  spawnSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' })
    .stdout.split('\n')
    .filter(Boolean)

test('opening a folder serves the library while it is read, and Ctrl-C ends all of it with 0', async () => {
  const child = startFanfold(['open', examples, '--library', join(folder, 'a'), '--port', '4391'])
  let said = ''
  child.stderr.on('data', (data) => {
    said += data
  })
  const first = await page('http://127.0.0.1:4391/')
  expect(first.status).toBe(200)
  for (let attempt = 0; attempt < 200 && !said.includes('new stories'); attempt++) await sleep(100)
  expect(said).toContain('http://127.0.0.1:4391')
  expect(said).toMatch(/1\d new stories/)
  const children = childrenOf(child.pid as number)
  child.kill('SIGINT')
  expect(await ended(child)).toBe(0)
  await sleep(200)
  for (const pid of children) expect(spawnSync('kill', ['-0', pid]).status).not.toBe(0)
})

test('what a command wrote shows on the next request of a running server', async () => {
  const library = join(folder, 'b')
  fanfold(['import', join(examples), '--library', library])
  const child = startFanfold(['serve', '--library', library, '--port', '4392'])
  const before = await (await page('http://127.0.0.1:4392/')).text()
  const [work] = JSON.parse(fanfold(['list', '--json', '--library', library]).stdout).works
  expect(fanfold(['remove', work.id, '--yes', '--library', library]).code).toBe(0)
  expect((await page(`http://127.0.0.1:4392/works/${work.id}`)).status).toBe(404)
  expect(before).toContain('What happens in it?')
  child.kill('SIGTERM')
  expect(await ended(child)).toBe(0)
})

test('a busy port is named in the error', async () => {
  const server = createServer().listen(4393, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const ran = await new Promise<{ code: number | null; said: string }>((resolve) => {
    const child = startFanfold(['serve', '--library', join(folder, 'c'), '--port', '4393'])
    let said = ''
    child.stderr.on('data', (data) => {
      said += data
    })
    child.once('close', (code) => resolve({ code, said }))
  })
  server.close()
  expect(ran.said).toContain('4393')
  expect(ran.code).not.toBe(0)
})
