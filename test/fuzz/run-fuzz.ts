/** Breaks files and has them read until the time is up; keeps what any reader could not bear. */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { FuzzAnswered, FuzzTask } from './fuzz-worker.ts'
import { mutate } from './mutate.ts'
import { randomFrom } from './random.ts'
import { allTargets, type Target } from './seeds.ts'

/** A file may take so much of the processor; the product allows more, so that what is found here is slow by any measure. */
const FILE_MS = 10_000
/** By the clock, which a busy machine slows: then the thread is lost. */
const WAIT_MS = 60_000
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
  const tried = targets.filter(({ seeds }) => seeds.length > 0)
  if (tried.length === 0) throw new Error('There is no such reader, or no file for it.')
  const run = new FuzzRun(options, tried)
  await Promise.all(Array.from({ length: options.threads }, () => run.thread()))
  run.tellEach()
  return run.findings
}

/** What was done with a reader so far. */
interface Tried {
  target: Target
  /** By the clock, all threads together. */
  spentMs: number
  files: number
  read: number
  refused: number
  findings: number
}

class FuzzRun {
  findings: Finding[] = []
  #options: FuzzOptions
  #tried: Tried[]
  #endMs: number
  #toldMs = performance.now()
  #number = 0
  #kinds = new Set<string>()

  constructor(options: FuzzOptions, targets: Target[]) {
    this.#options = options
    this.#tried = targets.map((target) => ({
      ...{ target, spentMs: 0, files: 0, read: 0, refused: 0, findings: 0 },
    }))
    this.#endMs = performance.now() + options.minutes * 60_000
  }

  async thread(): Promise<void> {
    let worker = startWorker()
    while (performance.now() < this.#endMs) {
      const tried = this.#next()
      const task = this.#taskFor(tried.target)
      const begunMs = performance.now()
      const what = await ask(worker, task)
      tried.spentMs += performance.now() - begunMs
      if (what.text === null) tried[what.kind]++
      else {
        if (this.#keep(task, what.text)) tried.findings++
        if (what.kind === 'lost') {
          await worker.terminate()
          worker = startWorker()
        }
      }
      if (performance.now() > this.#toldMs + TELL_EVERY_MS) this.#tell()
    }
    await worker.terminate()
  }

  tellEach(): void {
    for (const { target, files, read, refused, findings, spentMs } of this.#tried)
      console.log(
        `${target.id.padEnd(28)} ${target.seeds.length} seeds, ${files} files in ${Math.round(spentMs / 1000)} s: ${read} read, ${refused} refused, ${findings} findings`,
      )
  }

  #tell(): void {
    this.#toldMs = performance.now()
    const files = this.#tried.reduce((sum, tried) => sum + tried.files, 0)
    console.log(`${files} files, ${this.findings.length} findings`)
  }

  /** Every reader has the same time, however slow it is and however many files it has. */
  #next(): Tried {
    const next = this.#tried.reduce((least, tried) => (tried.spentMs < least.spentMs ? tried : least))
    next.files++
    // So that two threads do not wait for the same slow reader.
    next.spentMs += 1
    return next
  }

  #taskFor(target: Target): FuzzTask {
    const random = randomFrom(this.#options.seed + this.#number++)
    const seed = random.pick(target.seeds)
    const others = target.seeds.map(({ bytes }) => bytes)
    return {
      target: target.id,
      name: seed.name,
      folder: seed.folder,
      bytes: mutate(seed.bytes, random, others),
    }
  }

  /** @returns false for what was found before. */
  #keep(task: FuzzTask, text: string): boolean {
    const kind = kindOf(task.target, text)
    if (this.#kinds.has(kind)) return false
    this.#kinds.add(kind)
    mkdirSync(this.#options.outDir, { recursive: true })
    const hash = createHash('sha256').update(task.bytes).digest('hex').slice(0, 8)
    const stem = `${task.target.replace(':', '-')}-${hash}`
    const file = join(this.#options.outDir, `${stem}${extname(task.name)}`)
    writeFileSync(file, task.bytes)
    writeFileSync(
      join(this.#options.outDir, `${stem}.why.txt`),
      `${task.target}, from ${join(task.folder, task.name)}\n${text}\n`,
    )
    this.findings.push({ target: task.target, what: text, file })
    console.log(
      `\n${task.target}, from ${task.name}: ${text.split('\n').slice(0, 4).join('\n')}\n  kept as ${file}\n`,
    )
    return true
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
  const slow = (ms: number) => `took longer than ${ms / 1000} s (${task.bytes.length} bytes)`
  return new Promise((resolve) => {
    const settle = (outcome: Outcome) => {
      clearTimeout(timer)
      worker.removeAllListeners('message').removeAllListeners('error')
      resolve(outcome)
    }
    const timer = setTimeout(() => settle({ kind: 'lost', text: slow(WAIT_MS) }), WAIT_MS)
    worker.once('message', ({ answer, cpuMs }: FuzzAnswered) => {
      if (answer.kind === 'threw') settle({ kind: 'threw', text: answer.stack })
      else if (cpuMs > FILE_MS) settle({ kind: 'threw', text: slow(FILE_MS) })
      else settle({ ...answer, text: null })
    })
    worker.once('error', (error: Error) => settle({ kind: 'lost', text: error.stack ?? error.message }))
    worker.postMessage(task)
  })
}

export interface KeptFile {
  path: string
  target: string
  /** Where the file it was made from lies: some readers look beside theirs. */
  folder?: string
}

/** Reads one kept file again. @returns what it did to its reader. */
export async function tryFile({ path, target, folder = dirname(path) }: KeptFile): Promise<string> {
  const worker = startWorker()
  const outcome = await ask(worker, {
    ...{ target, folder, name: basename(path) },
    bytes: new Uint8Array(readFileSync(path)),
  })
  await worker.terminate()
  return outcome.text ?? outcome.kind
}
