/** FanFiction.net's line of facts in copied text, as the site's desktop and mobile pages print it. */
import type { FieldValue } from '../formats/html/draft.ts'
import { readFfnMeta } from '../formats/html/ffn-meta.ts'
import { isDateAlone } from './vocabulary/dates.ts'
import { ffnGenres } from './vocabulary/genres.ts'
import { readLanguage } from './vocabulary/languages.ts'
import { readWordCount } from './vocabulary/numbers.ts'

const HEAD =
  /^(?<label>(?:Fiction\s+)?Rated:?\s+)?(?:Fiction\s+)?(?<rating>K\+?|T|M|MA|G|PG|PG-13|R|NC-17)(?<sign>\s+-|,)\s+(?<rest>\S.*)$/is
const FIGURE = /\b(?:Words|Reviews|Published|Chapters|Updated|Favs|Follows|id)\s*:/i
const MAX_LENGTH = 600

/**
 * "Rated: Fiction T - English - Humor/Romance - Chapters: 3 - Words: 4,312 - …" or, on mobile pages,
 * "T, English, Humor & Romance, words: 4k+, favs: 12, Feb 2, 2014". @returns the facts; null for any other line.
 */
export function readFfnFacts(line: string): FieldValue[] | null {
  const text = line.trim().replace(/\s+/g, ' ')
  const head = text.length > MAX_LENGTH ? null : HEAD.exec(text)
  const { label, rating, sign, rest } = head?.groups ?? {}
  if (rating === undefined || rest === undefined) return null
  if (sign === ',') return isMobile(rest) ? readFfnMeta(`Rated: ${rating} - ${desktopShape(rest)}`) : null
  const isNamed = label !== undefined || readLanguage(rest.split(' - ')[0] as string) !== null
  return isNamed && FIGURE.test(rest) ? readFfnMeta(`Rated: ${rating} - ${rest}`) : null
}

/** The beginning of a line of facts that may go on in the lines below. */
export function beginsFfnFacts(line: string): boolean {
  return HEAD.test(line.trim())
}

function isMobile(rest: string): boolean {
  const [language, ...others] = piecesOf(rest)
  return (
    readLanguage(language as string) !== null &&
    others.length > 0 &&
    (FIGURE.test(rest) || others.some((piece) => isDateAlone(piece)))
  )
}

/** Stands for a comma that parts nothing: of a date, of a pairing in brackets. */
const KEPT_COMMA = '\u0001'

function piecesOf(rest: string): string[] {
  return rest
    .replace(/(?<=\b\p{L}{3,9}\.? \d{1,2}),(?= \d{4}\b)/gu, KEPT_COMMA)
    .replace(/\[[^\]]*\]/g, (inside) => inside.replaceAll(',', KEPT_COMMA))
    .replace(/(?<!,) (?=(?:updated|published):)/gi, ', ')
    .split(/,\s+/)
    .map((piece) => piece.replaceAll(KEPT_COMMA, ',').trim())
}

/** Commas and "&" of the mobile page → the desktop page's dashes and slashes. */
function desktopShape(rest: string): string {
  const [language, ...others] = piecesOf(rest)
  const cast: string[] = []
  const facts: string[] = []
  let genre: string | null = null
  for (const piece of others) {
    const genres: string[] | null =
      cast.length === 0 && genre === null ? ffnGenres(piece.replace(/\s+&\s+/g, '/')) : null
    const words = /^words:/i.test(piece) ? readWordCount(piece) : null
    if (genres) genre = genres.join('/')
    else if (words !== null) facts.push(`Words: ${words}`)
    else if (/^[a-z]+:|^complete$/i.test(piece)) facts.push(piece)
    else if (isDateAlone(piece)) facts.push(`Published: ${piece}`)
    else cast.push(piece.replace(/\s+&\s+/g, ', '))
  }
  return [language, genre, cast.join(', '), ...facts].filter((piece) => piece).join(' - ')
}
