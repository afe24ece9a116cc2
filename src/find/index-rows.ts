/** A work as the rows the search index keeps of it. Pure. */
import type { StoredChapter, WorkBlurb, WorkId } from '../archive/archive.ts'
import { plainChapter, plainText } from '../story/plain-text.ts'
import { cutPassages } from './passages.ts'
import type { Place } from './place.ts'
import { storyWords } from './story-words.ts'
import { searchableText } from './words.ts'

export interface PassageRow extends Place {
  /** Without accents: what is searched. */
  text: string
  /** As written, where that is not the same. */
  original: string | null
}

export interface WorkRow {
  work: number
  revision: number
  words: number
  /** How many passages it has: the doctor counts them. */
  passages: number
  /** Title, creators, fandoms, relationships, characters, tags, series and summary, a line each. */
  about: string
  /** storyWords() */
  story: string
}

export interface IndexRows {
  work: WorkRow
  passages: PassageRow[]
}

export function indexRows(blurb: WorkBlurb, chapters: StoredChapter[]): IndexRows {
  const work = workNumber(blurb.id)
  const { revision, words } = blurb
  const passages: PassageRow[] = []
  const texts: string[] = []
  for (const { number, html } of chapters) {
    const plain = plainChapter(html)
    texts.push(plain.text)
    for (const { start, end, block } of cutPassages(plain)) {
      const original = plain.text.slice(start, end)
      const text = searchableText(original)
      passages.push({
        ...{ work, revision, chapter: number, start, end, block, text },
        original: text === original ? null : original,
      })
    }
  }
  return {
    passages,
    work: {
      work,
      revision,
      words,
      passages: passages.length,
      about: aboutWork(blurb),
      story: storyWords(texts),
    },
  }
}

/** What people may remember of a work that is not in its text. */
function aboutWork({ fields, relationshipsResolved }: WorkBlurb): string {
  const lines = [
    fields.title,
    fields.authors.join(', '),
    fields.series.map(({ name }) => name).join(', '),
    fields.fandoms.join(', '),
    [...new Set([...fields.relationships, ...relationshipsResolved])].join(', '),
    fields.characters.join(', '),
    fields.tags.join(', '),
    plainText(fields.summary),
  ]
  return searchableText(lines.filter((line) => line !== '').join('\n'))
}

/** Ids are positive whole numbers; the index keeps them as such. */
export function workNumber(id: WorkId): number {
  return Number(id)
}
