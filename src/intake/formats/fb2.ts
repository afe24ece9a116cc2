/** FictionBook 2 → Document: its sections as the pages of a book, its `title-info` as the package's. Never read as strict XML. */
import { RefusedFile } from '../../errors.ts'
import { allowHtml } from '../../story/allowed-html.ts'
import { blockText } from '../../story/plain-text.ts'
import { decodeText } from '../decode.ts'
import type { SourceDocument } from '../document.ts'
import { labelOfLine } from '../recover/labels.ts'
import { isZip, openZip } from '../unzip.ts'
import { flatAo3Document } from './epub/flat-ao3-book.ts'
import { type MadePage, madeBook } from './epub/made-book.ts'
import { readBook } from './epub/read-book.ts'
import { readDescription } from './fb2/description.ts'
import { fb2Pages } from './fb2/pages.ts'
import { fb2Tokens } from './fb2/tokens.ts'
import type { FileHead, Format, SourceFile } from './format.ts'
import { declaredCharset } from './html/declared-charset.ts'
import { addDiagnostic, addProse, finish } from './html/draft.ts'

export const fb2: Format = {
  id: 'fb2',
  label: 'FictionBook',
  extensions: ['.fb2', '.fbz'],
  recognise: recogniseFb2,
  read: (file: SourceFile) => [readFb2(file)],
}

function recogniseFb2({ head, extension, path }: FileHead): number {
  if (isZip(head)) return isZipped(path) ? 0.97 : 0
  if (/<(?:\w+:)?FictionBook\b/.test(decodeText(head).text)) return 0.98
  return extension === '.fb2' || extension === '.fbz' ? 0.7 : 0
}

function isZipped(path: string): boolean {
  return /\.(?:fbz|fb2\.zip|fb2)$/i.test(path)
}

/** Libraries hand out FictionBooks zipped, one a file. */
function unzipped(file: SourceFile): Uint8Array {
  if (!isZip(file.bytes)) return file.bytes
  const zip = openZip(file)
  const name = zip.names.find((each) => /\.fb2$/i.test(each)) ?? zip.names[0]
  if (name === undefined) throw noText(file.path)
  return zip.read(name, MAX_BYTES)
}

const MAX_BYTES = 100 * 1024 * 1024

function readFb2(file: SourceFile): SourceDocument {
  const bytes = unzipped(file)
  const { text, encoding, repairs } = decodeText(bytes, declaredCharset(bytes))
  const told = readDescription(fb2Tokens(text))
  const known = [told.title, ...told.authors].map(bare)
  const pages = fb2Pages(fb2Tokens(text), (line) => known.includes(bare(blockText(`<p>${line}</p>`))))
  const isHeader = holdsHeader(told.annotation)
  const front: MadePage[] = isHeader ? [{ name: 'text/annotation.html', unsafeHtml: told.annotation }] : []
  if (pages.length === 0) throw noText(file.path)
  const book = madeBook({
    path: file.path,
    opf: told.opf,
    pages: [...front, ...pages],
    css: '',
    navigation: [],
  })
  const flat = flatAo3Document(book, 'fb2/ao3')
  if (flat !== undefined) return { ...flat, encoding }
  const draft = readBook(book, 'fb2')
  draft.document.encoding = encoding
  if (!isHeader)
    addProse(
      draft,
      { field: 'summary', html: allowHtml(told.annotation), label: 'Annotation' },
      { rule: 'fb2/annotation', confidence: 0.85, rank: 'metadata' },
    )
  for (const repair of repairs) addDiagnostic(draft, repair)
  return finish(draft)
}

function bare(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
}

/** Sites of fan fiction write the whole header into the annotation. */
function holdsHeader(annotation: string): boolean {
  const lines = blockText(annotation.replace(/<\/p>/g, '<br>')).split('\n')
  return lines.filter((line) => labelOfLine(line)?.weak === false).length >= 2
}

function noText(path: string): RefusedFile {
  return new RefusedFile(
    'read/no-text',
    `"${path}" is a FictionBook with no text in its body.`,
    'It may have been cut off before its story begins: get it again from where it came from.',
  )
}
