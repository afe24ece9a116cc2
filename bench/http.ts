/**
 * Search by words through the server, as a browser asks it: `node bench/http.ts [PASSAGES]`. Stories are imported by the
 * command line and served by it; 60 searches a second are sent for 20 seconds, then 16 clients ask without a pause.
 */
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { corpusTexts, makeQueries, makeStories } from './search-library.ts'
import { shown, type Times, timesOf } from './timing.ts'

const PASSAGES = Number(process.argv[2] ?? 100_000)
const A_SECOND = 60
const SECONDS = 20
const CLIENTS = 16
const EACH = 40
const PORT = 4499

const fanfold = resolve(import.meta.dirname, '../bin/fanfold.mjs')
const env = { ...process.env, FANFOLD_MODEL: 'none' }

async function ask(query: string): Promise<number> {
  const startedAt = performance.now()
  const answer = await fetch(`http://127.0.0.1:${PORT}/find?q=${encodeURIComponent(query)}`)
  await answer.text()
  if (answer.status !== 200) throw new Error(`the server answered ${answer.status}`)
  return performance.now() - startedAt
}

async function atARate(queries: string[]): Promise<Times> {
  const asked: Promise<number>[] = []
  const startedAt = performance.now()
  for (let at = 0; at < A_SECOND * SECONDS; at++) {
    const due = startedAt + (at * 1000) / A_SECOND
    await new Promise((done) => setTimeout(done, Math.max(0, due - performance.now())))
    asked.push(ask(queries[at % queries.length] as string))
  }
  return timesOf(await Promise.all(asked))
}

async function withoutPause(queries: string[]): Promise<Times> {
  const client = async (first: number) => {
    const times: number[] = []
    for (let at = 0; at < EACH; at++) times.push(await ask(queries[(first + at) % queries.length] as string))
    return times
  }
  const clients = Array.from({ length: CLIENTS }, (_, at) => client(at * 12))
  return timesOf((await Promise.all(clients)).flat())
}

async function untilServed(): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    try {
      await fetch(`http://127.0.0.1:${PORT}/about`)
      return
    } catch {
      await new Promise((done) => setTimeout(done, 100))
    }
  }
  throw new Error('The server did not start.')
}

async function measure(scratch: string): Promise<void> {
  const folder = join(scratch, 'stories')
  const library = join(scratch, 'library')
  mkdirSync(folder)
  const stories = makeStories(corpusTexts(scratch).texts, PASSAGES)
  for (const { id, html } of stories)
    writeFileSync(join(folder, `story ${id}.html`), `<title>Story ${id}</title>${html}`)
  const queries = makeQueries(stories)
  const startedAt = performance.now()
  spawnSync(process.execPath, [fanfold, 'import', folder, '--library', library], { stdio: 'inherit', env })
  console.log(`imported and indexed in ${((performance.now() - startedAt) / 1000).toFixed(0)} s`)
  const server = spawn(process.execPath, [fanfold, 'serve', '--library', library, '--port', `${PORT}`], {
    stdio: 'ignore',
    env,
  })
  try {
    await untilServed()
    for (const query of queries.slice(0, 30)) await ask(query)
    console.log(`one after the other: ${shown(timesOf(await inTurn(queries.slice(0, 100))))}`)
    console.log(`${A_SECOND} searches a second: ${shown(await atARate(queries))}`)
    console.log(`${CLIENTS} clients that never pause: ${shown(await withoutPause(queries))}`)
  } finally {
    server.kill('SIGTERM')
  }
}

async function inTurn(queries: string[]): Promise<number[]> {
  const times: number[] = []
  for (const query of queries) times.push(await ask(query))
  return times
}

const scratch = mkdtempSync(join(tmpdir(), 'fanfold-bench-http-'))
try {
  await measure(scratch)
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
process.exit(0)
