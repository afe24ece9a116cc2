/** Works that have words in their title, summary, notes or the path of a file. */
import type { TagDeeds } from '../../archive/tags/tag-deeds.ts'
import { plainText } from '../../story/plain-text.ts'
import { phrasePlaces } from '../matches.ts'
import { wordsOf } from '../words.ts'
import type { ToldPlace } from './query.ts'

export type ToldArchive = Pick<TagDeeds, 'toldTexts'>

export type ToldAsked = { words: string } | { phrase: string }

const AT_ONCE = 2000

/**
 * Reads the texts of all works, so that it is right at every instant; that takes about a second for 200,000 works.
 * @param asked all the words, endings apart, or the very words in a row.
 */
export async function toldWorks(archive: ToldArchive, place: ToldPlace, asked: ToldAsked): Promise<number[]> {
  const holds = testOf(asked)
  const found: number[] = []
  for (let after = 0; ; ) {
    const some = await archive.toldTexts(place, { after, limit: AT_ONCE })
    for (const { id, text } of some) if (holds(readable(place, text))) found.push(id)
    const last = some.at(-1)
    if (last === undefined || some.length < AT_ONCE) return found
    after = last.id
  }
}

function readable(place: ToldPlace, text: string): string {
  return place === 'summary' || place === 'notes' ? plainText(text) : text
}

function testOf(asked: ToldAsked): (text: string) => boolean {
  if ('phrase' in asked) {
    const phrase = wordsOf(asked.phrase)
    return (text) => phrase.length > 0 && phrasePlaces(wordsOf(text), phrase).length > 0
  }
  const stems = [...new Set(wordsOf(asked.words).map(({ stem }) => stem))]
  return (text) => {
    const there = new Set(wordsOf(text).map(({ stem }) => stem))
    return stems.length > 0 && stems.every((stem) => there.has(stem))
  }
}
