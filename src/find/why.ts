/** One line that says why a work was found. Pure. */
import type { WorkFields } from '../story/field.ts'
import { plainText } from '../story/plain-text.ts'
import type { QueryWords } from './query-words.ts'
import { wordsOf } from './words.ts'

export interface Reasons {
  query: QueryWords
  /** The passages shown: the chapter of each, and the query's stems in it. */
  passages: { chapter: number; stems: Set<string>; byMeaning?: boolean }[]
  fields: WorkFields
  /** Of the work; in a work of one chapter its number says nothing. */
  chapters: number
}

/** What a field is called in the sentence, and its words. Most telling first. */
const FIELDS: [string, (fields: WorkFields) => string][] = [
  ['its title', ({ title }) => title],
  ['the name of its creator', ({ authors }) => authors.join('\n')],
  ['its series', ({ series }) => series.map(({ name }) => name).join('\n')],
  ['its characters', ({ characters }) => characters.join('\n')],
  ['its relationships', ({ relationships }) => relationships.join('\n')],
  ['its fandoms', ({ fandoms }) => fandoms.join('\n')],
  ['its tags', ({ tags }) => tags.join('\n')],
  ['its summary', ({ summary }) => plainText(summary)],
]

/** 'All three words, in two passages of chapter 4', '5 of 9 words, in chapters 2 and 7 and its tags'. */
export function sayWhy({ query, passages, fields, chapters }: Reasons): string {
  const worded = passages.filter(({ stems, byMeaning }) => !byMeaning || stems.size > 0)
  const near = passages.filter(({ byMeaning }) => byMeaning)
  const byMeaning = near.length > 0 ? `By meaning, ${passagesPlace(near, chapters)}.` : ''
  const found = new Set(worded.flatMap(({ stems }) => [...stems]))
  const places = worded.length > 0 ? [passagesPlace(worded, chapters)] : []
  for (const [name, text] of FIELDS) {
    const more = stemsAmong(text(fields), query).filter((stem) => !found.has(stem))
    if (more.length === 0) continue
    places.push(`in ${name}`)
    for (const stem of more) found.add(stem)
  }
  if (places.length === 0) return byMeaning || 'Its words, over the whole story.'
  const what = query.phrases.length > 0 ? phrasesFound(query) : wordsFound(found.size, query.words.length)
  return `${what}, ${listed(places)}.${byMeaning && ` ${byMeaning}`}`
}

function stemsAmong(text: string, { words }: QueryWords): string[] {
  const there = new Set(wordsOf(text).map(({ stem }) => stem))
  return words.map(({ stem }) => stem).filter((stem) => there.has(stem))
}

function phrasesFound({ phrases }: QueryWords): string {
  return phrases.length === 1 ? 'The exact words' : `All ${inWords(phrases.length)} phrases`
}

function wordsFound(found: number, of: number): string {
  if (of === 1) return 'The word'
  if (found < of) return `${capital(inWords(found))} of ${inWords(of)} words`
  return of === 2 ? 'Both words' : `All ${inWords(of)} words`
}

function passagesPlace(passages: { chapter: number }[], chapters: number): string {
  const numbers = [...new Set(passages.map(({ chapter }) => chapter))].sort((a, b) => a - b)
  const some = passages.length === 1 ? 'a passage' : `${inWords(passages.length)} passages`
  if (chapters === 1) return `in ${some}`
  if (numbers.length > 1) return `in chapters ${listed(numbers.map(String))}`
  return passages.length === 1 ? `in chapter ${numbers[0]}` : `in ${some} of chapter ${numbers[0]}`
}

const NUMBERS = 'no one two three four five six seven eight nine ten eleven twelve'.split(' ')

const inWords = (number: number) => NUMBERS[number] ?? String(number)
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

function listed(parts: string[]): string {
  if (parts.length <= 1) return parts.join('')
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}
