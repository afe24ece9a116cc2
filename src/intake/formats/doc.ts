/** DOC → Document: Word 97 to 2003, and the text alone of Word 6 and 95. Whatever else is called .doc is told by its content. */
import { RefusedFile } from '../../errors.ts'
import { decodeSingleByte } from '../decode/single-byte.ts'
import type { SourceDocument } from '../document.ts'
import { Bytes } from './doc/bytes.ts'
import { type CompoundFile, isCompoundFile, openCompoundFile } from './doc/compound-file.ts'
import { readSummary } from './doc/summary.ts'
import { walkDoc } from './doc/text-walk.ts'
import { openWordFile } from './doc/word-file.ts'
import type { FileHead, Format, SourceFile } from './format.ts'
import { BODY, Flow, PLAIN } from './office/flow.ts'
import { officeDocument } from './office/office-document.ts'

/** The first version with what is read here (`nFib`). */
const WORD_97 = 0xc1
const ENCRYPTED = 0x100
const TABLE_1 = 0x200

export const doc: Format = {
  id: 'doc',
  label: 'Word 97',
  extensions: ['.doc', '.dot'],
  recognise: ({ head }: FileHead) => (isCompoundFile(head) ? 0.95 : 0),
  read: (file: SourceFile) => [readDoc(file)],
}

function readDoc(file: SourceFile): SourceDocument {
  const compound = openCompoundFile(file.bytes)
  const main = compound.stream('WordDocument')
  if (compound.names.includes('EncryptedPackage')) throw locked(file.path)
  if (main === undefined || main.length < 0x60) throw notWord(file.path)
  const flags = main.u16(0x0a)
  if (flags & ENCRYPTED) throw locked(file.path)
  const summary = compound.stream('\x05SummaryInformation')
  return officeDocument({
    path: file.path,
    format: 'doc',
    encoding: null,
    ...(main.u16(2) < WORD_97 ? olderText(main) : textOf(main, compound)),
    properties: summary === undefined ? {} : readSummary(summary),
  })
}

function textOf(main: Bytes, compound: CompoundFile): ReturnType<typeof walkDoc> {
  const table = compound.stream(main.u16(0x0a) & TABLE_1 ? '1Table' : '0Table')
  const none = new Bytes(new Uint8Array())
  return walkDoc(openWordFile(main, table ?? none), compound.stream('Data') ?? none)
}

/** Word 6 and 95 keep the text together, a byte a letter, marks of their own between: what it looks like is not read. */
function olderText(main: Bytes): ReturnType<typeof walkDoc> {
  const from = main.u32(0x18)
  const end = main.u32(0x1c)
  const length = main.u32(0x34) || end - from
  const text = decodeSingleByte(main.raw.subarray(from, Math.min(end, from + length)), 'windows-1252')
  const flow = new Flow()
  const shown = text.replace(/\x13[^\x14\x15]*\x14?/g, '').replace(/[\x00-\x06\x08\x0e-\x1f]/g, '')
  for (const paragraph of shown.split(/[\r\x07\x0c]/)) {
    flow.text(paragraph.replaceAll('\x0b', ' '), PLAIN)
    flow.endParagraph(BODY)
  }
  return { unsafeHtml: flow.html(), unsafeNotes: '', bylines: [] }
}

function locked(path: string): RefusedFile {
  return new RefusedFile(
    'read/encrypted',
    `"${path}" is locked with a password.`,
    'Open it in the program it was made with, and save it without a password.',
  )
}

function notWord(path: string): RefusedFile {
  return new RefusedFile(
    'read/not-word',
    `"${path}" is a file of an Office program, and no text document is in it that can be read.`,
    'It may be a sheet, slides or a mail, or damaged: open it in the program it was made with and save it as .docx or .txt.',
  )
}
