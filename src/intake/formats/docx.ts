/** DOCX → Document. What is read of it follows ECMA-376 (Office Open XML), as Word, LibreOffice, pandoc and Google write it. */
import { RefusedFile } from '../../errors.ts'
import { decodeText } from '../decode.ts'
import type { SourceDocument } from '../document.ts'
import { isZip, openZip, type Zip } from '../unzip.ts'
import { readNumbering } from './docx/numbering.ts'
import { readStyles } from './docx/styles.ts'
import { walkPart } from './docx/text-walk.ts'
import type { FileHead, Format, SourceFile } from './format.ts'
import { NoteMarks } from './office/note-marks.ts'
import { officeDocument } from './office/office-document.ts'
import { readProperties } from './office/xml-properties.ts'

const EXTENSIONS = ['.docx', '.docm', '.dotx']
/** Word 2003 wrote the same in one file of XML, mostly under the name of .doc or .xml. */
const FLAT = /^[\s\S]{0,400}<(?:\w+:)?wordDocument\s/
/** No story's XML is longer. */
const MAX_PART_BYTES = 64 * 1024 * 1024

export const docx: Format = {
  id: 'docx',
  label: 'Word',
  extensions: EXTENSIONS,
  recognise: recogniseDocx,
  read: (file: SourceFile) => [readDocx(file)],
}

function recogniseDocx({ head, extension }: FileHead): number {
  if (!isZip(head)) return FLAT.test(Buffer.from(head).toString('latin1')) ? 0.95 : 0
  if (EXTENSIONS.includes(extension)) return 0.95
  const names = Buffer.from(head).toString('latin1')
  return /word\/(?:document|styles|settings|_rels)/.test(names)
    ? 0.9
    : names.includes('[Content_Types].xml')
      ? 0.7
      : 0
}

function readDocx(file: SourceFile): SourceDocument {
  if (!isZip(file.bytes) && FLAT.test(Buffer.from(file.bytes.subarray(0, 1_000)).toString('latin1')))
    return readFlat(file)
  const zip = openZip(file)
  const parts = partsOf(zip)
  if (parts.main === undefined) throw notWord(file.path)
  const marks = new NoteMarks()
  const part = {
    styles: readStyles(parts.read('styles')),
    numbering: readNumbering(parts.read('numbering')),
  }
  const body = walkPart(parts.main, { ...part, noteMark: (kind, id) => marks.mark(`${kind}/${id}`) })
  for (const kind of ['footnote', 'endnote'] as const)
    walkPart(parts.read(`${kind}s`), { ...part, onNote: (id, html) => marks.put(`${kind}/${id}`, html) })
  return officeDocument({
    path: file.path,
    format: 'docx',
    encoding: null,
    unsafeHtml: body.unsafeHtml,
    unsafeNotes: marks.html(),
    properties: readProperties(parts.named('docProps/core.xml')),
    bylines: body.bylines,
    repairs: zip.remarks.map((text) => ({ rule: 'office/damaged', severity: 'look', span: null, text })),
  })
}

function readFlat(file: SourceFile): SourceDocument {
  const { text } = decodeText(file.bytes)
  const marks = new NoteMarks()
  let notes = 0
  const onInlineNote = (html: string) => {
    const id = `note/${++notes}`
    marks.put(id, html)
    return marks.mark(id)
  }
  const body = walkPart(text, { styles: readStyles(text), numbering: readNumbering(''), onInlineNote })
  return officeDocument({
    path: file.path,
    format: 'docx',
    encoding: null,
    unsafeHtml: body.unsafeHtml,
    unsafeNotes: marks.html(),
    properties: readProperties(text.slice(0, 20_000)),
    bylines: body.bylines,
  })
}

interface Parts {
  /** Undefined where it is no text document. */
  main: string | undefined
  /** The part of this name beside the main one: `styles`, `footnotes`; '' where there is none. */
  read(name: string): string
  named(name: string): string
}

/** Names differ in case and folder by program; the main part is the one the package's relations name. */
function partsOf(zip: Zip): Parts {
  const byLowerCase = new Map(zip.names.map((name) => [name.toLowerCase(), name]))
  const named = (path: string) => {
    const name = byLowerCase.get(path.toLowerCase().replace(/^\//, ''))
    return name === undefined ? '' : decodeText(zip.read(name, MAX_PART_BYTES)).text
  }
  const relation =
    /<(?:\w+:)?Relationship\b[^>]*\/officeDocument"[^>]*>/.exec(named('_rels/.rels'))?.[0] ?? ''
  const target = /\bTarget="([^"]+)"/.exec(relation)?.[1] ?? 'word/document.xml'
  const path = byLowerCase.has(target.toLowerCase().replace(/^\//, '')) ? target : 'word/document.xml'
  const main = named(path)
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  return {
    main: /^[\s\S]{0,20000}<\w*:?(?:document|wordDocument)\b/.test(main) ? main : undefined,
    read: (name) => named(`${folder}${name}.xml`),
    named,
  }
}

function notWord(path: string): RefusedFile {
  return new RefusedFile(
    'read/not-word',
    `"${path}" is a package as Word makes them, and no text document is in it.`,
    'It may be a sheet or slides, or damaged: open it in the program it was made with and save it as .docx or .txt.',
  )
}
