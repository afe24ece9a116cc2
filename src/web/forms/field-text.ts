/** A work's fields as text in a form, and back: a list has an entry a line, prose is plain text. */
import { createHash } from 'node:crypto'
import type { FieldCorrections } from '../../archive/archive.ts'
import { ArchiveError } from '../../errors.ts'
import {
  CATEGORIES,
  type Category,
  type FieldName,
  LIST_FIELDS,
  PROSE_FIELDS,
  type SeriesPart,
  STATUSES,
  type Status,
  WARNING_IDS,
  type WorkFields,
} from '../../story/field.ts'
import { paragraphsHtml, plainText } from '../../story/plain-text.ts'
import { isRating, languageLabel } from '../words/labels.ts'
import { languageTag } from './languages.ts'

type ListField = (typeof LIST_FIELDS)[number]
type ProseField = (typeof PROSE_FIELDS)[number]

const MAX_ENTRIES = 1000
const MAX_LINE = 2000

export function isListField(name: FieldName): name is ListField {
  return (LIST_FIELDS as readonly string[]).includes(name)
}

export function isProseField(name: FieldName): name is ProseField {
  return (PROSE_FIELDS as readonly string[]).includes(name)
}

/** What the form shows for a field, as a browser would send it back when nothing is changed. */
export function fieldText(name: FieldName, fields: WorkFields): string {
  if (isProseField(name)) return plainText(fields[name]).replace(/\r\n?/g, '\n').trim()
  if (name === 'series') return listText(name, fields.series.map(seriesText))
  if (isListField(name)) return listText(name, fields[name])
  if (name === 'language') return fields.language === null ? '' : languageText(fields.language)
  return oneLine(`${fields[name] ?? ''}`)
}

/** An entry a line, each once; known values in their own order. */
function listText(name: FieldName, values: readonly string[]): string {
  const filled = [...new Set(values.map(oneLine).filter((value) => value !== ''))]
  if (name === 'warnings') return inOrder(filled, WARNING_IDS).join('\n')
  if (name === 'categories') return inOrder(filled, CATEGORIES).join('\n')
  return filled.join('\n')
}

function oneLine(text: string): string {
  return text.replace(/[\r\n]+/g, ' ').trim()
}

/** The name where it leads back to the tag, else the tag. */
function languageText(tag: string): string {
  const label = languageLabel(tag)
  return languageTag(label) === tag ? label : tag
}

function seriesText({ name, position }: SeriesPart): string {
  return position === null ? name : `${name} #${position}`
}

/** Known values first, in their order, then the others as they stand. */
function inOrder(values: readonly string[], order: readonly string[]): string[] {
  return [
    ...order.filter((value) => values.includes(value)),
    ...values.filter((value) => !order.includes(value)),
  ]
}

/** A short mark of a field's text, by which a form tells what a person changed. */
export function textMark(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 8)
}

/** What a person left in the form for a field: several controls of one name are one list. */
export function submittedText(name: FieldName, form: FormData): string {
  const texts = form
    .getAll(name)
    .map((value) => (typeof value === 'string' ? value.replace(/\r\n?/g, '\n') : ''))
  if (isProseField(name)) return (texts[0] ?? '').trim()
  if (!isListField(name) && name !== 'series') return oneLine(texts[0] ?? '')
  return listText(
    name,
    texts.flatMap((text) => text.split('\n')),
  )
}

/** @throws ArchiveError `web/bad-value` saying what the field cannot be and what it can. */
export function parseFieldText(name: FieldName, text: string): FieldCorrections {
  if (isProseField(name)) return { [name]: text === '' ? null : paragraphsHtml(text) }
  if (name === 'series') return { series: entries(text).map(parseSeries) }
  if (isListField(name)) return { [name]: parseList(name, text) }
  return parseSingle(name as SingleField, text)
}

type SingleField = Exclude<FieldName, ListField | ProseField | 'series'>

function parseSingle(name: SingleField, text: string): FieldCorrections {
  switch (name) {
    case 'title':
      return { title: parseTitle(text) }
    case 'rating':
      if (!isRating(text)) throw refused(`"${text}" is no rating.`, 'Choose one of those offered.')
      return { rating: text }
    case 'status':
      return { status: text === '' ? null : oneOf(text, STATUSES) }
    case 'language':
      return { language: text === '' ? null : parseLanguage(text) }
    case 'declaredWords':
      return { declaredWords: text === '' ? null : parseWords(text) }
    default:
      return { [name]: text === '' ? null : parseDate(text) }
  }
}

function parseTitle(text: string): string {
  if (text === '') throw refused('A story has to be called something.', 'Its opening words will do.')
  if (text.length > MAX_LINE)
    throw refused('This title is far too long.', `It may have ${MAX_LINE} characters.`)
  return text
}

function parseList(name: ListField, text: string): string[] | Category[] {
  const values = entries(text)
  return name === 'categories' ? values.map((value) => oneOf(value, CATEGORIES)) : values
}

function entries(text: string): string[] {
  const values = text.split('\n').filter((line) => line !== '')
  if (values.length > MAX_ENTRIES)
    throw refused(`${values.length} entries are too many.`, `${MAX_ENTRIES} will do.`)
  const long = values.find((value) => value.length > MAX_LINE)
  if (long !== undefined)
    throw refused(`“${long.slice(0, 40)}…” is too long for one entry.`, 'Give one entry a line.')
  return values
}

/** `The Blue Box #2`, `The Blue Box, part 2`. */
function parseSeries(line: string): SeriesPart {
  const match = /^(.+?)(?:\s*#|,?\s+part\s+)(\d+(?:\.\d+)?)$/i.exec(line)
  if (match === null) return { name: line, position: null }
  return { name: (match[1] as string).trim(), position: Number(match[2]) }
}

function parseLanguage(text: string): string {
  const tag = languageTag(text)
  if (tag === undefined)
    throw refused(`“${text}” is no language Fanfold knows.`, 'Write its name in English, or its code: pt-BR.')
  return tag
}

function parseWords(text: string): number {
  const words = Number(text.replace(/[\s,.~]/g, ''))
  if (!Number.isInteger(words) || words < 0 || words > 1e9)
    throw refused(`“${text}” is no number of words.`, 'Write it in figures: 1130.')
  return words
}

/** `2011-05-03`, `2011-05` or `2011`: as much as is known. */
function parseDate(text: string): string {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text)
  const [, , month = '01', day = '01'] = match ?? []
  const isDay = match !== null && !Number.isNaN(Date.parse(`${match[1]}-${month}-${day}`))
  if (!isDay || new Date(`${match[1]}-${month}-${day}`).getUTCDate() !== Number(day))
    throw refused(`“${text}” is no date.`, 'Write year, month and day: 2011-05-03. The year alone will do.')
  return text
}

function oneOf<T extends Status | Category>(text: string, values: readonly T[]): T {
  const found = values.find((value) => value === text)
  if (found === undefined)
    throw refused(`“${text}” is none of those offered.`, `It can be ${values.join(', ')}.`)
  return found
}

function refused(message: string, hint: string): ArchiveError {
  return new ArchiveError('web/bad-value', message, hint)
}
