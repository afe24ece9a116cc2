/** What a person typed into the search box, as words and exact phrases. */
import { STOP_WORDS } from './stop-words.ts'
import { type FoundWord, wordsOf } from './words.ts'

export interface QueryWord {
  /** As typed, lower case without accents. */
  word: string
  stem: string
}

export interface QueryWords {
  /** Words to look for, each stem once, stop words left out unless there is nothing else; those of phrases are among them. */
  words: QueryWord[]
  /** Exact words in quotes, every one of which must be there. */
  phrases: QueryWord[][]
}

/** A longer query is a pasted chapter: its first words say enough. */
const QUERY_WORDS_MAX = 200
const QUERY_CHARACTERS_MAX = 20_000
const PHRASES_MAX = 8
/** Straight, curly, low, and double angle quotes. A quote that is not closed runs to the end. */
const QUOTED = /["“”„«»]([^"“”„«»]*)(?:["“”„«»]|$)/g

/** Never throws: any string gives an answer. */
export function readQuery(query: string): QueryWords {
  const text = query.slice(0, QUERY_CHARACTERS_MAX)
  const phrases = [...text.matchAll(QUOTED)]
    .map(([, quoted]) => queryWords(quoted as string))
    .filter((phrase) => phrase.length > 0)
    .slice(0, PHRASES_MAX)
  const all = queryWords(text)
  const telling = all.filter(({ word }) => !STOP_WORDS.has(word))
  return { words: eachStemOnce(telling.length > 0 ? telling : all), phrases }
}

function queryWords(text: string): QueryWord[] {
  return wordsOf(text)
    .slice(0, QUERY_WORDS_MAX)
    .map(({ word, stem }: FoundWord) => ({ word, stem }))
}

function eachStemOnce(words: QueryWord[]): QueryWord[] {
  return [...new Map(words.map((word) => [word.stem, word])).values()]
}
