/**
 * What a text is recognised by: some forty numbers, the smallest of the hashes of all runs of eight words, and of those
 * of its opening. Two texts share about as many of them as they share of the smaller one's words, whatever else the
 * larger one has (bottom-k sketch: Cohen & Kaplan, "Summarizing data using bottom-k sketches", 2007; shingles: Broder,
 * "On the resemblance and containment of documents", 1997). Looked up in an index, they give the few texts worth
 * comparing.
 */
import { type StoryWords, storyWords } from './story-words.ts'

export interface Signature {
  /** As they are counted for comparing. */
  words: number
  /** Whole numbers below 2^52, rising, none twice; [] for a text too short to be told from another. */
  keys: number[]
}

/** Words of a run: long enough that different stories hardly share one, short enough that two words in a hundred edited leave most. */
const RUN = 8
/** Of the whole text. */
const KEYS = 24
/** Of its opening, so that a story and its first chapter are found however much was written since. */
const OPENING_KEYS = 8
const OPENING_WORDS = 400

const FIRST_BASE = 0x9e3779b1
const SECOND_BASE = 0x85ebca6b

export function signatureOf({ words }: Pick<StoryWords, 'words'>): Signature {
  const keys = new Set([
    ...smallestKeys(words, KEYS),
    ...smallestKeys(words.subarray(0, OPENING_WORDS), OPENING_KEYS),
  ])
  return { words: words.length, keys: [...keys].sort((a, b) => a - b) }
}

/** @returns with the length of the HTML it was made of, by which it is told from another text's. */
export function workSignature(chapters: readonly { html: string }[]): Signature & { characters: number } {
  const htmls = chapters.map(({ html }) => html)
  return { ...signatureOf(storyWords(htmls)), characters: htmls.reduce((sum, html) => sum + html.length, 0) }
}

/** Two rolling hashes: the first orders the runs, both together name one. */
function smallestKeys(words: Uint32Array, count: number): number[] {
  const smallest = new Smallest(count)
  const firstOut = power(FIRST_BASE, RUN)
  const secondOut = power(SECOND_BASE, RUN)
  let first = 0
  let second = 0
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as number
    const other = scatter(word)
    first = (Math.imul(first, FIRST_BASE) + word) | 0
    second = (Math.imul(second, SECOND_BASE) + other) | 0
    if (at >= RUN) {
      const gone = words[at - RUN] as number
      first = (first - Math.imul(gone, firstOut)) | 0
      second = (second - Math.imul(scatter(gone), secondOut)) | 0
    }
    if (at < RUN - 1) continue
    const order = scatter(first) >>> 0
    if (order <= smallest.limit) smallest.add(order, (scatter(second) >>> 0) & 0xfffff)
  }
  return smallest.keys
}

/** The smallest of many numbers, each once. */
class Smallest {
  readonly keys: number[] = []
  /** Of the first halves: what is larger need not be offered. */
  limit = 0xffffffff
  readonly #count: number

  constructor(count: number) {
    this.#count = count
  }

  add(order: number, name: number): void {
    const key = order * 0x100000 + name
    const { keys } = this
    let at = keys.length
    while (at > 0 && (keys[at - 1] as number) > key) at--
    if (keys[at - 1] === key) return
    keys.splice(at, 0, key)
    if (keys.length > this.#count) keys.pop()
    if (keys.length === this.#count) this.limit = Math.floor((keys.at(-1) as number) / 0x100000)
  }
}

function power(base: number, exponent: number): number {
  let result = 1
  for (let at = 0; at < exponent; at++) result = Math.imul(result, base)
  return result
}

/** The last steps of MurmurHash3 (Appleby, public domain): every bit in changes half of those out. */
export function scatter(value: number): number {
  let hash = value | 0
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}
