/** HTMLZ → Document: calibre's zip of one page, whose parts are the pages of the book it was made from; TXTZ, the same with a text. */
import { RefusedFile } from '../../errors.ts'
import { decodePlainText, decodeText } from '../decode.ts'
import type { SourceDocument } from '../document.ts'
import { isZip, openZip, type Zip } from '../unzip.ts'
import { flatAo3Document } from './epub/flat-ao3-book.ts'
import { madeBook } from './epub/made-book.ts'
import { readMetadata } from './epub/metadata.ts'
import { readBook } from './epub/read-book.ts'
import type { FileHead, Format, SourceFile } from './format.ts'
import { declaredCharset } from './html/declared-charset.ts'
import { finish, newDraft } from './html/draft.ts'
import { textDocument } from './text.ts'

export const htmlz: Format = {
  id: 'htmlz',
  label: 'HTMLZ or TXTZ',
  extensions: ['.htmlz', '.txtz'],
  recognise: ({ head, extension }: FileHead) =>
    extension === '.htmlz' || extension === '.txtz' ? (isZip(head) ? 0.9 : 0.6) : 0,
  read: (file: SourceFile) => [readHtmlz(file)],
}

const MAX_PAGE_BYTES = 100 * 1024 * 1024

function readHtmlz(file: SourceFile): SourceDocument {
  if (!isZip(file.bytes)) throw notHtmlz(file.path)
  const zip = openZip(file)
  const textOf = (pattern: RegExp) => {
    const name = bestName(zip, pattern)
    if (name === undefined) return undefined
    const bytes = zip.read(name, MAX_PAGE_BYTES)
    return { bytes, text: decodeText(bytes, declaredCharset(bytes)).text }
  }
  const opf = textOf(/\.opf$/i)?.text ?? ''
  const page = textOf(/\.x?html?$/i)
  if (page !== undefined)
    return bookOfPage({ path: file.path, opf, css: textOf(/\.css$/i)?.text ?? '' }, page.text)
  const plain = textOf(/\.(?:txt|md|markdown|textile)$/i)
  if (plain === undefined) throw notHtmlz(file.path)
  return withMetadata(textDocument(file.path, decodePlainText(plain.bytes)), opf)
}

/** `index.html` at the top before anything else. */
function bestName(zip: Zip, pattern: RegExp): string | undefined {
  const names = zip.names.filter((name) => pattern.test(name))
  return names.find((name) => /^index\./i.test(name)) ?? names.find((name) => !name.includes('/')) ?? names[0]
}

interface Around {
  path: string
  opf: string
  css: string
}

/** calibre puts each page of the book into a `div` with an id, right in the body. */
function bookOfPage({ path, opf, css }: Around, unsafeHtml: string): SourceDocument {
  const body = unsafeHtml.search(/<body\b/i)
  const from = body === -1 ? 0 : body
  const parts = unsafeHtml.slice(from).split(/(?=^<div class="[^"]*" id="calibre_link-\d+">)/m)
  const pages = parts.map((part, at) => ({
    name: `text/part${String(at).padStart(4, '0')}.html`,
    unsafeHtml: part,
  }))
  const book = madeBook({ path, opf, css, pages, navigation: [] })
  return flatAo3Document(book, 'htmlz/ao3') ?? finish(readBook(book, 'htmlz'))
}

function withMetadata(document: SourceDocument, opf: string): SourceDocument {
  const { path } = document
  const draft = newDraft(path, 'txtz', document.encoding)
  readMetadata(madeBook({ path, opf, css: '', pages: [], navigation: [] }), draft, { subjects: true })
  return { ...document, format: 'txtz', known: [...document.known, ...draft.document.known] }
}

function notHtmlz(path: string): RefusedFile {
  return new RefusedFile(
    'read/broken-zip',
    `"${path}" is called an HTMLZ, but holds no page.`,
    'Get it again, or convert the book anew.',
  )
}
