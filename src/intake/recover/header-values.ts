/** Labelled values → candidates for fields, note pieces and chapter facts. */
import type { Diagnostic } from '../../story/diagnostic.ts'
import type { Category, FieldName, SeriesPart, Span } from '../../story/field.ts'
import type { Block, SourceDocument } from '../document.ts'
import { type Candidate, RANK, type Rank } from './candidate.ts'
import { readCreators } from './creators.ts'
import { isFfnMeta } from './ffn-copy.ts'
import { readGift } from './gifts.ts'
import type { HeaderEntry } from './header.ts'
import type { HeaderField } from './labels.ts'
import { spanOf } from './lines.ts'
import { noteScore } from './note-score.ts'
import { entryProse, entryText, type Prose } from './prose.ts'
import { readSeries } from './series.ts'
import { readTitleLine, type TitleLine } from './title-line.ts'
import { categoriesInText, categoryOf, readCategories } from './vocabulary/categories.ts'
import { readDate } from './vocabulary/dates.ts'
import { gossamerCodes, isGenre, splitOutsideBrackets, splitTags, TREK_SHOWS } from './vocabulary/genres.ts'
import { readLanguage } from './vocabulary/languages.ts'
import { partNumberIn, readWordCount } from './vocabulary/numbers.ts'
import { isRatingAlone, readRating } from './vocabulary/ratings.ts'
import { type CastField, pairsInProse, readCast } from './vocabulary/relationships.ts'
import { readStatus, statusOfParts } from './vocabulary/statuses.ts'
import { readWarnings } from './vocabulary/warnings.ts'

/** A stretch of notes, before it is known whether it stands with the work or a chapter. */
export interface NotePiece extends Prose {
  /** First block, for order. */
  block: number
  span: Span | null
  rule: string
  confidence: number
  /** What the label says: "Chapter notes", "End notes". */
  scope: 'chapter' | 'end' | null
}

export interface HeaderValues {
  candidates: Candidate[]
  notes: NotePiece[]
  chapterTitle: string | null
  part: { part: number; of: number | null } | null
  diagnostics: Diagnostic[]
}

interface Context {
  document: SourceDocument
  rank: Rank
  rule: string
  entries: HeaderEntry[]
  out: HeaderValues
}

interface Value {
  entry: HeaderEntry
  text: string
  field: HeaderField
}

/** @param rank label for a work's own header, repeated for one that comes again with each part. */
export function readHeaderValues(
  entries: HeaderEntry[],
  document: SourceDocument,
  rank: Rank,
  rule: string,
): HeaderValues {
  const out: HeaderValues = { candidates: [], notes: [], chapterTitle: null, part: null, diagnostics: [] }
  const context: Context = { document, rank, rule, entries, out }
  for (const entry of entries) {
    if (entry.lines.length === 0) continue
    const text = entryText(entry)
    for (const field of fieldsOf(entry)) READERS[field](context, { entry, text, field })
  }
  return out
}

/** A pairing label combined with a characters label is one field of both. */
function fieldsOf(entry: HeaderEntry): HeaderField[] {
  const fields = [entry.field, ...entry.also]
  const cast = fields.includes('relationships') && fields.includes('characters')
  return fields.filter((field) => !(cast && field === 'characters'))
}

interface Found {
  value: string | number | SeriesPart
  raw?: string
  confidence?: number
  rule?: string
  html?: string
}

function add(context: Context, { entry }: Value, field: FieldName, found: Found): void {
  const { document, rank, rule, out } = context
  const first = entry.lines[0] as { block: number; text: string }
  const words =
    typeof found.value === 'string' && found.html === undefined ? (found.raw ?? found.value) : first.text
  const block = document.blocks[blockOf(entry, words)] as Block
  const raw = found.raw ?? (typeof found.value === 'string' ? undefined : entryText(entry))
  out.candidates.push({
    field,
    value: found.value,
    ...(found.html === undefined ? {} : { html: found.html }),
    ...(raw === undefined || raw === found.value ? {} : { raw }),
    span: spanOf(document, block, words.split('\n')[0] as string),
    rule: found.rule ?? rule,
    confidence: found.confidence ?? (entry.weak && entry.field !== 'title' ? 0.85 : 0.95),
    rank,
  })
}

function blockOf(entry: HeaderEntry, words: string): number {
  return entry.lines.find((line) => line.text.includes(words))?.block ?? (entry.lines[0]?.block as number)
}

function addCategories(
  context: Context,
  value: Value,
  categories: Category[],
  confidence: number,
  raw: string,
): void {
  for (const category of categories)
    add(context, value, 'categories', {
      value: category,
      raw,
      confidence,
      rule: confidence < 0.9 ? 'header/implied' : undefined,
    })
}

