/** Works that have given words or an exact phrase: for what a query leaves out. */
import { exactPassages } from './gather.ts'
import { askPhraseInAbout, askWorksWithAll } from './index-reader.ts'
import type { IndexTables } from './index-tables.ts'
import { type QueryWord, readQuery } from './query-words.ts'
import { wordsOf } from './words.ts'

/** More works than this are not told apart by a word. */
const WORKS_MAX = 200_000

/** @returns numbers of works that have all the words (stems compared), or the very words in a row. */
export async function worksHaving(
  tables: IndexTables,
  asked: { words: string } | { phrase: string },
): Promise<number[]> {
  if ('phrase' in asked) return withPhrase(tables, asked.phrase)
  const words: QueryWord[] = wordsOf(asked.words).map(({ word, stem }) => ({ word, stem }))
  if (words.length === 0) return []
  const [story, about] = await Promise.all([
    askWorksWithAll(tables.works, 'story', words, WORKS_MAX),
    askWorksWithAll(tables.works, 'about', words, WORKS_MAX),
  ])
  return [...new Set([...story, ...about].map(({ work }) => work))]
}

async function withPhrase(tables: IndexTables, phrase: string): Promise<number[]> {
  const { phrases, words } = readQuery(`"${phrase.replace(/["“”„«»]/g, ' ')}"`)
  const [first] = phrases
  if (first === undefined) return []
  const [passages, about] = await Promise.all([
    exactPassages(tables, { phrase: first, words, settledOnly: false }),
    askPhraseInAbout(tables.works, first, { limit: WORKS_MAX, settledOnly: false }),
  ])
  return [...new Set([...passages, ...about].map(({ work }) => work))]
}
