/** MOBI, AZW, AZW3, PRC → Document: Mobipocket's old text and KF8, read with the readers of EPUB. */
import { RefusedFile } from '../../errors.ts'
import { decodePlainText } from '../decode.ts'
import type { SourceDocument } from '../document.ts'
import type { EpubBook } from './epub/book.ts'
import { flatAo3Document } from './epub/flat-ao3-book.ts'
import { madeBook } from './epub/made-book.ts'
import { readBook } from './epub/read-book.ts'
import type { FileHead, Format, SourceFile } from './format.ts'
import { finish } from './html/draft.ts'
import { htmlDocument } from './html.ts'
import { type MobiHeader, readHeader } from './mobi/header.ts'
import { readKf8 } from './mobi/kf8.ts'
import { readMobi6 } from './mobi/mobi6.ts'
import { opfOfExth } from './mobi/opf-of-exth.ts'
import { kindOfPalmDatabase, openPalmDatabase, type PalmDatabase } from './mobi/palm-database.ts'
import { mendMargins, usualDepth } from './mobi/plain-margins.ts'
import { textOfRecords } from './mobi/text-records.ts'
import { looksLikeHtml, textDocument } from './text.ts'

const EXTENSIONS = ['.mobi', '.azw3', '.azw', '.prc', '.pdb']
/** Palm databases that hold books. */
const KINDS: readonly string[] = ['BOOKMOBI', 'TEXtREAd']
/** Topaz and KFX: Kindle books of other shapes, always from the shop. */
const SHOP_ONLY = /^(?:TPZ|\xeaDRMION)/
/** No book is longer. */
const MAX_TEXT_BYTES = 100 * 1024 * 1024
/** EXTH: number of the record where the second, newer book of a file begins. */
const SECOND_BOOK = 121

export const mobi: Format = {
  id: 'mobi',
  label: 'MOBI or AZW3',
  extensions: EXTENSIONS,
  recognise: recogniseMobi,
  read: (file: SourceFile) => [readMobi(file)],
}

function recogniseMobi({ head, extension }: FileHead): number {
  if (KINDS.includes(kindOfPalmDatabase(head))) return 0.99
  if (SHOP_ONLY.test(Buffer.from(head.subarray(0, 8)).toString('latin1'))) return 0.95
  return EXTENSIONS.includes(extension) ? 0.6 : 0
}

function readMobi(file: SourceFile): SourceDocument {
  if (SHOP_ONLY.test(Buffer.from(file.bytes.subarray(0, 8)).toString('latin1'))) throw locked(file.path)
  const database = openPalmDatabase(file.bytes)
  if (database === undefined || !KINDS.includes(database.kind))
    throw notMobi(file.path, 'it does not begin as one')
  const document = bookIn(database, file)
  if (database.lost > 0)
    document.diagnostics.push({
      rule: 'mobi/cut-off',
      severity: 'look',
      source: file.path,
      span: null,
      text: 'The file is cut off; the story was read as far as it goes.',
      hint: 'Get the file again from where it came from.',
    })
  return document
}

/** The newer of the two books a file may hold; where that cannot be read, the other. */
function bookIn(database: PalmDatabase, file: SourceFile): SourceDocument {
  const header = readHeader(database.records[0] ?? Buffer.alloc(0))
  if (header === undefined) throw notMobi(file.path, 'its first record is cut off')
  if (header.encryption !== 0) throw locked(file.path)
  const second = header.exth.find(({ type, data }) => type === SECOND_BOOK && data.length === 4)
  const at = second?.data.readUInt32BE(0) ?? 0
  const newer = at > 0 && at < database.records.length ? database.records.slice(at) : undefined
  const newerHeader = newer === undefined ? undefined : readHeader(newer[0] as Buffer)
  if (newer !== undefined && newerHeader !== undefined && newerHeader.version >= 8) {
    const document = readRecords(newerHeader, newer, file, header)
    if (document !== undefined) return document
  }
  const document = readRecords(header, database.records, file)
  if (document !== undefined) return document
  throw new RefusedFile(
    'read/no-text',
    `"${file.path}" is a book with no text in it that can be unpacked.`,
    'It may be damaged: get it again, or export it anew from the program it was made with.',
  )
}

/** @param first the header of the file's first book, which tells more of itself where the second is silent. */
function readRecords(
  header: MobiHeader,
  records: readonly Buffer[],
  file: SourceFile,
  first = header,
): SourceDocument | undefined {
  const text = textOfRecords(header, records, Math.min(MAX_TEXT_BYTES, file.limits.maxUnpackedBytes))
  if (text === 'too-much') throw tooMuch(file.path)
  if (text === undefined || text.length === 0) return undefined
  if (header.encoding === undefined) return palmText(text, file.path)
  const opf = opfOfExth(header.exth.length > 0 ? header : first)
  const kf8 = header.version >= 8 ? readKf8(header, records, text) : undefined
  if (kf8 !== undefined) return bookDocument(madeBook({ path: file.path, opf, ...kf8 }))
  const pages = readMobi6(header, records, text)
  const plain = madeBook({ path: file.path, opf, ...pages })
  const usual = usualDepth(plain.pages.map(({ read }) => read()))
  const book = madeBook({ path: file.path, opf, ...pages, mend: (page) => mendMargins(page, usual) })
  return flatAo3Document(book, 'mobi/ao3') ?? bookDocument(book)
}

/** A PalmDOC holds nothing but text, or a page of Mobipocket's HTML. */
function palmText(text: Buffer, path: string): SourceDocument {
  const decoded = decodePlainText(text)
  const document = looksLikeHtml(decoded.text) ? htmlDocument(path, decoded) : textDocument(path, decoded)
  return { ...document, format: `palmdoc/${document.format}` }
}

function bookDocument(book: EpubBook): SourceDocument {
  return finish(readBook(book, 'mobi'))
}

function notMobi(path: string, what: string): RefusedFile {
  return new RefusedFile(
    'read/not-mobi',
    `"${path}" is called a Kindle or Mobipocket book, but ${what}.`,
    'Look at what it is with another program, or get the file again.',
  )
}

function locked(path: string): RefusedFile {
  return new RefusedFile(
    'read/drm',
    `"${path}" is locked by the shop it was bought from (DRM): its text is encrypted and cannot be read here.`,
    'Fan fiction is not sold locked; if this is a bought book, read it where you bought it.',
  )
}

function tooMuch(path: string): RefusedFile {
  return new RefusedFile(
    'read/zip-bomb',
    `"${path}" unpacks to more than ${MAX_TEXT_BYTES / 1024 / 1024} MB of text, far more than a story needs.`,
    'Files like this are made to fill disks: get it again from where it came from.',
  )
}
