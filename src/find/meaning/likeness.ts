/**
 * Likeness of meaning on a scale of its own: standard deviations above what a passage picked at random would have. Cosines of different queries
 * cannot be compared, these can; and a novel of a thousand passages has a likelier best one by chance alone, which is taken off.
 */

/** How like random rows are to a query. */
export interface Chance {
  mean: number
  deviation: number
}

/** What bge-small gives on English prose; of few rows too little can be learned. */
const USUAL: Record<SampledColumn, Chance> = {
  vector: { mean: 0.475, deviation: 0.046 },
  mean: { mean: 0.578, deviation: 0.0355 },
  about: { mean: 0.475, deviation: 0.046 },
}
export type SampledColumn = 'vector' | 'mean' | 'about'
/** Rows from which on the library itself tells; below, both count by their share. */
const ROWS_ENOUGH = 200

/** @param rows vectors picked at random, one after the other. */
export function chanceOf(query: Float32Array, rows: Float32Array, column: SampledColumn): Chance {
  const dimensions = query.length
  const count = rows.length / dimensions
  const usual = USUAL[column]
  if (count === 0) return usual
  let sum = 0
  let squares = 0
  for (let row = 0; row < count; row++) {
    const cosine = dot(query, rows, row * dimensions)
    sum += cosine
    squares += cosine * cosine
  }
  const mean = sum / count
  const deviation = Math.sqrt(Math.max(0, squares / count - mean * mean))
  const share = Math.min(1, count / ROWS_ENOUGH)
  return {
    mean: share * mean + (1 - share) * usual.mean,
    deviation: Math.max(0.01, share * deviation + (1 - share) * usual.deviation),
  }
}

/** What the best of so many passages has by chance, in deviations: measured over 1,350 stories of 3 to 1,200 passages. */
export function bestByChance(passages: number): number {
  const log = Math.log(Math.max(1, passages))
  return 0.036 + 0.569 * log - 0.0233 * log * log
}

export function dot(query: Float32Array, rows: Float32Array, from: number): number {
  let sum = 0
  for (let at = 0; at < query.length; at++) sum += (query[at] as number) * (rows[from + at] as number)
  return sum
}
