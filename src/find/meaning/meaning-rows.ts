/** A work as what is to be encoded of it. Pure. */
import { createHash } from 'node:crypto'
import type { StoredChapter, WorkBlurb } from '../../archive/archive.ts'
import { plainChapter, plainText } from '../../story/plain-text.ts'
import { workNumber } from '../index-rows.ts'
import { cutPassages } from '../passages.ts'
import { type Place, writePlace } from '../place.ts'

export interface PassageToEncode {
  place: string
  hash: string
  text: string
}

/** The same passages as the word index has. */
export function passagesToEncode(blurb: WorkBlurb, chapters: StoredChapter[]): PassageToEncode[] {
  const work = workNumber(blurb.id)
  return chapters.flatMap(({ number, html }) => {
    const plain = plainChapter(html)
    return cutPassages(plain).map(({ start, end, block }) => {
      const place: Place = { work, revision: blurb.revision, chapter: number, start, end, block }
      const text = plain.text.slice(start, end)
      return { place: writePlace(place), hash: hashOf(text), text }
    })
  })
}

/** What is said about a work, as a reader might put it. */
export function aboutToEncode({ fields }: WorkBlurb): string {
  const said = [fields.title, plainText(fields.summary), fields.tags.join(', '), fields.fandoms.join(', ')]
  return said.filter((text) => text !== '').join('. ')
}

export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}