type Reader = (context: Context, value: Value) => void

const READERS: Record<HeaderField, Reader> = {
  title: readTitle,
  chapterTitle: readChapterTitle,
  author: (context, value) => {
    for (const name of readCreators(value.text))
      add(context, value, 'authors', { value: name, raw: value.text })
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
    if (categories) addCategories(context, value, categories, 0.95, value.text)
    else readTags(context, value)
  },
  kind: readKind,
  relationships: (context, value) => addCast(context, value, 'relationships'),
  characters: (context, value) => addCast(context, value, 'characters'),
  tags: readTags,
  summary: (context, value) => {
    const prose = entryProse(value.entry, context.document)
    if (/chapter|part/i.test(value.entry.label)) addNote(context, value, 'chapter')
    else add(context, value, 'summary', { value: prose.text, html: prose.html })
  },
  notes: (context, value) => {
    if (value.entry.also.includes('disclaimer') || value.entry.field === 'notes')
      addNote(context, value, /chapter/i.test(value.entry.label) ? 'chapter' : null)
  },
  endNotes: (context, value) => addNote(context, value, 'end'),
  disclaimer: (context, value) => {
    const prose = entryProse(value.entry, context.document)
    add(context, value, 'disclaimer', { value: prose.text, html: prose.html })
  },
  gift: readGiftValue,
  series: readSeriesValue,
  length: (context, value) => {
    const words = readWordCount(value.text)
    if (words !== null && !/chapter/i.test(value.entry.label))
      add(context, value, 'declaredWords', { value: words, raw: value.text })
    const status = /one-?shot/i.test(value.text) ? 'complete' : statusOfParts(value.text)
    if (status) add(context, value, 'status', { value: status, raw: value.text, confidence: 0.8 })
  },
  chapterCount: (context, value) => {
    const status = statusOfParts(value.text) ?? readStatus(value.text, '')
    if (status && !/^\s*\d+\s*$/.test(value.text))
      add(context, value, 'status', { value: status, raw: value.text, confidence: 0.9 })
  },
  published: (context, value) => addDate(context, value, 'published'),
  updated: (context, value) => addDate(context, value, 'updated'),
  packaged: aside,
  status: readStatusValue,
  language: (context, value) => {
    const language = readLanguage(value.text)
    if (language) add(context, value, 'language', { value: language, raw: value.text })
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
      addTitleLine(
        { ...context, rank: RANK.repeated, rule: 'header/subject' },
        value,
        readTitleLine(value.text),
        0.8,
      )
  },
}

function readTitle(context: Context, value: Value): void {
  const read = readTitleLine(value.text.split('\n')[0] as string)
  if (read.title === '') return
  addTitleLine(context, value, read, 0.95)
}

/** A title with what stood in brackets after it. */
function addTitleLine(context: Context, value: Value, read: TitleLine, confidence: number): void {
  const raw = value.text
  add(context, value, 'title', { value: read.title, raw, confidence })
  for (const name of read.authors) add(context, value, 'authors', { value: name, raw, confidence: 0.85 })
  for (const words of read.ratings) {
    const rating = readRating(words)
    if (rating) add(context, value, 'rating', { value: rating, raw: words, confidence: 0.85 })
  }
  for (const pair of read.relationships)
    add(context, value, 'relationships', { value: pair, raw: pair, confidence: 0.85 })
  for (const name of read.fandoms) add(context, value, 'fandoms', { value: name, confidence: 0.7 })
  addCategories(context, value, read.categories as Category[], 0.85, raw)
  for (const tag of read.tags) add(context, value, 'tags', { value: tag, confidence: 0.8 })
  if (read.part !== null) {
    context.out.part ??= { part: read.part, of: read.of }
  }
}

