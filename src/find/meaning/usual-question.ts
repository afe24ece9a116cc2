/** What all descriptions have in common, as an encoder sees it: taken off a question, what is left is what it asks. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { cluesOf } from './clues.ts'
import type { Encoder } from './encoder.ts'
import { USUAL_DESCRIPTIONS } from './usual-descriptions.ts'

export interface UsualQuestion {
  /** The mean vector of clues. */
  clue: Float32Array
  /** The mean vector of whole descriptions. */
  whole: Float32Array
}

const FILE = 'usual-question.json'

/** Encoded once for a folder of vectors, half a second's work, and kept there. */
export async function usualQuestionOf(folder: string, encoder: Encoder): Promise<UsualQuestion> {
  const kept = readUsual(folder)
  if (kept) return kept
  const clues = USUAL_DESCRIPTIONS.flatMap((text) => cluesOf(text))
  const usual = {
    clue: middleOf(await encoder.encode(clues, 'query')),
    whole: middleOf(await encoder.encode([...USUAL_DESCRIPTIONS], 'query')),
  }
  const written = { clue: [...usual.clue], whole: [...usual.whole] }
  writeFileSync(join(folder, FILE), `${JSON.stringify(written)}\n`)
  return usual
}

function readUsual(folder: string): UsualQuestion | undefined {
  try {
    const { clue, whole } = JSON.parse(readFileSync(join(folder, FILE), 'utf8'))
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
