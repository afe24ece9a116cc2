/** EPUB → Document: any version, any maker, also the broken ones. */

import type { SourceDocument } from '../document.ts'
import { isZip, openZip } from '../unzip.ts'
import { openBook } from './epub/book.ts'
import { refuseLocked } from './epub/drm.ts'
import { notEpub, readPackage } from './epub/package.ts'
import { readBook } from './epub/read-book.ts'
import type { FileHead, Format, SourceFile } from './format.ts'
import { addDiagnostic, finish } from './html/draft.ts'

export const epub: Format = {
  id: 'epub',
  label: 'EPUB',
  extensions: ['.epub'],
  recognise: recogniseEpub,
  read: (file: SourceFile) => [readEpub(file)],
}

/** The first member of an EPUB is `mimetype`, unpacked, so its words stand at byte 38. */
function recogniseEpub({ head, extension }: FileHead): number {
  const opening = Buffer.from(head.subarray(0, 100)).toString('latin1')
  if (isZip(head) && opening.includes('application/epub+zip')) return 0.99
  return extension === '.epub' ? (isZip(head) ? 0.9 : 0.6) : 0
}

function readEpub(file: SourceFile): SourceDocument {
  if (!isZip(file.bytes))
    throw notEpub(
      file.path,
      file.bytes.length === 0 ? 'it is empty' : 'it is not a zip archive as every EPUB is',
    )
  const zip = openZip(file)
  const book = openBook(readPackage(file.path, zip))
  refuseLocked(book.package)
  const draft = readBook(book, 'epub')
  for (const { rule, text } of book.package.remarks)
    addDiagnostic(draft, {
      rule,
      severity: 'look',
      span: null,
      text,
      hint: 'Check the order of the chapters.',
    })
  for (const text of zip.remarks)
    addDiagnostic(draft, { rule: 'epub/damaged', severity: 'look', span: null, text })
  return finish(draft)
}
