/** What the value of a field means. Pure. */
import type { FacetField } from '../../archive/archive.ts'
import type { FilterTerm } from '../facets/filter.ts'
import type { FieldKey } from './field-keys.ts'
import { knownValue, warningOfTag, yesOrNo } from './known-values.ts'
import { languageOf } from './languages.ts'
import type { ToldPlace } from './query.ts'
import { dayRange, numberRange } from './ranges.ts'

export type FieldMeaning =
  /** One of the terms holds; label: as a chip says it. */
  | { kind: 'terms'; anyOf: FilterTerm[]; label: string }
  | { kind: 'told'; place: ToldPlace; text: string; label: string }
  | { kind: 'place'; place: ToldPlace; label: string }
  /** It cannot be a value of this field; `can` says what could. */
  | { kind: 'unknown'; can: string }

const VALUE_CHARACTERS_MAX = 300

/** Never throws. */
export function fieldMeaning(key: FieldKey, typed: string): FieldMeaning {
  const value = typed.trim().slice(0, VALUE_CHARACTERS_MAX)
  return READERS[key](value)
}

type Reader = (value: string) => FieldMeaning

const unknown = (can: string): FieldMeaning => ({ kind: 'unknown', can })

/** A name or tag: any text that has a letter or a digit. */
function named(field: FacetField | 'any', word: string): Reader {
  return (value) => {
    if (!/[\p{L}\p{N}]/u.test(value)) return unknown('a name')
    return { kind: 'terms', anyOf: [{ kind: 'tag', field, value }], label: `${word}: ${bareName(value)}` }
  }
}

/** Of a name with this before it no variants are looked for: `character:=Tosh`. */
export const EXACTLY = '='

export function bareName(value: string): string {
  return value.startsWith(EXACTLY) ? value.slice(EXACTLY.length).trim() : value
}

/** In whichever field; exactly: among the tags that are nothing else. */
function tag(value: string): FieldMeaning {
  if (value.startsWith(EXACTLY)) return named('tags', 'tag')(value)
  const meaning = named('any', 'tag')(value)
  const warning = warningOfTag(value)
  if (meaning.kind === 'terms' && warning !== undefined)
    meaning.anyOf.push({ kind: 'tag', field: 'warnings', value: warning })
  return meaning
}

function known(field: FacetField, key: 'rating' | 'category' | 'status', can: string): Reader {
  return (value) => {
    const found = knownValue(key, value)
    if (found === undefined) return unknown(can)
    return {
      kind: 'terms',
      anyOf: [{ kind: 'tag', field, value: found }],
      label: found === 'none' ? `${key} not known` : `${key}: ${LABELS[found] ?? found}`,
    }
  }
}

const LABELS: Record<string, string> = {
  'f/m': 'F/M',
  'm/m': 'M/M',
  'f/f': 'F/F',
  'in-progress': 'in progress',
}

/** The six of AO3, or the writer's own words. */
function warning(value: string): FieldMeaning {
  const found = knownValue('warning', value) ?? value
  return named('warnings', 'warning')(found)
}

/** 'complete:no' is in progress or abandoned. */
function status(value: string): FieldMeaning {
  if (yesOrNo(value) !== false || value === 'none')
    return known('status', 'status', '“complete”, “in progress” or “abandoned”')(value)
  const anyOf = ['in-progress', 'abandoned'].map(
    (each): FilterTerm => ({ kind: 'tag', field: 'status', value: each }),
  )
  return { kind: 'terms', anyOf, label: 'not complete' }
}

function crossover(value: string): FieldMeaning {
  const wanted = yesOrNo(value)
  if (wanted === undefined) return unknown('“yes” or “no”')
  const term: FilterTerm = wanted ? { kind: 'crossover' } : { kind: 'crossover', not: true }
  return { kind: 'terms', anyOf: [term], label: wanted ? 'crossovers' : 'no crossovers' }
}

function look(value: string): FieldMeaning {
  const wanted = yesOrNo(value)
  if (wanted === undefined) return unknown('“yes” or “no”')
  const term: FilterTerm = wanted ? { kind: 'needs-a-look' } : { kind: 'needs-a-look', not: true }
  return { kind: 'terms', anyOf: [term], label: wanted ? 'needs a look' : 'needs no look' }
}

function numbers(of: 'words' | 'chapters'): Reader {
  const noun = of === 'words' ? ['word', 'words'] : ['chapter', 'chapters']
  return (value) => {
    const range = numberRange(value)
    if (range === undefined) return unknown('a number or a range, such as “1000-5000”, “>2000” or “10k”')
    return { kind: 'terms', anyOf: [{ kind: 'range', of, ...range }], label: numbersLabel(range, noun) }
  }
}

const count = (number: number) => number.toLocaleString('en')

function numbersLabel({ from, to }: { from?: number; to?: number }, [one, many]: string[]): string {
  const noun = (number: number) => (number === 1 ? one : many)
  if (from === to && from !== undefined) return `${count(from)} ${noun(from)}`
  if (from === undefined) return `at most ${count(to as number)} ${noun(to as number)}`
  return to === undefined ? `at least ${count(from)} ${noun(from)}` : `${count(from)} to ${count(to)} ${many}`
}

function days(of: 'updated' | 'published' | 'added'): Reader {
  return (value) => {
    const range = dayRange(value)
    if (range === undefined)
      return unknown('a year, month or day, or a range: “2010”, “>2010-05”, “2004..2006”')
    return { kind: 'terms', anyOf: [{ kind: 'range', of, ...range }], label: daysLabel(of, range) }
  }
}

function daysLabel(word: string, { from, to }: { from?: string; to?: string }): string {
  if (from === to) return `${word} ${from}`
  if (from === undefined) return `${word} to ${to}`
  return to === undefined ? `${word} from ${from} on` : `${word} ${from} to ${to}`
}

function language(value: string): FieldMeaning {
  const meaning = named('language', 'language')(languageOf(value))
  return meaning.kind === 'terms' ? { ...meaning, label: `language: ${value}` } : meaning
}

function told(place: ToldPlace, word: string): Reader {
  return (value) =>
    /[\p{L}\p{N}]/u.test(value)
      ? { kind: 'told', place, text: value, label: `${word}: ${value}` }
      : unknown('words')
}

const PLACES: Record<string, ToldPlace> = {
  title: 'title',
  titles: 'title',
  summary: 'summary',
  summaries: 'summary',
  notes: 'notes',
  note: 'notes',
}

function place(value: string): FieldMeaning {
  const found = PLACES[value.toLowerCase()]
  return found === undefined
    ? unknown('“title”, “summary” or “notes”')
    : { kind: 'place', place: found, label: `in the ${found}` }
}

const READERS: Record<FieldKey, Reader> = {
  fandom: named('fandoms', 'fandom'),
  character: named('characters', 'character'),
  relationship: named('relationships', 'relationship'),
  tag,
  warning,
  category: known('categories', 'category', '“gen”, “f/m”, “m/m”, “f/f”, “multi” or “other”'),
  rating: known('rating', 'rating', '“general”, “teen”, “mature”, “explicit” or “none”'),
  by: named('authors', 'by'),
  series: named('series', 'series'),
  language,
  status,
  crossover,
  words: numbers('words'),
  chapters: numbers('chapters'),
  updated: days('updated'),
  published: days('published'),
  added: days('added'),
  title: told('title', 'title'),
  summary: told('summary', 'summary'),
  notes: told('notes', 'notes'),
  source: told('source', 'source'),
  in: place,
  look,
}
