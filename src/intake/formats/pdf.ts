/** PDF → Document, where it holds text: lines put together to paragraphs, heads and page numbers left out. */
import { RefusedFile } from '../../errors.ts'
import { escapeHtml } from '../../story/plain-text.ts'
import type { SourceDocument } from '../document.ts'
import type { EpubBook } from './epub/book.ts'
import { fanFicFareBook } from './epub/fanficfare-book.ts'
import { flatAo3Document } from './epub/flat-ao3-book.ts'
import { madeBook } from './epub/made-book.ts'
import { readBook } from './epub/read-book.ts'
import type { FileHead, Format, SourceFile } from './format.ts'
import { finish } from './html/draft.ts'
import { type OpenPdf, openPdf, PdfTrouble } from './pdf/open-pdf.ts'
import { linesOf } from './pdf/page-lines.ts'
import { paragraphPages } from './pdf/paragraphs.ts'
import { withoutRunningHeads } from './pdf/running-heads.ts'

export const pdf: Format = {
  id: 'pdf',
  label: 'PDF',
  extensions: ['.pdf'],
  recognise: recognisePdf,
  read: async (file: SourceFile) => [await readPdf(file)],
}

/** A few programs put something before the mark. */
function recognisePdf({ head, extension }: FileHead): number {
  const opening = Buffer.from(head.subarray(0, 1024)).toString('latin1')
  if (opening.startsWith('%PDF-')) return 0.99
  return extension === '.pdf' ? (opening.includes('%PDF-') ? 0.9 : 0.6) : 0
}

async function readPdf(file: SourceFile): Promise<SourceDocument> {
  const opened = await openPdf(file.bytes).catch((error: unknown) => {
    if (error instanceof PdfTrouble) throw refusal(file.path, error.kind)
    throw error
  })
  refuseUnreadable(opened, file.path)
  const pages = opened.pages.map((page, index) => ({ height: page.height, lines: linesOf(page, index) }))
  const html = paragraphPages(withoutRunningHeads(pages), pages[0]?.height ?? 0)
  const book = bookOf(file.path, opened, html)
  const document = flatAo3Document(book, 'pdf/ao3') ?? finish(readBook(book, 'pdf'))
  if (opened.lost > 0)
    document.diagnostics.push({
      rule: 'pdf/damaged',
      severity: 'look',
      source: file.path,
      span: null,
      text: `${opened.lost} pages of the PDF are damaged and could not be read.`,
      hint: 'Get the file again from where it came from.',
    })
  return document
}

/**
 * FanFicFare's books have a page a chapter, and are told by their first; of others the whole text is one page, since
 * of chapters that follow each other only some begin a sheet of paper.
 */
function bookOf(path: string, opened: OpenPdf, html: readonly string[]): EpubBook {
  const made = (parts: readonly string[]) =>
    madeBook({
      path,
      opf: opfOf(opened),
      css: '',
      navigation: [],
      pages: parts.map((unsafeHtml, at) => ({
        name: `text/page${String(at).padStart(4, '0')}.html`,
        unsafeHtml,
      })),
    })
  const paged = made(html)
  return fanFicFareBook.recognise(paged) ? paged : made([html.join(PAGE_BREAK)])
}

const PAGE_BREAK = '<div style="page-break-before:always"></div>'
const MOST_UNKNOWN = 0.3

/** Pages that are pictures, or whose letters are numbers of an unnamed font. */
function refuseUnreadable({ pages }: OpenPdf, path: string): void {
  const text = pages.flatMap(({ pieces }) => pieces.map((piece) => piece.text)).join('')
  const letters = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0
  const unknown = text.match(/[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]/g)?.length ?? 0
  if (letters > 0 && unknown < text.length * MOST_UNKNOWN) return
  throw new RefusedFile(
    'read/no-text',
    letters === 0 && unknown === 0
      ? `"${path}" has ${pages.length} pages and no text on them: they are pictures, as of a scan.`
      : `"${path}" does not say which letters its fonts draw, so its text cannot be read.`,
    'A program that reads text from pictures (OCR) can make a PDF with text of it; import that one.',
  )
}

function refusal(path: string, kind: PdfTrouble['kind']): RefusedFile {
  return kind === 'locked'
    ? new RefusedFile(
        'read/encrypted',
        `"${path}" is locked with a password.`,
        'Open it with the password, save it without one, and import that.',
      )
    : new RefusedFile(
        'read/not-pdf',
        `"${path}" is damaged, or no PDF: it cannot be opened.`,
        'Get the file again from where it came from, or look at it with another program.',
      )
}

/** English is what programs write without asking; a title is often a file's name; what stands on the first page counts before it. */
function opfOf({ title, author, language }: OpenPdf): string {
  const element = (name: string, text: string) =>
    text === '' ? '' : `<${name}>${escapeHtml(text)}</${name}>`
  return `<package><metadata>${element('title', title)}${element('creator', author)}${element('language', /^en/i.test(language) ? '' : language)}</metadata></package>`
}
