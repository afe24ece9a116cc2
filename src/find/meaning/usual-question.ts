/** What all descriptions have in common, as an encoder sees it: taken off a question, what is left is what it asks. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { cluesOf } from './clues.ts'
import type { Encoder } from './encoder.ts'
import type { EncoderModel } from './model.ts'
import { USUAL_DESCRIPTIONS } from './usual-descriptions.ts'

export interface UsualQuestion {
  /** The mean vector of clues. */
  clue: Float32Array
  /** The mean vector of whole descriptions. */
  whole: Float32Array
}

export const USUAL_QUESTION_FILE = 'usual-question.json'

export interface AskedUsual {
  /** It may come with the model (scripts/make-usual-question.mjs). */
  model: Pick<EncoderModel, 'folder' | 'dimensions'>
  /** Where it is kept else: encoded once for a folder of vectors, a second's work. */
  folder: string
  encoder: Encoder
}

export async function usualQuestionOf({ model, folder, encoder }: AskedUsual): Promise<UsualQuestion> {
  const kept = readUsual(model.folder, model.dimensions) ?? readUsual(folder, model.dimensions)
  if (kept) return kept
  const clues = USUAL_DESCRIPTIONS.flatMap((text) => cluesOf(text))
  const usual = {
    clue: middleOf(await encoder.encode(clues, 'query')),
    whole: middleOf(await encoder.encode([...USUAL_DESCRIPTIONS], 'query')),
  }
  const rounded = (vector: Float32Array) => [...vector].map((value) => Math.round(value * 1e6) / 1e6)
  const written = { clue: rounded(usual.clue), whole: rounded(usual.whole) }
  writeFileSync(join(folder, USUAL_QUESTION_FILE), `${JSON.stringify(written)}\n`)
  return usual
}

/** One of other dimensions belongs to another model. */
function readUsual(folder: string, dimensions: number): UsualQuestion | undefined {
  try {
    const { clue, whole } = JSON.parse(readFileSync(join(folder, USUAL_QUESTION_FILE), 'utf8'))
    if (clue.length !== dimensions || whole.length !== dimensions) return undefined
    return { clue: Float32Array.from(clue), whole: Float32Array.from(whole) }
  } catch {
    return undefined
  }
}

/** The mean as it is, not made longer. */
function middleOf(vectors: Float32Array[]): Float32Array {
  const sum = new Float32Array(vectors[0]?.length ?? 0)
  for (const vector of vectors)
    for (let at = 0; at < sum.length; at++) (sum[at] as number) += (vector[at] as number) / vectors.length
  return sum
}
