/** Labelled values → candidates for fields, note pieces and chapter facts. */

import type { Category } from '../../story/field.ts'
import type { Block, SourceDocument } from '../document.ts'
import { RANK, type Rank } from './candidate.ts'
import { readCreators } from './creators.ts'
import { factsBehind } from './facts-line.ts'
import { readGift } from './gifts.ts'
import type { HeaderEntry } from './header.ts'
import {
  addCategories,
  addNote,
  addValue,
  type HeaderValues,
  type LabelledValue,
  type NotePiece,
  type ValueContext,
} from './header-context.ts'
import {
  addCast,
  readFandoms,
  readKind,
  readRatingValue,
  readTags,
  readWarningsValue,
} from './header-lists.ts'
import type { HeaderField } from './labels.ts'
import { spanOf } from './lines.ts'
import { noteScore } from './note-score.ts'
import { entryProse, entryText } from './prose.ts'
import { readSeries } from './series.ts'
import { areSiteTags } from './site-tags.ts'
import { readTitleLine, type TitleLine } from './title-line.ts'
import { readCategories } from './vocabulary/categories.ts'
import { readDate } from './vocabulary/dates.ts'
import { TREK_SHOWS } from './vocabulary/genres.ts'
import { readLanguage } from './vocabulary/languages.ts'
import { partNumberIn, readWordCount } from './vocabulary/numbers.ts'
import { readRating } from './vocabulary/ratings.ts'
import { isShow } from './vocabulary/shows.ts'
import { readStatus, statusOfParts } from './vocabulary/statuses.ts'

export type { HeaderValues, NotePiece } from './header-context.ts'

export interface ValuesQuestion {
  document: SourceDocument
  /** Label for a work's own header, repeated for one that comes again with each part. */
  rank: Rank
  rule: string
}

/** Reads every labelled value by the rules of its field. An empty value says nothing. */
export function readHeaderValues(
  entries: HeaderEntry[],
  { document, rank, rule }: ValuesQuestion,
): HeaderValues {
  const out: HeaderValues = { candidates: [], notes: [], chapterTitle: null, part: null, diagnostics: [] }
  const context: ValueContext = { document, rank, rule, entries, out }
  for (const entry of entries) {
    if (entry.lines.length === 0) continue
    const text = ownText(context, entry)
    for (const field of fieldsOf(entry)) READERS[field](context, { entry, text, field })
  }
  return out
}

const LISTS: ReadonlySet<HeaderField> = new Set([
  'rating',
  'category',
  'kind',
  'relationships',
  'characters',
  'tags',
  'fandom',
  'language',
  'length',
])

/** An entry's value without facts of other fields at its end, which are kept as theirs. */
function ownText(context: ValueContext, entry: HeaderEntry): string {
  const whole = entryText(entry)
  if (!LISTS.has(entry.field)) return whole
  const { text, facts } = factsBehind(whole)
  for (const { field, value, raw } of facts)
    addValue(context, { entry, text: raw, field: entry.field }, { field, value, raw, confidence: 0.85 })
  return text
}

/** A pairing label combined with a characters label is one field of both. */
function fieldsOf(entry: HeaderEntry): HeaderField[] {
  const fields = [entry.field, ...entry.also]
  const cast = fields.includes('relationships') && fields.includes('characters')
  return fields.filter((field) => !(cast && field === 'characters'))
}

/** "See chapter 1", "in part one", "same as always". */
const POINTS_ELSEWHERE =
  /^\W*(?:(?:please )?(?:see|refer to|look at|check|read)|(?:same )?as (?:in|before|always|usual)|same as|in|on|still(?: the)? same)\b.{0,25}\b(?:chapter|part|prologue|profile|first|one|1|previous|above|before|always|usual|last)\b.{0,25}$|^\W*same as (?:before|always|usual|ever)\W*$/i

type Reader = (context: ValueContext, value: LabelledValue) => void

