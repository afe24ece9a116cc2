/** Texts to vectors, in this process. Whoever answers pages uses the thread of open-encoder.ts instead. */
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { Tokenizer } from '@huggingface/tokenizers'
import type { InferenceSession, Tensor } from 'onnxruntime-node'
import { ArchiveError } from '../../errors.ts'
import type { EncoderModel } from './model.ts'

export type TextKind = 'query' | 'passage'

export interface Encoder {
  /** @returns a vector of length 1 for each text, in their order; `model.dimensions` numbers each. */
  encode(texts: readonly string[], kind: TextKind): Promise<Float32Array[]>
  close(): Promise<void>
}

/** Tokens that go through the model at once: enough to fill two cores, few enough to stay in their cache. */
/** More of them take longer than a batch more. */
const FILLED_TOKENS_MAX = 40
const BATCH_TOKENS = 2048

export async function openEncoder(model: EncoderModel): Promise<Encoder> {
  const [{ InferenceSession }, { Tokenizer }] = await Promise.all([
    import('onnxruntime-node'),
    import('@huggingface/tokenizers'),
  ])
  const tokenizer = new Tokenizer(JSON.parse(readFileSync(join(model.folder, model.tokenizer), 'utf8')), {})
  const session = await InferenceSession.create(join(model.folder, model.weights), {
    intraOpNumThreads: availableParallelism(),
    interOpNumThreads: 1,
  })
  const prefixes = { query: model.queryPrefix, passage: model.passagePrefix }
  return {
    async encode(texts, kind) {
      const tokens = texts.map((text) => tokensOf(tokenizer, prefixes[kind] + text, model.maxTokens))
      const vectors: Float32Array[] = new Array(texts.length)
      for (const batch of batchesOf(tokens)) {
        const rows = batch.map((at) => tokens[at] as number[])
        for (const [row, vector] of (await run(session, model, rows)).entries())
          vectors[batch[row] as number] = vector
      }
      return vectors
    },
    close: () => session.release(),
  }
}

/** Cut to the model's length; the closing token stays last. */
function tokensOf(tokenizer: Tokenizer, text: string, maxTokens: number): number[] {
  const { ids } = tokenizer.encode(text)
  return ids.length <= maxTokens ? ids : [...ids.slice(0, maxTokens - 1), ids.at(-1) as number]
}

/** Indices of texts of like length together: a batch is as wide as its longest, and what is filled up is computed for nothing. */
function batchesOf(tokens: number[][]): number[][] {
  const order = tokens.map((_, at) => at)
  order.sort((a, b) => (tokens[a] as number[]).length - (tokens[b] as number[]).length)
  const batches: number[][] = []
  let open: number[] = []
  for (const at of order) {
    const width = (tokens[at] as number[]).length
    const filled = open.reduce((sum, other) => sum + width - (tokens[other] as number[]).length, 0)
    if (open.length > 0 && ((open.length + 1) * width > BATCH_TOKENS || filled > FILLED_TOKENS_MAX)) {
      batches.push(open)
      open = []
    }
    open.push(at)
  }
  if (open.length > 0) batches.push(open)
  return batches
}

async function run(
  session: InferenceSession,
  model: EncoderModel,
  rows: number[][],
): Promise<Float32Array[]> {
  const width = Math.max(...rows.map((row) => row.length))
  const output = await session.run(await feedsOf(session, rows, width))
  const tensor = output[session.outputNames[0] as string] as Tensor
  const made = tensor.dims.at(-1)
  if (made !== model.dimensions)
    throw new ArchiveError(
      'model/unusable',
      `The sentence encoder "${model.name}" makes vectors of ${made} numbers, and its model.json says ${model.dimensions}.`,
      'Correct "dimensions" in its model.json.',
    )
  const numbers = tensor.data as Float32Array
  // A model that ends in a pooling layer of its own gives a row a text.
  if (tensor.dims.length === 2)
    return rows.map((_, row) => unit(numbers.slice(row * model.dimensions, (row + 1) * model.dimensions)))
  return rows.map((row, at) => {
    const from = at * width * model.dimensions
    const vectors = numbers.subarray(from, from + row.length * model.dimensions)
    return unit(
      model.pooling === 'cls' ? vectors.slice(0, model.dimensions) : meanOf(vectors, model.dimensions),
    )
  })
}

async function feedsOf(session: InferenceSession, rows: number[][], width: number) {
  const { Tensor } = await import('onnxruntime-node')
  const size = rows.length * width
  const values = {
    input_ids: new BigInt64Array(size),
    attention_mask: new BigInt64Array(size),
    token_type_ids: new BigInt64Array(size),
  }
  for (const [at, row] of rows.entries()) {
    for (const [column, id] of row.entries()) {
      values.input_ids[at * width + column] = BigInt(id)
      values.attention_mask[at * width + column] = 1n
    }
  }
  const feeds: Record<string, Tensor> = {}
  for (const [name, data] of Object.entries(values))
    if (session.inputNames.includes(name)) feeds[name] = new Tensor('int64', data, [rows.length, width])
  return feeds
}

function meanOf(vectors: Float32Array, dimensions: number): Float32Array {
  const mean = new Float32Array(dimensions)
  for (let at = 0; at < vectors.length; at++) (mean[at % dimensions] as number) += vectors[at] as number
  return mean
}

/** In place. A vector of nothing stays nothing. */
export function unit(vector: Float32Array): Float32Array {
  let sum = 0
  for (const value of vector) sum += value * value
  const length = Math.sqrt(sum) || 1
  for (let at = 0; at < vector.length; at++) (vector[at] as number) /= length
  return vector
}
