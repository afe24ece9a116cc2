/** Breaks files and has them read until the time is up; keeps what any reader could not bear. */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { FuzzAnswer, FuzzTask } from './fuzz-worker.ts'
import { mutate } from './mutate.ts'
import { randomFrom } from './random.ts'
import { allTargets, type Target } from './seeds.ts'

/** A file may take this long; the product allows more, so that what is found here is slow by any measure. */
const FILE_MS = 10_000
const THREAD_MEGABYTES = 512
const TELL_EVERY_MS = 15_000

export interface FuzzOptions {
  minutes: number
  /** Only these readers; [] for all. */
  targets: string[]
  /** Of the dice: the same gives the same files. */
  seed: number
  threads: number
  /** Where what was found is kept. */
  outDir: string
}

export interface Finding {
  target: string
  what: string
  file: string
}

/** @returns what was found, one of each kind. */
export async function runFuzz(options: FuzzOptions): Promise<Finding[]> {
  const targets = allTargets().filter(
    ({ id }) => options.targets.length === 0 || options.targets.includes(id),
  )
  for (const { id, seeds } of targets) console.log(`${id.padEnd(28)} ${seeds.length} files`)
  const tried = targets.filter(({ seeds }) => seeds.length > 0)
  if (tried.length === 0) throw new Error('There is no such reader, or no file for it.')
  const run = new FuzzRun(options, tried)
  await Promise.all(Array.from({ length: options.threads }, () => run.thread()))
  run.tell()
  return run.findings
}

class FuzzRun {
  findings: Finding[] = []
  #options: FuzzOptions
  #targets: Target[]
  #endMs: number
  #toldMs = performance.now()
  #number = 0
  #counts = { read: 0, refused: 0 }
  #kinds = new Set<string>()

  constructor(options: FuzzOptions, targets: Target[]) {
    this.#options = options
    this.#targets = targets
    this.#endMs = performance.now() + options.minutes * 60_000
  }

  async thread(): Promise<void> {
    let worker = startWorker()
    while (performance.now() < this.#endMs) {
      const task = this.#nextTask()
      const what = await ask(worker, task)
      if (what.text === null) this.#counts[what.kind]++
      else {
        this.#keep(task, what.text)
        if (what.kind === 'lost') {
          await worker.terminate()
          worker = startWorker()
        }
      }
      if (performance.now() > this.#toldMs + TELL_EVERY_MS) this.tell()
    }
    await worker.terminate()
  }

  tell(): void {
    this.#toldMs = performance.now()
    const { read, refused } = this.#counts
    console.log(`${read + refused} files: ${read} read, ${refused} refused; ${this.findings.length} findings`)
  }

  /** Every reader in turn, however many files it has. */
  #nextTask(): FuzzTask {
    const number = this.#number++
    const random = randomFrom(this.#options.seed + number)
    const target = this.#targets[number % this.#targets.length] as Target
    const seed = random.pick(target.seeds)
    const others = target.seeds.map(({ bytes }) => bytes)
    return {
      target: target.id,
      name: seed.name,
      folder: seed.folder,
      bytes: mutate(seed.bytes, random, others),
    }
  }

  #keep(task: FuzzTask, text: string): void {
    const kind = kindOf(task.target, text)
    if (this.#kinds.has(kind)) return
    this.#kinds.add(kind)
    mkdirSync(this.#options.outDir, { recursive: true })
    const hash = createHash('sha256').update(task.bytes).digest('hex').slice(0, 8)
    const stem = `${task.target.replace(':', '-')}-${hash}`
    const file = join(this.#options.outDir, `${stem}${extname(task.name)}`)
    writeFileSync(file, task.bytes)
    writeFileSync(
      join(this.#options.outDir, `${stem}.why.txt`),
      `${task.target}, from ${task.name}\n${text}\n`,
    )
    this.findings.push({ target: task.target, what: text, file })
    console.log(
      `\n${task.target}, from ${task.name}: ${text.split('\n').slice(0, 4).join('\n')}\n  kept as ${file}\n`,
    )
  }
}

/** Findings with the same words at the same place in the code are one. */
function kindOf(target: string, text: string): string {
  const [words = '', ...stack] = text.split('\n')
  const place = stack.find((line) => /src\/|node_modules/.test(line)) ?? ''
  return `${place === '' ? target : ''} ${words.replace(/\d+/g, '#').slice(0, 60)} ${place.trim()}`
}

function startWorker(): Worker {
  return new Worker(new URL('./fuzz-worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: THREAD_MEGABYTES },
    // Libraries complain of broken files to the console.
    stdout: true,
    stderr: true,
  })
}

type Outcome = { kind: 'read' | 'refused'; text: null } | { kind: 'threw' | 'lost'; text: string }

function ask(worker: Worker, task: FuzzTask): Promise<Outcome> {
  return new Promise((resolve) => {
    const settle = (outcome: Outcome) => {
      clearTimeout(timer)
      worker.removeAllListeners('message').removeAllListeners('error')
      resolve(outcome)
    }
    const timer = setTimeout(
      () =>
        settle({ kind: 'lost', text: `took longer than ${FILE_MS / 1000} s (${task.bytes.length} bytes)` }),
      FILE_MS,
    )
    worker.once('message', (answer: FuzzAnswer) =>
      settle(answer.kind === 'threw' ? { kind: 'threw', text: answer.stack } : { ...answer, text: null }),
    )
    worker.once('error', (error: NodeJS.ErrnoException) =>
      settle({ kind: 'lost', text: error.stack ?? error.message }),
    )
    worker.postMessage(task)
  })
}

/** Reads one kept file again. @returns what it did to its reader. */
export async function tryFile(path: string, target: string): Promise<string> {
  const worker = startWorker()
  const task = {
    target,
    name: basename(path),
    folder: dirname(path),
    bytes: new Uint8Array(readFileSync(path)),
  }
  const outcome = await ask(worker, task)
  await worker.terminate()
  return outcome.text ?? outcome.kind
}
