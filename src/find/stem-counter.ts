/**
 * Counts the stems of a text, less stop words, as fast as the text can be run through: a word met before is known by the
 * hash of its letters and costs neither a string nor a look-up by string. Building the index waits for this.
 */
import { STOP_WORDS } from './stop-words.ts'
import { foldText, hasOtherLetters, LONGEST_WORD, stemOf, wordsOf } from './words.ts'

export interface StemCounter {
  count(text: string): void
  /** Hands over every stem counted since the last time, in the order first met, and begins anew. */
  drain(each: (stem: string, count: number) => void): void
}

/** Slots for different words; all is forgotten when half are taken (a power of two). */
const SLOTS = 1 << 18
const STOP = -2

export function createStemCounter(): StemCounter {
  // A word is known by two hashes of 32 bits: among so few words two are never mixed up in practice.
  const first = new Int32Array(SLOTS)
  const second = new Int32Array(SLOTS)
  /** Number of the word's stem plus one; 0: free. */
  const stemIn = new Int32Array(SLOTS)
  let words = 0
  let stems: string[] = []
  let numbers = new Map<string, number>()
  let counts = new Int32Array(1 << 16)
  let touched: number[] = []

  const numberOf = (word: string): number => {
    if (STOP_WORDS.has(word)) return STOP
    const stem = stemOf(word)
    const known = numbers.get(stem)
    if (known !== undefined) return known
    const number = stems.push(stem) - 1
    numbers.set(stem, number)
    if (number >= counts.length) counts = grown(counts)
    return number
  }
  const add = (number: number) => {
    if (number === STOP) return
    if (counts[number] === 0) touched.push(number)
    counts[number] = (counts[number] as number) + 1
  }
  const addHashed = (text: string, start: number, end: number, hash: number, other: number) => {
    let slot = (hash ^ (hash >>> 15)) & (SLOTS - 1)
    while (stemIn[slot] !== 0 && (first[slot] !== hash || second[slot] !== other))
      slot = (slot + 1) & (SLOTS - 1)
    if (stemIn[slot] === 0) {
      first[slot] = hash
      second[slot] = other
      stemIn[slot] = numberOf(text.slice(start, end)) + 1
      words++
    }
    add((stemIn[slot] as number) - 1)
  }
  const forget = () => {
    stemIn.fill(0)
    words = 0
    stems = []
    numbers = new Map()
  }

  return {
    count(text) {
      const folded = foldText(text)
      if (hasOtherLetters(folded)) for (const { word } of wordsOf(text)) add(numberOf(word))
      else eachAsciiWord(folded, addHashed)
    },
    drain(each) {
      for (const number of touched) {
        each(stems[number] as string, counts[number] as number)
        counts[number] = 0
      }
      touched = []
      if (words > SLOTS / 2 || stems.length > SLOTS) forget()
    },
  }
}

type EachWord = (text: string, start: number, end: number, hash: number, other: number) => void

/** Every run of a to z and digits, with two hashes of it. */
function eachAsciiWord(text: string, each: EachWord): void {
  let start = -1
  let hash = 0
  let other = 0
  for (let at = 0; at <= text.length; at++) {
    const code = at < text.length ? text.charCodeAt(at) : 32
    if ((code >= 97 && code <= 122) || (code >= 48 && code <= 57)) {
      if (start < 0) {
        start = at
        hash = 0x811c9dc5 | 0
        other = 0
      }
      hash = Math.imul(hash ^ code, 0x01000193)
      other = (Math.imul(other, 31) + code) | 0
    } else if (start >= 0) {
      if (at - start <= LONGEST_WORD) each(text, start, at, hash, other)
      start = -1
    }
  }
}

function grown(counts: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(counts.length * 2)
  larger.set(counts)
  return larger
}
