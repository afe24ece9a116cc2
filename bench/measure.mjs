// What the figures share: programs run and timed, and generated stories.
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
export const fanfold = join(root, 'bin/fanfold.mjs')

export function isInstalled(program) {
  const there = spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined
  if (!there) console.log(`skipped: ${program} is not installed`)
  return there
}

/** Runs a program to its end. @returns seconds of wall time. */
export function seconds(program, args, options = {}) {
  const startedMs = performance.now()
  const { status, stderr } = spawnSync(program, args, { stdio: ['ignore', 'ignore', 'pipe'], ...options })
  if (status !== 0)
    throw new Error(`${program} ${args.slice(0, 3).join(' ')} … ended with ${status}: ${stderr}`)
  return (performance.now() - startedMs) / 1000
}

export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]

/** A folder that is gone after the work. */
export async function inScratch(work) {
  const folder = mkdtempSync(join(tmpdir(), 'fanfold-bench-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Largest resident memory of a process and its children, in MiB, asked while it runs. */
export function residentMegabytes(pid) {
  const pids = [pid]
  for (let index = 0; index < pids.length; index++) {
    const { stdout } = spawnSync('pgrep', ['-P', String(pids[index])], { encoding: 'utf8' })
    for (const child of stdout.split('\n').filter(Boolean)) pids.push(Number(child))
  }
  let kilobytes = 0
  for (const each of pids) {
    try {
      kilobytes += Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${each}/status`, 'utf8'))?.[1] ?? 0)
    } catch {
      // It ended in the meantime.
    }
  }
  return kilobytes / 1024
}

export function start(program, args, options = {}) {
  return spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options })
}

const WORDS =
  'the of and to a in that he was it his her with as had she for on at by but not be they him from you all were this have my so which there no when one said out up them an who into would if time hand door night light water voice eyes house street morning rain window table letter lamp harbour boat stone road snow fire bread glass coat river bridge clock answer question silence laughter memory promise'.split(
    ' ',
  )
const NAMES = ['Imre', 'Rook', 'Tam', 'Edda', 'Lowell', 'Sunniva', 'Marrow', 'Piet', 'Hesper', 'Corin']

/** The same numbers every time: a bench must not depend on luck. */
export function randomNumbers(seed) {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/** A story of about so many words, with a header, dialogue and scene breaks. */
export function storyText(number, words) {
  const random = randomNumbers(number * 7919 + 1)
  const pick = (list) => list[Math.floor(random() * list.length)]
  const sentence = () => {
    const text = Array.from({ length: 6 + Math.floor(random() * 14) }, () => pick(WORDS)).join(' ')
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
  }
  const paragraphs = []
  for (let count = 0; count < words; ) {
    const text =
      random() < 0.35
        ? `"${sentence()}" said ${pick(NAMES)}.`
        : Array.from({ length: 2 + Math.floor(random() * 4) }, sentence).join(' ')
    paragraphs.push(random() < 0.02 ? `* * *\n\n${text}` : text)
    count += text.split(' ').length
  }
  const [a, b] = [pick(NAMES), pick(NAMES)]
  return `Title: Story Number ${number}\nAuthor: ${pick(NAMES)} ${pick(WORDS)}\nFandom: Harbour Nine\nRating: PG-13\nPairing: ${a}/${b}\nSummary: ${sentence()}\n\n${paragraphs.join('\n\n')}\n`
}

/** Writes stories `0001.txt` … into a folder. @returns bytes written. */
export function writeStories(folder, count, words) {
  mkdirSync(folder, { recursive: true })
  let bytes = 0
  for (let number = 1; number <= count; number++) {
    const text = storyText(number, words)
    bytes += Buffer.byteLength(text)
    writeFileSync(join(folder, `story ${String(number).padStart(4, '0')}.txt`), text)
  }
  return bytes
}
