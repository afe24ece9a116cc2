/** Values as programs print them → fields: the entries a page or package lists under one of its own labels. */
import type { FieldName } from '../../../story/field.ts'
import { categoryOf } from '../../recover/vocabulary/categories.ts'
import { readDate } from '../../recover/vocabulary/dates.ts'
import { ffnGenres } from '../../recover/vocabulary/genres.ts'
import { readLanguage } from '../../recover/vocabulary/languages.ts'
import { readRating } from '../../recover/vocabulary/ratings.ts'
import { relationshipOf } from '../../recover/vocabulary/relationships.ts'
import { readStatus, statusOfParts } from '../../recover/vocabulary/statuses.ts'
import { warningOf } from '../../recover/vocabulary/warnings.ts'
import type { FieldValue } from './draft.ts'

/** Values that say nothing, whatever the program and the field. */
const NOTHING =
  /^(?:none|n\/a|unknown|untitled(?: imported work)?|owner|user|admin|administrator|document\d*|microsoft word - .*|unspecified|no fandom specified|-+|)$/i

export function saysNothing(value: string): boolean {
  return NOTHING.test(value.trim())
}

const READERS: Partial<Record<FieldName, (entry: string) => FieldValue['value'] | null>> = {
  rating: readRating,
  warnings: (entry) => warningOf(entry),
  categories: (entry) => categoryOf(entry) ?? null,
  relationships: (entry) => relationshipOf(entry, true)?.value ?? entry,
  language: readLanguage,
  published: (entry) => isoDate(entry),
  updated: (entry) => isoDate(entry),
  declaredWords: (entry) => wholeNumber(entry),
  series: (entry) => seriesPart(entry),
}

/**
 * @param entries the values as listed; what says nothing or cannot be read is left out.
 * A warning "None" is a value, everything else that says "None" is none.
 */
export function readEntries(field: FieldName, entries: readonly string[]): FieldValue[] {
  const values: FieldValue[] = []
  for (const entry of entries) {
    const raw = entry.trim()
    if (raw === '' || (saysNothing(raw) && field !== 'warnings')) continue
    const value = READERS[field] === undefined ? raw : READERS[field](raw)
    if (value !== null && value !== '') values.push({ field, value, raw })
  }
  return values
}

/** A creator as AO3 shows one: `Pseud (login)` is the pseud. */
export function creatorName(shown: string): string {
  return shown.replace(/^(.*\S)\s+\([\w-]+\)$/, '$1').trim()
}

export function isoDate(value: string): string | null {
  const date = readDate(value)?.date ?? null
  return date?.startsWith('0101') ? null : date
}

/** @param value Unix seconds, as FanFiction.net keeps them. */
export function dateOfSeconds(value: string): string | null {
  const seconds = Number(value)
  if (!Number.isInteger(seconds) || seconds <= 0 || seconds > 4_102_444_800) return null
  return new Date(seconds * 1000).toISOString().slice(0, 10)
}

export function wholeNumber(value: string): number | null {
  const digits = /\d[\d,.\u00a0\u202f ]*/.exec(value)?.[0].replace(/\D/g, '')
  return digits === undefined ? null : Number(digits)
}

/** "Part 3 of X", "X [3]", "X #3", or a name alone. */
export function seriesPart(value: string): FieldValue['value'] | null {
  const before = /^part\s+(\d+(?:\.\d+)?)\s+of\s+(.+)$/i.exec(value)
  if (before) return { name: (before[2] as string).trim(), position: Number(before[1]) }
  const after = /^(.+?)\s*(?:\[(\d+(?:\.\d+)?)\]|#\s*(\d+(?:\.\d+)?))$/.exec(value)
  if (after) return { name: (after[1] as string).trim(), position: Number(after[2] ?? after[3]) }
  return value === '' ? null : { name: value, position: null }
}

/** AO3's "Stats": `Published: 2024-02-11 Completed: … Words: 1,234 Chapters: 2/4`. */
export function readStats(stats: string): FieldValue[] {
  const figure = (label: string) => new RegExp(`\\b${label}:\\s*([^\\s:]+)`, 'i').exec(stats)?.[1]
  const values: FieldValue[] = []
  const add = (field: FieldName, raw: string | undefined) => {
    if (raw !== undefined) values.push(...readEntries(field, [raw]))
  }
  add('published', figure('Published'))
  add('updated', figure('Completed') ?? figure('Updated'))
  add('declaredWords', figure('Words'))
  const parts = figure('Chapters')
  // Files without a figure of chapters are of one chapter; "Completed" and "Updated" say the rest.
  const status =
    (parts === undefined ? null : statusOfParts(parts)) ??
    (figure('Updated') !== undefined && figure('Completed') === undefined ? 'in-progress' : 'complete')
  values.push({ field: 'status', value: status, raw: parts ?? status })
  return values
}

/** Labels of title pages made by FanFicFare, FicHub and eFiction → the field, and how their values are parted. */
const TITLE_PAGE: Readonly<Record<string, FieldName>> = {
  fandoms: 'fandoms',
  fandom: 'fandoms',
  category: 'fandoms',
  categories: 'fandoms',
  genre: 'tags',
  genres: 'tags',
  tags: 'tags',
  'freeform tags': 'tags',
  language: 'language',
  characters: 'characters',
  relationships: 'relationships',
  pairing: 'relationships',
  pairings: 'relationships',
  ships: 'relationships',
  series: 'series',
  status: 'status',
  completed: 'status',
  published: 'published',
  updated: 'updated',
  rating: 'rating',
  rated: 'rating',
  warnings: 'warnings',
  warning: 'warnings',
  words: 'declaredWords',
  'word count': 'declaredWords',
}

/** @returns the fields of one line of a title page; [] for a label that is none of ours (Packaged, Publisher, Read …). */
export function readTitlePageLine(label: string, value: string): FieldValue[] {
  const name = label
    .toLowerCase()
    .replace(/\s*:\s*$/, '')
    .trim()
  const field = Object.hasOwn(TITLE_PAGE, name) ? (TITLE_PAGE[name] as FieldName) : undefined
  if (field === undefined) return []
  if (field === 'status') {
    const status = readStatus(value, label)
    return status === null ? [] : [{ field, value: status, raw: value }]
  }
  if (field === 'tags') return readTags(value)
  const isList = ['fandoms', 'characters', 'relationships', 'warnings'].includes(field)
  return readEntries(field, isList ? commaList(value) : [value])
}

/** Genres and tags of a title page: FanFicFare mixes AO3's categories in with them. */
function readTags(value: string): FieldValue[] {
  return commaList(value).flatMap((entry): FieldValue[] => {
    const category = /^(?:[FM]\/[FM]|Gen|Multi|Other)$/.test(entry) ? categoryOf(entry) : undefined
    if (category !== undefined) return [{ field: 'categories', value: category, raw: entry }]
    return (ffnGenres(entry) ?? [entry]).map((tag) => ({ field: 'tags', value: tag, raw: tag }))
  })
}

/** Splits at commas that are followed by a space and not within brackets. */
export function commaList(value: string): string[] {
  const entries: string[] = []
  let depth = 0
  let from = 0
  for (let at = 0; at < value.length; at++) {
    const letter = value[at] as string
    if ('(['.includes(letter)) depth++
    else if (')]'.includes(letter)) depth = Math.max(0, depth - 1)
    if (letter !== ',' || depth > 0 || value[at + 1] !== ' ') continue
    entries.push(value.slice(from, at).trim())
    from = at + 1
  }
  entries.push(value.slice(from).trim())
  return entries.filter((entry) => entry !== '')
}
