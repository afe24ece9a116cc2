/** Which words of a text answer a query. Pure. */
import type { QueryWord, QueryWords } from './query-words.ts'
import { type FoundWord, wordsOf } from './words.ts'

export interface Matches {
  /** Offsets into the text, rising, not overlapping. */
  marks: { start: number; end: number }[]
  /** Stems of the query that are in the text. */
  stems: Set<string>
}

/** Words are found by their stems; those of a phrase are marked as one, and only where they stand in a row. */
export function matchText(text: string, query: QueryWords): Matches {
  const words = wordsOf(text)
  const wanted = new Set(query.words.map(({ stem }) => stem))
  for (const { stem } of query.phrases.flat()) wanted.delete(stem)
  const stems = new Set<string>()
  const marks: { start: number; end: number }[] = []
  for (const { stem, start, end } of words) {
    if (!wanted.has(stem)) continue
    stems.add(stem)
    marks.push({ start, end })
  }
  for (const phrase of query.phrases) marks.push(...phrasePlaces(words, phrase))
  return { marks: joined(marks), stems }
}

/** Where the very words of a phrase stand in a row, capitals, accents and punctuation apart. */
export function phrasePlaces(words: FoundWord[], phrase: QueryWord[]): { start: number; end: number }[] {
  const places: { start: number; end: number }[] = []
  for (let at = 0; at + phrase.length <= words.length; at++) {
    if (!phrase.every(({ word }, step) => words[at + step]?.word === word)) continue
    places.push({ start: words[at]?.start ?? 0, end: words[at + phrase.length - 1]?.end ?? 0 })
  }
  return places
}

function joined(marks: { start: number; end: number }[]): { start: number; end: number }[] {
  const result: { start: number; end: number }[] = []
  for (const { start, end } of marks.sort((a, b) => a.start - b.start)) {
    const last = result.at(-1)
    if (last && start < last.end) last.end = Math.max(last.end, end)
    else result.push({ start, end })
  }
  return result
}
