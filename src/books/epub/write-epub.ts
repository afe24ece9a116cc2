/** A work → EPUB 3.3 (https://www.w3.org/TR/epub-33/). */
import { createHash } from 'node:crypto'
import { type Zippable, zipSync } from 'fflate'
import type { Book } from '../book.ts'
import { coverSvg } from '../cover.ts'
import { byLine } from '../field-lines.ts'
import { contentPages } from './content-pages.ts'
import { navigation } from './navigation.ts'
import { packageDocument } from './package-document.ts'
import { EPUB_STYLE } from './style.ts'

const CONTAINER = `<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
`

/** Higher levels cost twice the time for two per cent of the size. */
const COMPRESSION = 5

/** The same work gives the same bytes: nothing in it depends on when it is written. */
export async function writeEpub(book: Book): Promise<Uint8Array> {
  const encoder = new TextEncoder()
  const { fields, changedAt } = book.work
  const pages = contentPages(book)
  const files: Record<string, string> = {
    'META-INF/container.xml': CONTAINER,
    'EPUB/package.opf': packageDocument(book, pages, identifierOf(book), changedAt),
    'EPUB/nav.xhtml': navigation(book, pages),
    'EPUB/style.css': EPUB_STYLE,
    'EPUB/cover.svg': coverSvg(fields.title, byLine(fields.authors), fields.fandoms.join(', ')),
  }
  for (const page of pages) files[`EPUB/${page.file}`] = page.xhtml
  // The media type comes first and uncompressed, so that a program knows the file by its first bytes (OCF 4.2).
  const zip: Zippable = { mimetype: [encoder.encode('application/epub+zip'), { level: 0 }] }
  for (const [name, text] of Object.entries(files)) zip[name] = [encoder.encode(text), { level: COMPRESSION }]
  return zipSync(zip, { mtime: zipTime(changedAt) })
}

/** Zip knows the years 1980 to 2107 alone. */
function zipTime(instant: string): Date {
  const time = new Date(instant)
  const year = time.getFullYear()
  return year >= 1981 && year <= 2106 ? time : new Date('1981-01-01T12:00:00Z')
}

/** A name for the work that stays the same wherever it is exported: made from its sources, not from this library's numbers. */
function identifierOf({ work }: Book): string {
  const seed =
    work.sources
      .map((source) => source.sha256)
      .sort()
      .join(' ') || `${work.id} ${work.fields.title}`
  const hex = createHash('sha256').update(`fanfold ${seed} ${work.fields.title}`).digest('hex')
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16)
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
