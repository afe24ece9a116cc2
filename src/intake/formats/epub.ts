/** EPUB → Document: any version, any maker, also the broken ones. */

import { RefusedFile } from '../../errors.ts'
import type { SourceDocument } from '../document.ts'
import { isZip, openZip } from '../unzip.ts'
import { anyBook } from './epub/any-book.ts'
import { ao3Book } from './epub/ao3-book.ts'
import { type BookMaker, type EpubBook, openBook } from './epub/book.ts'
import { refuseLocked } from './epub/drm.ts'
import { fanFicFareBook } from './epub/fanficfare-book.ts'
import { fanfoldBook } from './epub/fanfold.ts'
import { ficHubBook } from './epub/fichub-book.ts'
import { notEpub, readPackage } from './epub/package.ts'
import type { FileHead, Format, SourceFile } from './format.ts'
import { addDiagnostic, type Draft, finish, newDraft } from './html/draft.ts'

/** In the order they are asked. */
const MAKERS: readonly BookMaker[] = [fanfoldBook, fanFicFareBook, ao3Book, ficHubBook]

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
  const draft = readBook(book, file.path)
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

/** By its maker; where that finds no story, as any book. */
function readBook(book: EpubBook, path: string): Draft {
  const maker = MAKERS.find((each) => each.recognise(book))
  for (const reader of maker === undefined ? [anyBook] : [maker, anyBook]) {
    const draft = newDraft(path, `epub/${reader.id}`, null)
    reader.read(book, draft)
    if (draft.document.blocks.some(({ role, text }) => role !== 'furniture' && text !== '')) return draft
  }
  throw new RefusedFile(
    'read/no-text',
    `"${path}" holds ${book.pages.length} pages and no text to read on any of them.`,
    'Its pages may be pictures of text; those cannot be read.',
  )
}
