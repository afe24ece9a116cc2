/** A Word 97–2003 document: its text by pieces, and the properties that lie beside it by place in the file. After [MS-DOC]. */
import { decodeSingleByte } from '../../decode/single-byte.ts'
import type { Bytes } from './bytes.ts'
import { type Letters, type Paragraph, readLetters, readParagraph } from './properties.ts'
import { type DocStyle, readDocStyles } from './styles.ts'

/** A stretch of text that lies together in the file. */
interface Piece {
  /** Its first character, and the one after its last, counted through the document. */
  from: number
  to: number
  /** Where it begins in the main stream. */
  offset: number
  /** One byte a character; otherwise two. */
  isNarrow: boolean
  letters: Letters | undefined
  paragraph: Paragraph | undefined
}

/** What holds from a place in the file to the next. */
interface Stretch<T> {
  from: number
  to: number
  value: T
}

export interface TextRun {
  /** Of its first character, counted through the document. */
  at: number
  text: string
  letters: Letters
  /** Of the paragraph it stands in. */
  paragraph: Paragraph
}

/** Where the parts of the document begin and end, counted in characters. */
export interface DocExtent {
  from: number
  to: number
}

export interface WordFile {
  body: DocExtent
  footnotes: DocExtent
  endnotes: DocExtent
  textBoxes: DocExtent
  /** Characters the marks of notes stand at, and where each note begins and ends in its own part. */
  footnoteMarks: number[]
  footnoteTexts: number[]
  endnoteMarks: number[]
  endnoteTexts: number[]
  style(index: number | undefined): DocStyle | undefined
  font(index: number | undefined): string
  /** Runs of one look within one stretch, in order. */
  runs(extent: DocExtent): Generator<TextRun>
}

const NO_LETTERS: Letters = { toggles: {} }
const PAGE_BYTES = 512
const PIECE_BYTES = 8
const MAX_ENTRIES = 2_000_000

/** @param main the stream `WordDocument`. @param table `0Table` or `1Table`, as its head says. */
export function openWordFile(main: Bytes, table: Bytes): WordFile {
  /** The part of the table that pair `index` of the head points to. */
  const part = (index: number) => {
    const at = main.u32(0x9a + index * 8)
    return table.slice(at, at + main.u32(0x9e + index * 8))
  }
  const lengths = [0x4c, 0x50, 0x54, 0x58, 0x5c, 0x60, 0x64].map((at) => Math.min(main.u32(at), 0x7fffffff))
  const starts = lengths.map((_, index) => lengths.slice(0, index).reduce((sum, length) => sum + length, 0))
  const extent = (index: number): DocExtent => {
    const from = starts[index] as number
    return { from, to: from + (lengths[index] as number) }
  }
  const pieces = readPieces(part(33), main)
  const letters = readPages(part(12), main, readLettersPage)
  const paragraphs = readPages(part(13), main, readParagraphPage)
  const fonts = readFonts(part(15))
  return {
    body: extent(0),
    footnotes: extent(1),
    endnotes: extent(5),
    textBoxes: extent(6),
    footnoteMarks: readMarks(part(2), 2),
    footnoteTexts: readMarks(part(3), 0),
    endnoteMarks: readMarks(part(46), 2),
    endnoteTexts: readMarks(part(47), 0),
    style: readDocStyles(part(1)),
    font: (index) => fonts[index ?? -1] ?? '',
    runs: (wanted) => runsOf(wanted, { main, pieces, letters, paragraphs }),
  }
}

interface Text {
  main: Bytes
  pieces: Piece[]
  letters: Stretch<Letters>[]
  paragraphs: Stretch<Paragraph>[]
}

function* runsOf(extent: DocExtent, { main, pieces, letters, paragraphs }: Text): Generator<TextRun> {
  for (const piece of pieces) {
    const from = Math.max(piece.from, extent.from)
    const to = Math.min(piece.to, extent.to)
    const width = piece.isNarrow ? 1 : 2
    const end = Math.min(main.length, piece.offset + (to - piece.from) * width)
    for (let offset = piece.offset + (from - piece.from) * width; from < to && offset < end; ) {
      const look = stretchAt(letters, offset)
      const own = stretchAt(paragraphs, offset)
      let next = Math.min(end, look?.to ?? end, own?.to ?? end)
      next = Math.max(offset + width, next - ((next - offset) % width))
      const bytes = main.raw.subarray(offset, Math.min(next, end))
      yield {
        at: piece.from + (offset - piece.offset) / width,
        text: piece.isNarrow ? decodeSingleByte(bytes, 'windows-1252') : bytes.toString('utf16le'),
        letters: merged(look?.value, piece.letters),
        paragraph: { ...own?.value, ...piece.paragraph },
      }
      offset = next
    }
  }
}

