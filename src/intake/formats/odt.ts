/** ODT → Document. What is read of it follows OpenDocument 1.3 (OASIS), as LibreOffice, pandoc, calibre and Word write it. */
import { RefusedFile } from '../../errors.ts'
import { decodeText } from '../decode.ts'
import type { SourceDocument } from '../document.ts'
import { isZip, openZip } from '../unzip.ts'
import type { FileHead, Format, SourceFile } from './format.ts'
import { readOdtStyles } from './odt/styles.ts'
import { walkContent } from './odt/text-walk.ts'
import { NoteMarks } from './office/note-marks.ts'
import { officeDocument } from './office/office-document.ts'
import { readProperties } from './office/xml-properties.ts'

/** OpenOffice 1 wrote .sxw, which differs in names; a .fodt is the same without its zip. */
const EXTENSIONS = ['.odt', '.ott', '.fodt', '.sxw']
const MIME = /mimetypeapplication\/(?:vnd\.oasis\.opendocument\.text|vnd\.sun\.xml\.writer)/
const FLAT = /^[\s\S]{0,400}<office:document\s/
/** No story's XML is longer. */
const MAX_PART_BYTES = 64 * 1024 * 1024

export const odt: Format = {
  id: 'odt',
  label: 'OpenDocument',
  extensions: EXTENSIONS,
  recognise({ head, extension }: FileHead): number {
    const start = Buffer.from(head).toString('latin1')
    if (isZip(head)) return MIME.test(start) ? 0.99 : EXTENSIONS.includes(extension) ? 0.96 : 0
    return FLAT.test(start) ? 0.95 : 0
  },
  read: (file: SourceFile) => [readOdt(file)],
}

interface Parts {
  content: string
  styles: string
  meta: string
  remarks: string[]
}

function readOdt(file: SourceFile): SourceDocument {
  const { content, styles, meta, remarks } = isZip(file.bytes) ? zippedParts(file) : flatParts(file)
  const marks = new NoteMarks()
  const body = walkContent(content, readOdtStyles(styles, content), marks)
  return officeDocument({
    path: file.path,
    format: 'odt',
    encoding: null,
    unsafeHtml: body.unsafeHtml,
    unsafeNotes: marks.html(),
    properties: readProperties(meta),
    bylines: body.bylines,
    repairs: remarks.map((text) => ({ rule: 'office/damaged', severity: 'look', span: null, text })),
  })
}

function flatParts(file: SourceFile): Parts {
  const { text } = decodeText(file.bytes)
  const meta = text.indexOf('<office:meta>')
  return {
    content: text,
    styles: '',
    meta: meta === -1 ? '' : text.slice(meta, text.indexOf('</office:meta>')),
    remarks: [],
  }
}

function zippedParts(file: SourceFile): Parts {
  const zip = openZip(file)
  const named = (name: string) =>
    zip.names.includes(name) ? decodeText(zip.read(name, MAX_PART_BYTES)).text : ''
  if (named('META-INF/manifest.xml').includes('encryption-data')) throw locked(file.path)
  if (!zip.names.includes('content.xml')) throw notOdt(file.path)
  return {
    content: named('content.xml'),
    styles: named('styles.xml'),
    meta: named('meta.xml'),
    remarks: zip.remarks,
  }
}

function locked(path: string): RefusedFile {
  return new RefusedFile(
    'read/encrypted',
    `"${path}" is locked with a password.`,
    'Open it in the program it was made with, and save it without a password.',
  )
}

function notOdt(path: string): RefusedFile {
  return new RefusedFile(
    'read/not-odt',
    `"${path}" is called a text document and has no text in it: "content.xml" is missing.`,
    'It may be damaged: open it in the program it was made with and save it anew.',
  )
}