const READERS: Record<HeaderField, Reader> = {
  title: readTitle,
  chapterTitle: readChapterTitle,
  author: (context, value) => {
    if (
      /^from$/i.test(value.entry.label) &&
      context.entries.some(
        (entry) => entry.field === 'author' && entry !== value.entry && entry.lines.length > 0,
      )
    )
      return
    for (const name of readCreators(value.text))
      addValue(context, value, { field: 'authors', value: name, raw: value.text })
  },
  name: (context, value) => {
    const hasTitle = context.entries.some((entry) => entry.field === 'title')
    READERS[hasTitle ? 'author' : 'title'](context, value)
  },
  fandom: readFandoms,
  rating: readRatingValue,
  warnings: readWarningsValue,
  category: (context, value) => {
    const categories = readCategories(value.text)
    if (categories)
      addCategories(context, value, { categories: categories, confidence: 0.95, raw: value.text })
    else readTags(context, value)
  },
  kind: readKind,
  relationships: (context, value) => addCast(context, value, 'relationships'),
  characters: (context, value) => addCast(context, value, 'characters'),
  tags: (context, value) => {
    if (/^(?:entry )?tags?$/i.test(value.entry.label) && areSiteTags(value.text)) aside(context, value)
    else readTags(context, value)
  },
  summary: (context, value) => {
    const prose = entryProse(value.entry, context.document)
    if (/chapter|part/i.test(value.entry.label)) addNote(context, value, 'chapter')
    else addValue(context, value, { field: 'summary', value: prose.text, html: prose.html })
  },
  notes: (context, value) => {
    if (/^\s*[\d,.]+\s*$/.test(value.text)) return
    if (value.entry.also.includes('disclaimer') || value.entry.field === 'notes')
      addNote(context, value, /chapter/i.test(value.entry.label) ? 'chapter' : null)
  },
  endNotes: (context, value) => addNote(context, value, 'end'),
  disclaimer: (context, value) => {
    if (POINTS_ELSEWHERE.test(value.text)) return aside(context, value)
    const prose = entryProse(value.entry, context.document)
    addValue(context, value, { field: 'disclaimer', value: prose.text, html: prose.html })
  },
  gift: readGiftValue,
  series: readSeriesValue,
  length: (context, value) => {
    const words = readWordCount(value.text)
    if (words !== null && !/chapter/i.test(value.entry.label))
      addValue(context, value, { field: 'declaredWords', value: words, raw: value.text })
    const status = /one-?shot/i.test(value.text) ? 'complete' : statusOfParts(value.text)
    if (status) addValue(context, value, { field: 'status', value: status, raw: value.text, confidence: 0.8 })
  },
  chapterCount: (context, value) => {
    const status = statusOfParts(value.text) ?? readStatus(value.text, '')
    if (status && !/^\s*\d+\s*$/.test(value.text))
      addValue(context, value, { field: 'status', value: status, raw: value.text, confidence: 0.9 })
  },
  published: (context, value) => addDate(context, value, 'published'),
  updated: (context, value) => addDate(context, value, 'updated'),
  packaged: aside,
  status: readStatusValue,
  language: (context, value) => {
    const language = readLanguage(value.text)
    if (language) addValue(context, value, { field: 'language', value: language, raw: value.text })
  },
  beta: asideOrNote,
  prompt: readPrompt,
  spoilers: asideOrNote,
  archive: aside,
  feedback: aside,
  contact: aside,
  credit: asideOrNote,
  furniture: (context, value) => {
    if (/^subject$/i.test(value.entry.label))
      addTitleLine({ ...context, ...SUBJECT }, value, readTitleLine(value.text))
  },
}

