/** The thread that holds the encoder, so that a query's encoding never keeps a page waiting that needs none. */
import { parentPort, workerData } from 'node:worker_threads'
import type { EncodeAnswer, EncodeStart, EncodeTask } from './encode-task.ts'
import { openEncoder } from './encoder.ts'

const { model } = workerData as EncodeStart
const encoder = openEncoder(model)

parentPort?.on('message', async ({ id, texts, kind }: EncodeTask) => {
  const answer: EncodeAnswer = await encoder
    .then((open) => open.encode(texts, kind))
    .then((vectors) => ({ id, vectors }))
    .catch((error: Error) => ({ id, error: error.message }))
  parentPort?.postMessage(answer)
})
