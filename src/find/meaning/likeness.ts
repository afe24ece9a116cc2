/**
 * Likeness of meaning on a scale of its own: standard deviations above what a passage picked at random would have. Cosines of different
 * questions cannot be compared, these can; and a novel of a thousand passages has a likelier best one by chance alone, which is taken off.
 *
 * Sentence vectors have a large part in common that tells nothing: of passages of a library, and of questions as people put them. It is taken
 * off both before they are compared ("centred"; docs/finding.md has what that gave).
 */

/** How like random rows are to a question. */
export interface Chance {
  mean: number
  deviation: number
}

/** The mean of vectors picked at random, as far as so few can tell it. */
export interface Centre {
  vector: Float32Array
  /** The square of its length. */
  squared: number
}

/** Rows from which on the library itself tells; below, both count by their share. */
const ROWS_ENOUGH = 200
/** What bge-small gives on English prose, as it is and centred; of few rows too little can be learned. */
const USUAL_BARE: Chance = { mean: 0.475, deviation: 0.046 }
const USUAL_CENTRED: Chance = { mean: 0, deviation: 0.06 }

/** How far rows picked at random can be trusted, 0 to 1. */
export function trustIn(rows: number): number {
  return Math.min(1, rows / ROWS_ENOUGH)
}

/** @param rows vectors picked at random, one after the other. */
export function centreOf(rows: Float32Array, dimensions: number): Centre {
  const count = rows.length / dimensions
  const vector = new Float32Array(dimensions)
  const share = trustIn(count) / Math.max(1, count)
  for (let row = 0; row < count; row++)
    for (let at = 0; at < dimensions; at++)
      (vector[at] as number) += share * (rows[row * dimensions + at] as number)
  return { vector, squared: dot(vector, vector, 0) }
}

/** What is left of a vector; where nothing is, the vector. Of length 1. */
export function without(vector: Float32Array, common: Float32Array, share: number): Float32Array {
  const left = vector.map((value, at) => value - share * (common[at] as number))
  const length = Math.sqrt(dot(left, left, 0))
  return length < 0.05 ? vector : left.map((value) => value / length)
}

/** How long a row of length 1 is when its centre is taken off. */
export function centredLength(rows: Float32Array, from: number, { vector, squared }: Centre): number {
  return Math.sqrt(Math.max(1e-4, 1 - 2 * dot(vector, rows, from) + squared))
}

/**
 * Cosines of a centred question and rows, their centre taken off.
 * @returns for a row of length 1 and its {@link centredLength}.
 */
export function centredCosine(
  question: Float32Array,
  centre: Centre,
): (rows: Float32Array, from: number, length: number) => number {
  const middle = dot(question, centre.vector, 0)
  return (rows, from, length) => (dot(question, rows, from) - middle) / length
}

/** @param cosine of the row that begins there. */
export function chanceOf(count: number, cosine: (row: number) => number, isCentred: boolean): Chance {
  let sum = 0
  let squares = 0
  for (let row = 0; row < count; row++) {
    const value = cosine(row)
    sum += value
    squares += value * value
  }
  const share = trustIn(count)
  const usual = between(USUAL_BARE, USUAL_CENTRED, isCentred ? share : 0)
  if (count === 0) return usual
  const mean = sum / count
  const deviation = Math.sqrt(Math.max(0, squares / count - mean * mean))
  const known = between(usual, { mean, deviation }, share)
  return { ...known, deviation: Math.max(0.01, known.deviation) }
}

function between(a: Chance, b: Chance, share: number): Chance {
  return {
    mean: (1 - share) * a.mean + share * b.mean,
    deviation: (1 - share) * a.deviation + share * b.deviation,
  }
}

export function deviations(cosine: number, { mean, deviation }: Chance): number {
  return (cosine - mean) / deviation
}

/** What the best of so many passages has by chance, in deviations: measured over 1,350 stories of 3 to 1,200 passages. */
export function bestByChance(passages: number): number {
  const log = Math.log(Math.max(1, passages))
  return 0.047 + 0.567 * log - 0.0146 * log * log
}

export function dot(query: Float32Array, rows: Float32Array, from: number): number {
  let sum = 0
  for (let at = 0; at < query.length; at++) sum += (query[at] as number) * (rows[from + at] as number)
  return sum
}
