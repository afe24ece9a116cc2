/** A book that was AO3's download before a program took its classes away. */
import { buildBlocks } from '../../../story/allowed-html.ts'
import type { SourceDocument } from '../../document.ts'
import { ao3Download } from '../html/ao3-download.ts'
import { finish, newDraft } from '../html/draft.ts'
import { ao3FromFlat } from '../html/flat-ao3.ts'
import { readPage } from '../html/page.ts'
import type { EpubBook } from './book.ts'
import { readMetadata } from './metadata.ts'

/** @param format of the document: `mobi/ao3`. @returns undefined where it is none. */
export function flatAo3Document(book: EpubBook, format: string): SourceDocument | undefined {
  const { path } = book.package
  const unsafeHtml = ao3FromFlat(
    book.pages.map(({ read }) => {
      const { body, classFacts } = read()
      return buildBlocks(body.childNodes, { classFacts })
    }),
  )
  if (unsafeHtml === undefined) return undefined
  const draft = newDraft(path, format, null)
  ao3Download.read(readPage(path, unsafeHtml), draft)
  readMetadata(book, draft, { subjects: false })
  return draft.document.blocks.length === 0 ? undefined : finish(draft)
}