function merged(own: Letters | undefined, piece: Letters | undefined): Letters {
  if (piece === undefined) return own ?? NO_LETTERS
  return { ...own, ...piece, toggles: { ...own?.toggles, ...piece.toggles } }
}

/** The stretch a place lies in: they are in rising order. */
function stretchAt<T>(
  stretches: readonly Stretch<T>[],
  offset: number,
): { to: number; value?: T } | undefined {
  let low = 0
  let high = stretches.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((stretches[middle] as Stretch<T>).to <= offset) low = middle + 1
    else high = middle
  }
  const found = stretches[low]
  if (found === undefined) return undefined
  return found.from <= offset ? found : { to: found.from }
}

/** The pieces, behind any number of rows of properties they may name. */
function readPieces(clx: Bytes, main: Bytes): Piece[] {
  const rows: Bytes[] = []
  let at = 0
  for (; clx.u8(at) === 1 && at < clx.length; at += 3 + clx.u16(at + 1))
    rows.push(clx.slice(at + 3, at + 3 + clx.u16(at + 1)))
  if (clx.u8(at) !== 2) return plainPiece(main)
  const list = clx.slice(at + 5, at + 5 + clx.u32(at + 1))
  const count = Math.min(MAX_ENTRIES, Math.floor((list.length - 4) / (4 + PIECE_BYTES)))
  const pieces: Piece[] = []
  for (let i = 0; i < count; i++) {
    const entry = (count + 1) * 4 + i * PIECE_BYTES
    const place = list.u32(entry + 2)
    const isNarrow = (place & 0x40000000) !== 0
    const named = list.u16(entry + 6)
    const row = named & 1 ? rows[named >> 1] : undefined
    pieces.push({
      from: list.u32(i * 4),
      to: list.u32(i * 4 + 4),
      offset: isNarrow ? (place & 0x3fffffff) >>> 1 : place & 0x3fffffff,
      isNarrow,
      letters: row && readLetters(row),
      paragraph: row && readParagraph(row),
    })
  }
  return pieces
}

/** Without a list of pieces the text lies together, as its head says. */
function plainPiece(main: Bytes): Piece[] {
  const offset = main.u32(0x18)
  const to = Math.min(main.u32(0x4c), main.length)
  return [{ from: 0, to, offset, isNarrow: true, letters: undefined, paragraph: undefined }]
}

type ReadPage<T> = (page: Bytes, index: number, count: number) => T

/** Properties lie in pages of 512 bytes; a list says which, by place in the file. */
function readPages<T>(list: Bytes, main: Bytes, read: ReadPage<T>): Stretch<T>[] {
  const count = Math.min(MAX_ENTRIES, Math.floor((list.length - 4) / 8))
  const stretches: Stretch<T>[] = []
  for (let i = 0; i < count; i++) {
    const number = list.u32((count + 1) * 4 + i * 4) & 0x3fffff
    const page = main.slice(number * PAGE_BYTES, (number + 1) * PAGE_BYTES)
    if (page.length < PAGE_BYTES) continue
    const runs = page.u8(PAGE_BYTES - 1)
    for (let run = 0; run < runs; run++) {
      const [from, to] = [page.u32(run * 4), page.u32(run * 4 + 4)]
      const last = stretches.at(-1)
      if (to > from && (last === undefined || from >= last.to))
        stretches.push({ from, to, value: read(page, run, runs) })
    }
  }
  return stretches
}

function readLettersPage(page: Bytes, index: number, count: number): Letters {
  const at = page.u8((count + 1) * 4 + index) * 2
  return at === 0 ? NO_LETTERS : readLetters(page.slice(at + 1, at + 1 + page.u8(at)))
}

function readParagraphPage(page: Bytes, index: number, count: number): Paragraph {
  let at = page.u8((count + 1) * 4 + index * 13) * 2
  if (at === 0) return {}
  let sizeBytes = page.u8(at) * 2 - 1
  if (sizeBytes < 0) {
    at++
    sizeBytes = page.u8(at) * 2
  }
  return { style: page.u16(at + 1), ...readParagraph(page.slice(at + 3, at + 1 + sizeBytes)) }
}

/** Numbers at the head of a list whose entries have `entryBytes` each. */
function readMarks(list: Bytes, entryBytes: number): number[] {
  if (list.length < 4) return []
  const count = Math.min(MAX_ENTRIES, Math.floor((list.length - 4) / (4 + entryBytes)))
  return Array.from({ length: entryBytes === 0 ? count + 1 : count }, (_, i) => list.u32(i * 4))
}

function readFonts(list: Bytes): string[] {
  const fonts: string[] = []
  for (let at = 4; at < list.length && fonts.length < 5_000; at += 1 + list.u8(at)) {
    const name = list.raw.subarray(at + 40, at + 1 + list.u8(at)).toString('utf16le')
    fonts.push(name.split('\0', 1)[0] as string)
  }
  return fonts
}
