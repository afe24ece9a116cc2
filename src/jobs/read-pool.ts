/** Threads that read files side by side. A file that hangs or blows up its thread is cut off and refused by name. */
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { entryPoint } from '../entry-points.ts'
import type { ReadResult, ReadTask } from './read-task.ts'

export interface ReadLimitsOfPool {
  /** A file may take this long, and a second more for each MB. */
  fileMs: number
  /** Memory of one thread. */
  threadMegabytes: number
}

const DEFAULTS: ReadLimitsOfPool = { fileMs: 30_000, threadMegabytes: 1024 }
const MAX_THREADS = 4
/** Of each thread: left to itself it takes up to 200 MB for what is thrown away at once, and is no quicker for it. */
export const YOUNG_MEGABYTES = 12

export interface ReadPool {
  readonly threads: number
  read(task: ReadTask): Promise<ReadResult[]>
  close(): Promise<void>
}

export function openReadPool(limits: Partial<ReadLimitsOfPool> = {}): ReadPool {
  const settled = { ...DEFAULTS, ...limits }
  const threads = Math.min(MAX_THREADS, availableParallelism())
  const idle: Worker[] = []
  const waiting: ((worker: Worker) => void)[] = []
  let started = 0

  const take = (): Promise<Worker> => {
    const worker = idle.pop()
    if (worker) return Promise.resolve(worker)
    if (started < threads) {
      started++
      return Promise.resolve(startWorker(settled))
    }
    return new Promise((resolve) => waiting.push(resolve))
  }
  const give = (worker: Worker) => {
    const next = waiting.shift()
    if (next) next(worker)
    else idle.push(worker)
  }
  const read = async (task: ReadTask): Promise<ReadResult[]> => {
    const worker = await take()
    const answer = await ask(worker, task, settled)
    if (Array.isArray(answer)) {
      give(worker)
      return answer
    }
    await worker.terminate()
    give(startWorker(settled))
    return readAgainOrRefuse(task, answer, read)
  }
  return {
    threads,
    read,
    async close() {
      await Promise.all(idle.splice(0).map((worker) => worker.terminate()))
    },
  }
}

function startWorker(limits: ReadLimitsOfPool): Worker {
  const worker = new Worker(entryPoint('read-worker'), {
    resourceLimits: {
      maxOldGenerationSizeMb: limits.threadMegabytes,
      maxYoungGenerationSizeMb: YOUNG_MEGABYTES,
    },
  })
  worker.unref()
  return worker
}

type Failure = { code: 'read/too-slow' | 'read/too-much-memory' | 'read/crashed'; text: string }

function ask(worker: Worker, task: ReadTask, limits: ReadLimitsOfPool): Promise<ReadResult[] | Failure> {
  const bytes = task.files.reduce((sum, { file }) => sum + file.sizeBytes, 0)
  const limitMs = limits.fileMs + bytes / 1024
  return new Promise((resolve) => {
    const settle = (answer: ReadResult[] | Failure) => {
      clearTimeout(timer)
      // Not all of them: Node keeps listeners of its own on a Worker, and its port stops without them.
      worker.removeAllListeners('message').removeAllListeners('error')
      resolve(answer)
    }
    const timer = setTimeout(
      () => settle({ code: 'read/too-slow', text: `took longer than ${Math.round(limitMs / 1000)} seconds` }),
      limitMs,
    )
    worker.once('message', settle)
    worker.once('error', (error: NodeJS.ErrnoException) =>
      settle(
        error.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? { code: 'read/too-much-memory', text: `needed more than ${limits.threadMegabytes} MB of memory` }
          : { code: 'read/crashed', text: `broke off: ${error.message}` },
      ),
    )
    worker.postMessage(task)
  })
}

/** A task of several files is read again one by one, to learn which of them it was. */
async function readAgainOrRefuse(
  task: ReadTask,
  failure: Failure,
  read: ReadPool['read'],
): Promise<ReadResult[]> {
  if (task.files.length > 1) {
    const results = await Promise.all(task.files.map((each) => read({ ...task, files: [each] })))
    return results.flat()
  }
  return task.files.map(({ file }) => ({
    file,
    sha256: '',
    outcome: {
      kind: 'refused' as const,
      code: failure.code,
      reason: `Reading ${file.path} ${failure.text}, and was cut off.`,
      hint: 'The file may be broken, or made to be slow. Open it in the program it came from and save it anew.',
    },
  }))
}