function readTitle(context: ValueContext, value: LabelledValue): void {
  const isSubject = isSubjectLine(context, value)
  const hasRating = context.entries.some(({ field, lines }) => field === 'rating' && lines.length > 0)
  const read = readTitleLine(value.text.split('\n')[0] as string, hasRating && !isSubject)
  if (read.title === '') return
  // "#quayside": a channel's or a tag's sign belongs to the name.
  if (/^#\p{L}[^\s#]*$/u.test(value.text.trim())) read.title = value.text.trim()
  addTitleLine(isSubject ? { ...context, ...SUBJECT } : context, value, read)
}

const SUBJECT = { rank: RANK.repeated, rule: 'header/subject' } as const

/** "FIC: Salt (HL; D/M; PG)" above a header with a title of its own is the post's subject. */
function isSubjectLine({ entries }: ValueContext, { entry }: LabelledValue): boolean {
  const isFic = ({ label }: HeaderEntry) => /^\W*(?:fan ?)?fic(?:tion|let)?\W*$/i.test(label)
  return (
    isFic(entry) && entries.some((each) => each.field === 'title' && each.lines.length > 0 && !isFic(each))
  )
}

/** A title with what stood in brackets after it. */
function addTitleLine(context: ValueContext, value: LabelledValue, read: TitleLine): void {
  const raw = value.text
  const confidence = context.rank === RANK.repeated ? 0.8 : 0.95
  addValue(context, value, { field: 'title', value: read.title, raw, confidence })
  for (const name of read.authors)
    addValue(context, value, { field: 'authors', value: name, raw, confidence: 0.85 })
  for (const words of read.ratings) {
    const rating = readRating(words)
    if (rating) addValue(context, value, { field: 'rating', value: rating, raw: words, confidence: 0.85 })
  }
  for (const pair of read.relationships)
    addValue(context, value, { field: 'relationships', value: pair, raw: pair, confidence: 0.85 })
  for (const name of read.fandoms)
    addValue(context, value, { field: 'fandoms', value: name, confidence: 0.7 })
  addCategories(context, value, { categories: read.categories as Category[], confidence: 0.85, raw })
  for (const tag of read.tags) addValue(context, value, { field: 'tags', value: tag, confidence: 0.8 })
  if (read.part !== null) {
    context.out.part ??= { part: read.part, of: read.of }
  }
}

function readChapterTitle(context: ValueContext, value: LabelledValue): void {
  const part = partNumberIn(value.text)
  const alone = /^\s*#?(\d{1,3}|[ivx]{1,5})\s*$/i.exec(value.text)
  if (part) context.out.part ??= { part: part.part, of: part.of }
  else if (alone) context.out.part ??= { part: Number(alone[1]) || 1, of: null }
  const title = readTitleLine(
    part ? `${value.text.slice(0, part.start)}${value.text.slice(part.end)}` : value.text,
  ).title
  if (!alone && /\p{L}/u.test(title))
    context.out.chapterTitle ??= title.replace(
      /^(?:\d+|[IVX]+|\w+teen|one|two|three|four|five|six|seven|eight|nine|ten)\s*[:.–—-]+\s*/i,
      '',
    )
}

function readGiftValue(context: ValueContext, value: LabelledValue): void {
  const { names, isEvent } = readGift(value.text)
  for (const name of names)
    addValue(context, value, {
      field: 'giftedTo',
      value: name,
      raw: value.text,
      confidence: /^to$/i.test(value.entry.label) ? 0.4 : 0.9,
    })
  if (names.length === 0 && isEvent) readPrompt(context, value)
  else if (names.length === 0) addNote(context, value, null)
}

function readSeriesValue(context: ValueContext, value: LabelledValue): void {
  const shows = value.text.split(/\s*[,/;&]\s*/).map((word) => word.trim())
  if (shows.every((show) => TREK_SHOWS.has(show))) {
    for (const show of shows) addValue(context, value, { field: 'fandoms', value: show })
    return
  }
  if (isShow(value.text) && !context.entries.some(({ field }) => field === 'fandom')) {
    addValue(context, value, { field: 'fandoms', value: value.text.trim(), confidence: 0.8 })
    return
  }
  for (const part of readSeries(value.text))
    addValue(context, value, { field: 'series', value: part, raw: value.text })
}

function addDate(context: ValueContext, value: LabelledValue, field: 'published' | 'updated'): void {
  const read = readDate(value.text)
  if (!read) return
  addValue(context, value, {
    field: field,
    value: read.date,
    raw: value.text,
    confidence: read.alternative ? 0.65 : 0.9,
  })
  if (read.alternative)
    addValue(context, value, { field: field, value: read.alternative, raw: value.text, confidence: 0.5 })
}

function readStatusValue(context: ValueContext, value: LabelledValue): void {
  const status = readStatus(value.text, value.entry.label)
  if (status) addValue(context, value, { field: 'status', value: status, raw: value.text, confidence: 0.95 })
  else if (
    /^(?:complete|completed|finished|abgeschlossen)/i.test(value.entry.label) &&
    readDate(value.text)
  ) {
    addValue(context, value, { field: 'status', value: 'complete', raw: value.text, confidence: 0.85 })
    addDate(context, value, 'updated')
  }
}

const PROMPT_WORDS = 8

/** A challenge or prompt: a tag where it is a few words, otherwise part of the notes. */
function readPrompt(context: ValueContext, value: LabelledValue): void {
  const words = value.text.replace(/^["“](.*)["”][.]?$/, '$1').trim()
  if (/^(?:none|n\/a|-+)$/i.test(words)) return
  if (words.split(/\s+/).length <= PROMPT_WORDS && !words.includes('\n'))
    addValue(context, value, {
      field: 'tags',
      value: words.replace(/(?<=\p{Ll}{2})\.$/u, '').replace(/^the (?=\p{Lu})/u, ''),
      raw: value.text,
      confidence: 0.8,
    })
  else labelledNote(context, value)
}

/** Credits and the like have no field: a few words are told aside, talk goes to the notes. */
function asideOrNote(context: ValueContext, value: LabelledValue): void {
  if (value.text.split(/\s+/).length > 15 && noteScore(value.text) > 0.8) labelledNote(context, value)
  else aside(context, value)
}

function aside(context: ValueContext, { entry, text }: LabelledValue): void {
  const block = context.document.blocks[entry.block] as Block
  context.out.diagnostics.push({
    rule: 'header/kept-aside',
    severity: 'info',
    source: context.document.path,
    span: spanOf(context.document, block, entry.label),
    text: `"${entry.label}: ${text.slice(0, 200)}" is no field of a work and stands only in the source.`,
  })
}

function labelledNote(context: ValueContext, value: LabelledValue): void {
  addNote(context, value, null)
  const note = context.out.notes.at(-1) as NotePiece
  note.text = `${value.entry.label}: ${note.text}`
  note.html = note.html.replace(/^<p>/, `<p>${value.entry.label.replace(/[&<>]/g, '')}: `)
}
