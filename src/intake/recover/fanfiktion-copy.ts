/** fanfiktion.de's page copied as text: kind, genres, rating and category on one line, then cast, dates, figures. */
import type { Fact } from './facts-line.ts'
import type { Line } from './lines.ts'
import { readCategories } from './vocabulary/categories.ts'
import { readDate } from './vocabulary/dates.ts'
import { readRating } from './vocabulary/ratings.ts'

const KIND =
  /^(?:Geschichte|One-?Shot|Drabbles?|Kurzgeschichte|Songfic|Gedicht(?:e)?|Sammlung|Parodie|Crossover|Oneshot)(?:\s{2,}|\t|\s*[:/]\s*|\s+(?=\p{Lu}))(\p{Lu}[^/]{2,80}?)\s*\/\s*(P\s?\d{1,2}(?:[- ](?:AVL|Slash))?)\s*(?:\/\s*([\p{L} ]{2,20}))?$/u
const DATE = /^\d{1,2}\.\d{1,2}\.\d{2,4}$/
const FIGURE = /^\d{1,3}(?:\.?\d{3})*$/
const REVIEWS = /^\d+ Reviews?$/
const NAMES = /^\p{Lu}[^.!?:]{1,160}$/u

export interface FanfiktionCopy {
  lines: Line[]
  facts: (Fact & { line: Line })[]
}

/** @param lines the first lines of a work. @returns null where none of them is the site's. */
export function readFanfiktionCopy(lines: readonly Line[]): FanfiktionCopy | null {
  const at = lines.findIndex(({ text }) => KIND.test(text.trim()))
  const line = lines[at]
  if (line === undefined) return null
  const copy: FanfiktionCopy = { lines: [line], facts: kindFacts(line) }
  const state = { dates: 0, figures: 0 }
  for (const below of lines.slice(at + 1, at + 9)) if (!takeLine(below, copy, state)) break
  return copy
}

function kindFacts(line: Line): FanfiktionCopy['facts'] {
  const [, genres = '', rating = '', category = ''] = KIND.exec(line.text.trim()) ?? []
  const read = readRating(rating.replace(/\s?Slash$/, ''))
  const plain = category.replace(/^Male ?Slash$/i, 'slash').replace(/^Fem ?Slash$/i, 'femslash')
  return [
    ...genres.split(/,\s*/).map((value) => ({ field: 'tags' as const, value, raw: value, line })),
    ...(read === null ? [] : [{ field: 'rating' as const, value: read, raw: rating, line }]),
    ...(readCategories(plain) ?? []).map((value) => ({
      field: 'categories' as const,
      value,
      raw: category,
      line,
    })),
  ]
}

/** Cast, published, updated, chapters, words, reviews, in this order. */
function takeLine(
  line: Line,
  { lines, facts }: FanfiktionCopy,
  state: { dates: number; figures: number },
): boolean {
  const raw = line.text.trim()
  const names = raw.split(/\s{2,}|\t|\s+[•·]\s+/)
  if (DATE.test(raw)) {
    const date = readDate(raw)?.date
    const field = state.dates++ === 0 ? ('published' as const) : ('updated' as const)
    if (date !== undefined) facts.push({ field, value: date, raw, line })
  } else if (FIGURE.test(raw)) {
    if (state.figures++ === 1)
      facts.push({ field: 'declaredWords', value: Number(raw.replace(/\./g, '')), raw, line })
  } else if (state.dates === 0 && lines.length === 1 && NAMES.test(raw)) {
    facts.push(...names.map((value) => ({ field: 'characters' as const, value, raw: value, line })))
  } else if (!REVIEWS.test(raw)) return false
  lines.push(line)
  return true
}