function readChapterTitle(context: Context, value: Value): void {
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

function readFandoms(context: Context, value: Value): void {
  const hasPairs = value.entry.also.includes('relationships')
  for (const name of splitFandoms(value.text)) {
    if (hasPairs && pairsInProse(name).length > 0) continue
    if (!/^(?:none|n\/a|original(?: fiction)?)$/i.test(name) || /^original/i.test(name))
      add(context, value, 'fandoms', { value: name })
  }
}

/** Splits at `,` `;` `|` and at a slash between names; a comma inside a title goes on in lower case. */
function splitFandoms(text: string): string[] {
  const pieces: string[] = []
  for (const piece of splitOutsideBrackets(text)) {
    const last = pieces.length - 1
    if (
      /^(?:the|and|and the|a|or)\s+\p{Lu}/u.test(piece) &&
      last >= 0 &&
      text.includes(`${pieces[last]}, ${piece}`)
    )
      pieces[last] += `, ${piece}`
    else pieces.push(piece)
  }
  return pieces
    .flatMap((piece) =>
      piece.split(
        /\s+(?:x|X|×|\+)\s+(?=\p{Lu})|\s+\/\s+|(?<=\p{Ll}{2}|\p{Lu}{2})\/(?=\p{Lu})|\s+crossed with\s+|\s+\|\s+/u,
      ),
    )
    .map((piece) =>
      piece
        .trim()
        .replace(/\s*\(?crossover\)?$/i, '')
        .replace(/^["“*_](.*)["”*_]$/, '$1')
        .replace(/(?<=\p{Ll}{2})\.$/u, '')
        .trim(),
    )
    .filter((piece) => /[\p{L}\d]/u.test(piece))
}

function readRatingValue(context: Context, value: Value): void {
  if (isFfnMeta(value.text)) return
  const rating = readRating(value.text)
  if (rating) add(context, value, 'rating', { value: rating, raw: value.text })
  else add(context, value, 'rating', { value: 'not-rated', raw: value.text, confidence: 0.3 })
  addCategories(context, value, categoriesInText(value.text.replace(/\bgen\b/gi, '')), 0.75, value.text)
}

function readWarningsValue(context: Context, value: Value): void {
  const combined = value.entry.field === 'rating' || value.entry.also.includes('rating')
  const text = combined
    ? value.text.replace(/^\s*(?:rated\s+)?[\w+-]{1,5}(?:\s*[,;:/.–—-]+\s*|\s+(?:for|due to)\s+|\s+|$)/i, '')
    : value.text
  if (/^\s*$/.test(text)) return
  for (const warning of readWarnings(text)) add(context, value, 'warnings', { value: warning, raw: text })
  addCategories(context, value, categoriesInText(text), 0.75, text)
}

/** Category, Classification, Type: decided by the value's own words. */
function readKind(context: Context, value: Value): void {
  const codes = gossamerCodes(value.text.split(/\s*[,(]\s*/)[0] as string) ?? gossamerCodes(value.text)
  const categories = readCategories(value.text)
  if (codes) {
    const rest = splitTags(value.text.replace(/^[VSXRAHC]+\b/, ''), 'keywords')
    for (const tag of [...codes, ...rest])
      add(context, value, 'tags', { value: tag, raw: value.text, confidence: 0.9 })
  } else if (categories) addCategories(context, value, categories, 0.95, value.text)
  else if (isRatingAlone(value.text)) readRatingValue(context, value)
  else if (isFandomCategory(value)) readFandoms(context, value)
  else readTags(context, value)
}

/** On eFiction and FanFicFare, Category is the fandom: none of its words is a genre. */
function isFandomCategory({ entry, text }: Value): boolean {
  if (!/^categor|^kategorie|^cat[eé]gor|^категория/i.test(entry.label)) return false
  return !splitTags(text, 'genre').some((piece) => isGenre(piece) || categoryOf(piece))
}

function addCast(context: Context, value: Value, own: CastField): void {
  const fields = [value.entry.field, ...value.entry.also]
  const field = fields.includes('relationships') && fields.includes('characters') ? 'both' : own
  const cast = readCast(value.text, field)
  for (const pair of cast.relationships) add(context, value, 'relationships', pair)
  for (const name of cast.characters) add(context, value, 'characters', name)
  addCategories(context, value, cast.categories, cast.none ? 0.85 : 0.9, value.text)
  if (!cast.none) addCategories(context, value, categoriesInText(value.text), 0.75, value.text)
}

function readTags(context: Context, value: Value): void {
  const { label } = value.entry
  if (/^(?:pov|point of view)$/i.test(label)) {
    const words = value.text.replace(/[.]$/, '')
    add(context, value, 'tags', {
      value: /pov|point of view|person/i.test(words) ? words : `${words} POV`,
      raw: value.text,
    })
    return
  }
  for (const tag of splitTags(value.text, label)) {
    const codes = /code|keyword|genre|classification/i.test(label) ? gossamerCodes(tag) : null
    if (codes && tag.length > 1)
      for (const code of codes) add(context, value, 'tags', { value: code, raw: tag, confidence: 0.9 })
    else readTag(context, value, tag)
  }
}

function readTag(context: Context, value: Value, tag: string): void {
  const category = categoryOf(tag)
  if (category) addCategories(context, value, [category], 0.9, tag)
  const isCode = /code|keyword/i.test(value.entry.label)
  const pairs = category
    ? []
    : isCode
      ? readCast(tag, 'relationships').relationships.filter((pair) => /[/&]/.test(pair.value))
      : pairsInProse(tag)
  for (const pair of pairs) add(context, value, 'relationships', { ...pair, confidence: isCode ? 0.85 : 0.7 })
  if (/^(?:one-?shot|wip|complete)$/i.test(tag)) {
    const status = readStatus(tag, '')
    if (status)
      add(context, value, 'status', { value: status, raw: tag, confidence: 0.7, rule: 'header/implied' })
  }
  if (!(isCode && pairs.length > 0) && tag.length > 1) add(context, value, 'tags', { value: tag })
}

function addNote(context: Context, value: Value, scope: NotePiece['scope']): void {
  const { entry } = value
  const prose = entryProse(entry, context.document)
  const block = context.document.blocks[entry.block] as Block
  const last = context.document.blocks[entry.lines.at(-1)?.block as number] as Block
  const { start, line } = spanOf(context.document, block, (entry.lines[0]?.text ?? '') as string)
  const span = { start, end: Math.max(last.span.end, start), line }
  context.out.notes.push({ ...prose, block: entry.block, span, rule: context.rule, confidence: 0.95, scope })
}

function readGiftValue(context: Context, value: Value): void {
  const { names, isEvent } = readGift(value.text)
  for (const name of names)
    add(context, value, 'giftedTo', {
      value: name,
      raw: value.text,
      confidence: /^to$/i.test(value.entry.label) ? 0.4 : 0.9,
    })
  if (names.length === 0 && isEvent) readPrompt(context, value)
  else if (names.length === 0) addNote(context, value, null)
}

function readSeriesValue(context: Context, value: Value): void {
  const shows = value.text.split(/\s*[,/;&]\s*/).map((word) => word.trim())
  if (shows.every((show) => TREK_SHOWS.has(show))) {
    for (const show of shows) add(context, value, 'fandoms', { value: show })
    return
  }
  for (const part of readSeries(value.text)) add(context, value, 'series', { value: part, raw: value.text })
}

function addDate(context: Context, value: Value, field: 'published' | 'updated'): void {
  const read = readDate(value.text)
  if (!read) return
  add(context, value, field, { value: read.date, raw: value.text, confidence: read.alternative ? 0.65 : 0.9 })
  if (read.alternative)
    add(context, value, field, { value: read.alternative, raw: value.text, confidence: 0.5 })
}

function readStatusValue(context: Context, value: Value): void {
  const status = readStatus(value.text, value.entry.label)
  if (status) add(context, value, 'status', { value: status, raw: value.text })
  else if (
    /^(?:complete|completed|finished|abgeschlossen)/i.test(value.entry.label) &&
    readDate(value.text)
  ) {
    add(context, value, 'status', { value: 'complete', raw: value.text, confidence: 0.85 })
    addDate(context, value, 'updated')
  }
}

const PROMPT_WORDS = 8

/** A challenge or prompt: a tag where it is a few words, otherwise part of the notes. */
function readPrompt(context: Context, value: Value): void {
  const words = value.text.replace(/^["“](.*)["”][.]?$/, '$1').trim()
  if (/^(?:none|n\/a|-+)$/i.test(words)) return
  if (words.split(/\s+/).length <= PROMPT_WORDS && !words.includes('\n'))
    add(context, value, 'tags', {
      value: words.replace(/(?<=\p{Ll}{2})\.$/u, ''),
      raw: value.text,
      confidence: 0.8,
    })
  else labelledNote(context, value)
}

/** Credits and the like have no field: a few words are told aside, talk goes to the notes. */
function asideOrNote(context: Context, value: Value): void {
  if (value.text.split(/\s+/).length > 15 && noteScore(value.text) > 0.8) labelledNote(context, value)
  else aside(context, value)
}

function aside(context: Context, { entry, text }: Value): void {
  const block = context.document.blocks[entry.block] as Block
  context.out.diagnostics.push({
    rule: 'header/kept-aside',
    severity: 'info',
    source: context.document.path,
    span: spanOf(context.document, block, entry.label),
    text: `"${entry.label}: ${text.slice(0, 200)}" is no field of a work and stands only in the source.`,
  })
}

function labelledNote(context: Context, value: Value): void {
  addNote(context, value, null)
  const note = context.out.notes.at(-1) as NotePiece
  note.text = `${value.entry.label}: ${note.text}`
  note.html = note.html.replace(/^<p>/, `<p>${value.entry.label.replace(/[&<>]/g, '')}: `)
}
