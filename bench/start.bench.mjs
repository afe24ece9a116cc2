// Time and memory from the start of the program to the first useful page, on a library of 1,000 works.
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fanfold, inScratch, median, residentMegabytes, seconds, start, writeStories } from './measure.mjs'

const WORKS = 1000
const RUNS = 5
const PORT = 4199

export async function run() {
  await inScratch(async (folder) => {
    const stories = join(folder, 'stories')
    const library = join(folder, 'library')
    writeStories(stories, WORKS, 1000)
    seconds(process.execPath, [fanfold, 'import', stories, '--library', library])
    const times = []
    let megabytes = 0
    for (let round = 0; round < RUNS; round++) {
      const startedMs = performance.now()
      const child = start(process.execPath, [
        fanfold,
        'open',
        stories,
        '--library',
        library,
        '--port',
        String(PORT),
        '--no-browser',
      ])
      await firstPage(`http://127.0.0.1:${PORT}/`)
      times.push((performance.now() - startedMs) / 1000)
      await sleep(1500)
      megabytes = Math.max(megabytes, residentMegabytes(child.pid))
      child.kill('SIGINT')
      await new Promise((resolve) => child.once('exit', resolve))
    }
    const bare = seconds(process.execPath, ['-e', ''])
    console.log(
      `first page: ${median(times).toFixed(2)} s, ${(median(times) / bare).toFixed(0)} times the start of a bare Node (${(bare * 1000).toFixed(0)} ms); to hold: 1 s`,
    )
    console.log(`memory with all children, settled: ${megabytes.toFixed(0)} MiB; to hold: 300 MiB`)
  })
}

async function firstPage(url) {
  for (;;) {
    try {
      const response = await fetch(url)
      if (response.ok && (await response.text()).includes('Story Number')) return
    } catch {
      // Not listening yet.
    }
    await sleep(10)
  }
}
