/** An opened book to a draft: by its maker, and where that finds no story, as any book. */
import { RefusedFile } from '../../../errors.ts'
import { type Draft, newDraft } from '../html/draft.ts'
import { anyBook } from './any-book.ts'
import { ao3Book } from './ao3-book.ts'
import type { BookMaker, EpubBook } from './book.ts'
import { fanFicFareBook } from './fanficfare-book.ts'
import { fanfoldBook } from './fanfold.ts'
import { ficHubBook } from './fichub-book.ts'

/** In the order they are asked. */
const MAKERS: readonly BookMaker[] = [fanfoldBook, fanFicFareBook, ao3Book, ficHubBook]

/**
 * @param format `epub`, `mobi` …: the maker's name is put behind it.
 * @throws RefusedFile `read/no-text` where no page has a word on it.
 */
export function readBook(book: EpubBook, format: string): Draft {
  const { path } = book.package
  const maker = MAKERS.find((each) => each.recognise(book))
  for (const reader of maker === undefined ? [anyBook] : [maker, anyBook]) {
    const draft = newDraft(path, `${format}/${reader.id}`, null)
    reader.read(book, draft)
    if (draft.document.blocks.some(({ role, text }) => role !== 'furniture' && text !== '')) return draft
  }
  throw new RefusedFile(
    'read/no-text',
    `"${path}" holds ${book.pages.length} pages and no text to read on any of them.`,
    'Its pages may be pictures of text; those cannot be read.',
  )
}
