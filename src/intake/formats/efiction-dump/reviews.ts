/** What readers wrote under a story. Addresses that stand in place of a name are left out. */

import { allowHtml } from '../../../story/allowed-html.ts'
import type { Review } from '../../../story/review.ts'
import { dateOfValue, lineOfValue, proseOfValue, withoutSlashes } from '../sql/archive-value.ts'
import type { Row } from '../sql/dump-tables.ts'
import type { ChapterRow, EfictionSite } from './site.ts'

/** @param chapters those that became chapters of the work, in order. */
export function reviewsOf(archive: EfictionSite, sid: string, chapters: readonly ChapterRow[]): Review[] {
  return rowsOf(archive, sid).flatMap((row) => {
    const place = chapters.findIndex(({ id }) => id === row.chapter)
    const { text, response } = parted(row.review ?? '')
    const rating = row.rating === null || row.rating === undefined ? 0 : Number(row.rating)
    if (text === '' && !(rating > 0)) return []
    const reviewer = lineOfValue(row.reviewer)
    return {
      reviewer: reviewer === '' || reviewer === '0' || reviewer.includes('@') ? null : reviewer,
      member: Number(row.member ?? 0) > 0,
      date: dateOfValue(row.date),
      rating: rating > 0 ? rating : null,
      text,
      chapter: place === -1 ? null : place + 1,
      response,
    }
  })
}

/**
 * Version 3 names the story `item` (of a type) and the chapter `chapid`; version 2 `sid` and `psid`, version 1 the
 * other way round, since its chapters are stories.
 */
function rowsOf({ tables, site, chaptersAreStories }: EfictionSite, sid: string): Row[] {
  const has = (column: string) => tables.has(site, 'reviews', column)
  const [story, chapter] = has('item')
    ? ['item', 'chapid']
    : chaptersAreStories
      ? ['psid', 'sid']
      : ['sid', has('chapid') ? 'chapid' : 'psid']
  const member = has('uid') ? 'uid' : 'member'
  return tables.all(
    `select reviewer, ${member} as member, review, date, rating, ${chapter} as chapter from reviews
     where site = ? and ${story} = ? and coalesce(type, 'ST') in ('ST', '') order by cast(reviewid as integer)`,
    site,
    sid,
  )
}

const RESPONSE =
  /(?:<br\s*\/?>\s*){1,2}<i>\s*(?:Author'?s Response|Autorenantwort|Réponse de l'auteur)\s*:\s*/i

/** The program puts the writer's answer behind the review: `<br><br><i>Author's Response: …</i>`. */
function parted(raw: string): { text: string; response: string | null } {
  const review = withoutSlashes(raw)
  const found = RESPONSE.exec(review)
  const own = found === null ? review : review.slice(0, found.index)
  const answer = found === null ? '' : review.slice(found.index + found[0].length).replace(/<\/i>\s*$/i, '')
  const text = /^\s*No Review\s*$/i.test(own) ? '' : proseOfValue(own)
  return { text, response: answer.trim() === '' ? null : allowHtml(answer) }
}
