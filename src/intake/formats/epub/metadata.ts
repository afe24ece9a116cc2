/** What a package says of its book: weaker than what the book's own pages say, stronger than its file name. */
import { allowHtml } from '../../../story/allowed-html.ts'
import type { FieldName } from '../../../story/field.ts'
import { paragraphsHtml, plainText } from '../../../story/plain-text.ts'
import { isNoTitle } from '../../recover/title-line.ts'
import { readStatus } from '../../recover/vocabulary/statuses.ts'
import { addField, type Draft, type FieldValue, type Said } from '../html/draft.ts'
import { commaList, isoDate, readEntries, saysNothing } from '../html/field-values.ts'
import { type EpubBook, metadataOf } from './book.ts'
import type { XmlElement } from './xml.ts'

const METADATA: Said = { rule: 'epub/metadata', confidence: 0.75, rank: 'metadata' }
/** What programs fill in by themselves, or mix together. */
const WEAK = 0.5

interface MetadataOptions {
  /** Whether `dc:subject`s are this story's tags, and not every tag there is mixed together. */
  subjects: boolean
}

/** Puts down the package's fields. @param draft its stem tells a title that is only the file's name. */
export function readMetadata(book: EpubBook, draft: Draft, { subjects }: MetadataOptions): void {
  readTitle(book, draft)
  for (const field of creators(book)) addField(draft, field, METADATA)
  for (const field of seriesOf(book)) addField(draft, field, METADATA)
  const description = metadataOf(book, 'description')[0]
  if (description !== undefined) addDescription(draft, description)
  for (const language of metadataOf(book, 'language').slice(0, 1)) {
    // "en" is what most programs write without asking.
    for (const field of readEntries('language', [language]))
      addField(draft, field, { ...METADATA, confidence: language === 'en' ? WEAK : 0.65 })
  }
  for (const field of datesOf(book)) addField(draft, field, METADATA)
  if (!subjects) return
  for (const tag of subjectsOf(book)) addSubject(draft, tag)
}

const SUBJECT: Said = { ...METADATA, confidence: 0.6 }
/** Words programs add to every book. */
const NO_TAG = /^(?:fan ?fictions?|fan ?works?|general|fiction|last update.*)$/i

function addSubject(draft: Draft, subject: string): void {
  const status = /^(?:complete|completed|in-progress|wip|abandoned)$/i.test(subject)
    ? readStatus(subject, 'Status')
    : null
  if (status !== null) addField(draft, { field: 'status', value: status, raw: subject }, SUBJECT)
  else if (!NO_TAG.test(subject))
    for (const field of readEntries('tags', [subject])) addField(draft, field, SUBJECT)
}

/** One `dc:subject` may hold many, parted by commas or semicolons. */
function subjectsOf(book: EpubBook): string[] {
  return metadataOf(book, 'subject').flatMap((subject) =>
    subject.includes(';') ? subject.split(/;\s*/) : commaList(subject),
  )
}

function readTitle(book: EpubBook, draft: Draft): void {
  const title = metadataOf(book, 'title')[0] ?? ''
  if (title === '' || isNoTitle(title) || saysNothing(title)) return
  const bare = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
  const isFileName = bare(title) === bare(draft.document.stem) && /_|\.\w{2,4}$|^\d+$/.test(title)
  addField(
    draft,
    { field: 'title', value: title },
    { ...METADATA, confidence: isFileName ? WEAK : METADATA.confidence },
  )
}

/** Creators with the role of author or without a role: EPUB 2 says it in an attribute, EPUB 3 in a `meta` that refines. */
export function creators(book: EpubBook): FieldValue[] {
  const roles = refinements(book, 'role')
  return book.package.elements
    .filter(({ name, attributes, text }) => {
      const role =
        attributes.get('opf:role') ?? attributes.get('role') ?? roles.get(attributes.get('id') ?? '') ?? 'aut'
      return name === 'creator' && text !== '' && role === 'aut' && !saysNothing(text)
    })
    .flatMap(({ text }) =>
      text.split(/\s+&\s+|;\s*/).map((value): FieldValue => ({ field: 'authors', value, raw: text })),
    )
}

/** `<meta property="role" refines="#creator">aut</meta>`: text by the id it refines. */
function refinements(book: EpubBook, property: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const { name, attributes, text } of book.package.elements) {
    if (name !== 'meta' || attributes.get('property') !== property) continue
    found.set((attributes.get('refines') ?? '').replace(/^#/, ''), text)
  }
  return found
}

/** calibre's `calibre:series`, and EPUB 3's collections of type series. */
export function seriesOf(book: EpubBook): FieldValue[] {
  const metas = book.package.elements.filter(({ name }) => name === 'meta')
  const named = (wanted: string) =>
    metas.find(({ attributes }) => attributes.get('name') === wanted)?.attributes.get('content')
  const position = (text: string | undefined) =>
    text === undefined || !/^\d+(?:\.\d+)?$/.test(text) ? null : Number(text)
  const calibre = named('calibre:series')
  const values: FieldValue[] = []
  if (calibre)
    values.push({
      field: 'series',
      value: { name: calibre, position: position(named('calibre:series_index')) },
    })
  const types = refinements(book, 'collection-type')
  const positions = refinements(book, 'group-position')
  for (const { attributes, text } of metas) {
    const id = attributes.get('id') ?? ''
    if (attributes.get('property') !== 'belongs-to-collection' || text === '' || text === calibre) continue
    if ((types.get(id) ?? 'series') !== 'series') continue
    values.push({ field: 'series', value: { name: text, position: position(positions.get(id)) } })
  }
  return values
}

/** A description is often HTML written out as text. */
function addDescription(draft: Draft, description: string): void {
  const html = /<[a-z]/i.test(description) ? allowHtml(description) : paragraphsHtml(description)
  const value = plainText(html)
  if (value === '' || saysNothing(value)) return
  draft.document.known.push({ field: 'summary', value, html, span: null, ...METADATA })
}

/** `opf:event` says what a date is of; without one it is of the publication. Year 101 is calibre's word for unknown. */
function datesOf(book: EpubBook): FieldValue[] {
  return book.package.elements.flatMap((element: XmlElement): FieldValue[] => {
    if (element.name !== 'date') return []
    const event = element.attributes.get('opf:event') ?? element.attributes.get('event') ?? 'publication'
    const field: FieldName | undefined = {
      publication: 'published' as const,
      modification: 'updated' as const,
    }[event]
    const date = isoDate(element.text.slice(0, 10))
    return field === undefined || date === null
      ? []
      : [{ field, value: date, raw: element.text, confidence: 0.65 }]
  })
}
