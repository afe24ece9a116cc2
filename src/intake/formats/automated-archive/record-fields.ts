/** Fields of a record → what is known of the story. Archives added fields of their own; the usual ones are read. */
import type { FieldName } from '../../../story/field.ts'
import { plainText } from '../../../story/plain-text.ts'
import type { KnownField } from '../../document.ts'
import { readCategories } from '../../recover/vocabulary/categories.ts'
import { readDate } from '../../recover/vocabulary/dates.ts'
import { isGenre, splitTags } from '../../recover/vocabulary/genres.ts'
import { readCast } from '../../recover/vocabulary/relationships.ts'
import { readWarnings } from '../../recover/vocabulary/warnings.ts'
import { categoryWord } from '../efiction-dump/category-kinds.ts'
import { dateOfSeconds, readEntries, seriesPart } from '../html/field-values.ts'
import { lineOfValue, proseOfValue } from '../sql/archive-value.ts'
import type { ArchiveRecord } from './archive-db.ts'

type Value = Pick<KnownField, 'field' | 'value'> & { html?: string }

/** By the record's field, in lower case. */
const READERS: Record<string, (value: string) => Value[]> = {
  title: (value) => entries('title', [value]),
  author: (value) => entries('authors', value.split(/\s*(?:,|&|\band\b)\s+/)),
  coauthor: (value) => entries('authors', [value]),
  fandom: (value) => entries('fandoms', value.split(/\s*[,;]\s*/)),
  category: readCategory,
  catother: readCategory,
  genre: (value) => entries('tags', splitTags(value, 'genre')),
  keywords: (value) => entries('tags', splitTags(value, 'keywords')),
  pairing: (value) => cast(value, 'relationships'),
  pairings: (value) => cast(value, 'relationships'),
  characters: (value) => cast(value, 'characters'),
  rating: (value) => entries('rating', [value]),
  warnings: (value) => readWarnings(value).map((warning) => ({ field: 'warnings', value: warning })),
  optionalwarnings: (value) => readWarnings(value).map((warning) => ({ field: 'warnings', value: warning })),
  series: (value) => {
    const part = /^(?:yes|no|none|n\/a)$/i.test(value) ? null : seriesPart(value)
    return part === null ? [] : [{ field: 'series', value: part }]
  },
  status: (value) => entries('status', [value]),
  printtime: (value) => dated(value),
  dateprint: (value) => dated(value),
  date: (value) => dated(value),
}
const PROSE: Record<string, 'summary' | 'notesBefore' | 'disclaimer'> = {
  summary: 'summary',
  notes: 'notesBefore',
  comments: 'notesBefore',
  disclaimer: 'disclaimer',
}

/** @returns what the archive's own record says, surest of all; e-mail addresses are not among it. */
export function fieldsOfRecord({ fields }: ArchiveRecord): KnownField[] {
  const known: KnownField[] = []
  for (const [name, raw] of fields) {
    const rule = `automated-archive/${name}`
    const said = { rule, span: null, confidence: 0.95, rank: 'markers' } as const
    const prose = PROSE[name]
    const html = prose === undefined ? '' : proseOfValue(raw)
    if (prose !== undefined && html !== '')
      known.push({ field: prose, value: plainText(html), html, ...said })
    const line = lineOfValue(raw)
    if (line === '' || !Object.hasOwn(READERS, name)) continue
    for (const value of READERS[name]?.(line) ?? []) known.push({ ...value, raw: line, ...said })
  }
  return withOneDate(known)
}

/** The date of printing is when it was posted; where a record has several, the first that can be read counts. */
function withOneDate(known: KnownField[]): KnownField[] {
  const first = known.find(({ field }) => field === 'published')
  return known.filter((each) => each.field !== 'published' || each === first)
}

function entries(field: FieldName, values: string[]): Value[] {
  return readEntries(field, values).map(({ value }) => ({ field, value }))
}

function readCategory(value: string): Value[] {
  const categories = readCategories(value)
  if (categories !== null) return categories.map((category) => ({ field: 'categories', value: category }))
  return splitTags(value, 'category').map((name): Value => {
    const category = categoryWord(name)
    if (category !== undefined) return { field: 'categories', value: category }
    return { field: isShowName(name) ? 'fandoms' : 'tags', value: name }
  })
}

/** An archive of several shows sorts its stories by them: a name of two words or more, and no genre among them. */
function isShowName(name: string): boolean {
  const words = name.split(/[\s/-]+/)
  return (
    words.length > 1 &&
    /^\p{Lu}|^due\b/u.test(name) &&
    /\s\p{Lu}|\d/u.test(name) &&
    !isGenre(name) &&
    !words.some((word) => isGenre(word) || NO_SHOW.test(word))
  )
}

const NO_SHOW =
  /^(?:stor(?:y|ies)|fics?|fiction|challenges?|episodes?|related|missing|scenes?|case|files?|relationships?|plots?|times?|series|novels?|shorts?|longer|universe|alternate|season|rated|adult|violence|work|progress|comfort|kink|bdsm|death|explicit|pre|post|song|holiday|christmas|warnings?|none|other|misc|pov|first|established|sex|character|study|virtual)$/i

function cast(value: string, field: 'relationships' | 'characters'): Value[] {
  const read = readCast(value, field)
  return [
    ...read.relationships.map(({ value: pair }): Value => ({ field: 'relationships', value: pair })),
    ...read.characters.map(({ value: name }): Value => ({ field: 'characters', value: name })),
    ...read.categories.map((category): Value => ({ field: 'categories', value: category })),
  ]
}

/** `mm/dd/yy`, as the program prints it, or Unix seconds. */
function dated(value: string): Value[] {
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{2,4})$/.exec(value)
  const [, month, day, year] = american ?? []
  const whole =
    Number(year) < 70 ? 2000 + Number(year) : Number(year) < 100 ? 1900 + Number(year) : Number(year)
  const written =
    american === null ? value : `${whole}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  const date = /^\d{8,10}$/.test(value) ? dateOfSeconds(value) : (readDate(written)?.date ?? null)
  return date === null ? [] : [{ field: 'published', value: date }]
}
