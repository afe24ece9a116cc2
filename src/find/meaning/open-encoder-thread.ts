/** An encoder in a thread of its own, started at the first text and ended when none has come for a while. */
import { Worker } from 'node:worker_threads'
import { entryPoint } from '../../entry-points.ts'
import { ArchiveError } from '../../errors.ts'
import type { EncodeAnswer, EncodeStart, EncodeTask } from './encode-task.ts'
import type { Encoder } from './encoder.ts'
import type { EncoderModel } from './model.ts'

/** The model takes some 150 MB; who has searched once often searches again. */
const IDLE_MS = 10 * 60_000

interface Waiting {
  resolve(vectors: Float32Array[]): void
  reject(error: Error): void
}

/** Opens at once: the model is loaded (0.2 s) with the first text. */
export function openEncoderThread(model: EncoderModel, { idleMs = IDLE_MS } = {}): Encoder {
  let worker: Worker | undefined
  let idle: NodeJS.Timeout | undefined
  let lastId = 0
  const waiting = new Map<number, Waiting>()

  const end = async () => {
    clearTimeout(idle)
    const ended = worker
    worker = undefined
    await ended?.terminate()
  }
  const failAll = (error: Error) => {
    for (const { reject } of waiting.values()) reject(unusable(model, error.message))
    waiting.clear()
    worker = undefined
  }
  const settle = (answer: EncodeAnswer) => {
    const asked = waiting.get(answer.id)
    waiting.delete(answer.id)
    if ('error' in answer) asked?.reject(unusable(model, answer.error))
    else asked?.resolve(answer.vectors)
    if (waiting.size > 0) return
    worker?.unref()
    idle = setTimeout(end, idleMs).unref()
  }
  const start = (): Worker => {
    const started = new Worker(entryPoint('encode-worker'), {
      workerData: { model } satisfies EncodeStart,
    })
    started.on('message', settle)
    started.on('error', failAll)
    return started
  }
  return {
    encode(texts, kind) {
      if (texts.length === 0) return Promise.resolve([])
      clearTimeout(idle)
      worker ??= start()
      worker.ref()
      const task: EncodeTask = { id: ++lastId, texts, kind }
      worker.postMessage(task)
      return new Promise((resolve, reject) => waiting.set(task.id, { resolve, reject }))
    },
    async close() {
      const ended = end()
      failAll(new Error('it was closed'))
      await ended
    },
  }
}

function unusable({ name }: EncoderModel, reason: string): ArchiveError {
  return new ArchiveError(
    'model/cannot-run',
    `The sentence encoder ${name} could not be run (${reason}).`,
    'Stories are still found by their words. "npm install" brings what the encoder runs on.',
  )
}
