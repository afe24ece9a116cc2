/** Word processors' files as documents: their page read like any page, their notes last, their properties weakly. */
import { RefusedFile } from '../../../errors.ts'
import type { Repair } from '../../decode.ts'
import type { SourceDocument } from '../../document.ts'
import { isNoTitle } from '../../recover/title-line.ts'
import { readLanguage } from '../../recover/vocabulary/languages.ts'
import { addDiagnostic, addField, addNodes, type Draft, finish, newDraft, type Said } from '../html/draft.ts'
import { readEntries, saysNothing } from '../html/field-values.ts'
import { addContent } from '../html/generic.ts'
import { unwrapLayoutTables } from '../html/layout-tables.ts'
import { readPage } from '../html/page.ts'

/** What the program kept about the file, apart from its text; '' or absent where it says nothing. */
export interface Properties {
  title?: string
  creator?: string
  /** Parted by commas or semicolons. */
  keywords?: string
  language?: string
}

export interface OfficeText {
  path: string
  /** `docx`, `rtf` … */
  format: string
  encoding: string | null
  /** The text as foreign HTML. */
  unsafeHtml: string
  /** Footnotes and endnotes, as foreign HTML; '' where there are none. */
  unsafeNotes: string
  properties: Properties
  /** Paragraphs whose style says that they name the work's creators. */
  bylines?: readonly string[]
  repairs?: readonly Repair[]
}

/** @throws RefusedFile when there is not one word in it. */
export function officeDocument(text: OfficeText): SourceDocument {
  const draft = newDraft(text.path, text.format, text.encoding)
  const page = readPage(text.path, `<body>${text.unsafeHtml}</body>`)
  unwrapLayoutTables(page.body)
  addContent(page, page.body, draft)
  if (text.unsafeNotes !== '') {
    const notes = readPage(text.path, `<body>${text.unsafeNotes}</body>`)
    addNodes(draft, notes.body.childNodes, { role: 'notesAfter' })
  }
  if (!draft.document.blocks.some((block) => block.text !== '')) throw noText(text.path)
  addBylines(text.bylines ?? [], draft)
  addProperties(text.properties, draft)
  for (const repair of text.repairs ?? []) addDiagnostic(draft, repair)
  return finish(draft)
}

const BYLINE: Said = { rule: 'office/author-style', confidence: 0.85, rank: 'markers' }
/** Such lines stand above the story. */
const FRONT_BLOCKS = 12

function addBylines(bylines: readonly string[], draft: Draft): void {
  const front = draft.document.blocks.slice(0, FRONT_BLOCKS)
  for (const line of bylines) {
    const block = front.find(({ text }) => text === line)
    const name = line.replace(/^(?:written )?by\s+/i, '').trim()
    if (block === undefined || name === '' || name.length > 80 || saysNothing(name)) continue
    block.role = 'header'
    draft.document.known.push({ field: 'authors', value: name, raw: line, span: block.span, ...BYLINE })
  }
}

const PROPERTY: Said = { rule: 'office/properties', confidence: 0.6, rank: 'metadata' }
/** A first name may be that of whoever owned the computer. */
const FIRST_NAME = /^\p{Lu}\p{Ll}+$/u
const WEAK = 0.4
/** What programs fill in by themselves. */
const BY_PROGRAMS =
  /^(?:microsoft.*|.*\buser|.*\badministrat\w+|valued .* customer|preferred customer|python-docx|apache poi|un-named|default|home|family|pc|hp|dell|acer|asus|toshiba|gateway|compaq|sony|guest|student|calibre.*|libreoffice.*|openoffice.*|me|mom|dad|x+|\W*|word document|normal|blank|new (?:microsoft )?(?:word )?document.*|.*\.(?:docx?|dotx?|rtf|odt|txt|wpd))$/i
/** "Mary Smith", "John Q. Public". */
const LIKE_A_PERSON = /^\p{Lu}\p{Ll}+(?:[ -]\p{Lu}\p{Ll}*\.?){0,2} \p{Lu}[\p{Ll}'’]+(?:[A-Z]\p{Ll}+)?$/u

/**
 * A title is often the first line of some older document; a creator who the computer was sold to. A name that looks
 * like a person's own is never shown unasked.
 */
function addProperties(
  { title = '', creator = '', keywords = '', language = '' }: Properties,
  draft: Draft,
): void {
  const isSaid = (value: string) =>
    value !== '' && value.length <= 200 && !saysNothing(value) && !BY_PROGRAMS.test(value)
  const [name, maker] = [title.trim(), creator.trim()]
  if (isSaid(name) && !isNoTitle(name))
    addField(draft, { field: 'title', value: name, confidence: WEAK }, PROPERTY)
  if (isSaid(maker) && !LIKE_A_PERSON.test(maker))
    addField(
      draft,
      { field: 'authors', value: maker, confidence: FIRST_NAME.test(maker) ? WEAK : 0.6 },
      PROPERTY,
    )
  else if (isSaid(maker)) addDiagnostic(draft, WITHHELD)
  if (isSaid(keywords.trim()))
    for (const field of readEntries('tags', keywords.split(/\s*[,;]\s*/))) addField(draft, field, PROPERTY)
  const known = language === '' ? null : readLanguage(language)
  // "en" is what most programs write without asking.
  if (known !== null && !known.startsWith('en'))
    addField(draft, { field: 'language', value: known, raw: language }, PROPERTY)
}

const WITHHELD = {
  rule: 'office/creator-withheld',
  severity: 'info',
  span: null,
  text: "The file's properties name a creator. It looks like a person's own name and was not used.",
  hint: 'If it is the name the story was posted under, enter it as the author.',
} as const

function noText(path: string): RefusedFile {
  return new RefusedFile(
    'read/no-text',
    `"${path}" was opened and has no text in it to read.`,
    'It may hold only pictures, or hidden text: open it in the program it was made with and save it as .txt.',
  )
}
