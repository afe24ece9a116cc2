// Largest resident memory of an import: of one mailbox, and of a folder. A tenth of the sizes to be held, or
// `FANFOLD_BENCH_FULL=1` for all of them: a 200 MB mailbox and a 2 GB folder.
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fanfold, inScratch, start, storyText } from './measure.mjs'

const isFull = process.env.FANFOLD_BENCH_FULL === '1'
const MAILBOX_MB = isFull ? 200 : 20
const FOLDER_MB = isFull ? 2000 : 60
const FIGURE_MIB = 500
const WORDS_A_STORY = 3000
/** Folders fill faster with few long stories. */
const WORDS_A_FILE = 60_000

export async function run() {
  await inScratch(async (folder) => {
    const box = join(folder, 'list.mbox')
    await writeMailbox(box, MAILBOX_MB)
    await measured(`a mailbox of ${MAILBOX_MB} MB`, box, join(folder, 'library-1'))
    const stories = join(folder, 'stories')
    await writeFolder(stories, FOLDER_MB)
    await measured(`a folder of ${FOLDER_MB} MB`, stories, join(folder, 'library-2'))
  })
}

async function writeMailbox(path, megabytes) {
  const file = createWriteStream(path)
  for (let number = 1, bytes = 0; bytes < megabytes * 1e6; number++) {
    const isStory = number % 4 !== 0
    const body = isStory
      ? storyText(number, WORDS_A_STORY)
      : `> Story Number ${number - 1}\n\nI loved this, thank you for posting it!\n`
    const subject = `${isStory ? '' : 'Re: '}FIC: Story Number ${number}`
    const message = `From writer@example.org Sat Mar  4 10:11:12 2000\nFrom: Writer ${number % 50} <writer@example.org>\nSubject: ${subject}\nDate: Sat, 04 Mar 2000 10:11:12 +0000\nMessage-ID: <${number}@example.org>\n\n${body}\n`
    bytes += message.length
    if (!file.write(message)) await once(file, 'drain')
  }
  file.end()
  await once(file, 'finish')
}

async function writeFolder(folder, megabytes) {
  mkdirSync(folder)
  for (let number = 1, bytes = 0; bytes < megabytes * 1e6; number++) {
    const text = storyText(number, WORDS_A_FILE)
    bytes += text.length
    await writeFile(join(folder, `story ${String(number).padStart(5, '0')}.txt`), text)
  }
}

async function measured(what, path, library) {
  const startedMs = performance.now()
  const child = start(process.execPath, [fanfold, 'import', path, '--library', library])
  let said = ''
  child.stderr.on('data', (data) => {
    said += data
  })
  child.stdout.resume()
  const peaks = new Map()
  const timer = setInterval(() => notePeaks(child.pid, peaks), 500)
  const [status] = await once(child, 'close')
  clearInterval(timer)
  if (status !== 0) throw new Error(`the import of ${what} ended with ${status}: ${said}`)
  const importer = Math.max(
    ...[...peaks].filter(([name]) => !name.includes('index-child')).map(([, peak]) => peak),
  )
  const all = [...peaks.values()].reduce((sum, peak) => sum + peak, 0)
  console.log(
    `${what}: ${((performance.now() - startedMs) / 1000).toFixed(0)} s; importer at most ${importer.toFixed(0)} MiB resident (to hold: ${FIGURE_MIB}), all processes ${all.toFixed(0)} MiB`,
  )
}

/** The kernel remembers each process's own peak: asked now and then, since it is gone with the process. */
function notePeaks(pid, peaks) {
  const { stdout } = spawnSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' })
  for (const each of stdout.split('\n').filter(Boolean)) notePeaks(Number(each), peaks)
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0
    peaks.set(`${pid} ${command}`, Number(kilobytes) / 1024)
  } catch {
    // It ended in the meantime.
  }
}
