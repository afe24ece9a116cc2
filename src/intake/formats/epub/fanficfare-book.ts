/** EPUBs FanFicFare (fanficdownloader before it) made from any of a hundred sites. */
import { htmlOf } from '../html/ao3-parts.ts'
import { addChapter, addNodes, type Draft } from '../html/draft.ts'
import { chapterTitle } from '../html/family.ts'
import { FANFICFARE } from '../html/fanficfare.ts'
import type { Page } from '../html/page.ts'
import { firstElement, hasClass, lineOf, type UnsafeElement } from '../html/query.ts'
import { isBoldLabel, labelledNodes, labelledRows, readTitleBy, readTitlePage } from '../html/title-page.ts'
import { type BookMaker, metadataOf } from './book.ts'
import { readMetadata } from './metadata.ts'

export const fanFicFareBook: BookMaker = {
  id: 'fanficfare',

  recognise: (book) =>
    [...metadataOf(book, 'identifier'), ...metadataOf(book, 'contributor')].some((text) =>
      /fanficfare|fanficdownloader/i.test(text),
    ),

  read(book, draft) {
    for (const { item, read } of book.pages) {
      if (/(?:^|\/)(?:toc_page|log_page|cover)\.x?html$/i.test(item.name)) continue
      const page = read()
      if (/(?:^|\/)title_page\.x?html$/i.test(item.name) || page.classes.has('fff_titlepage'))
        readFront(page, draft)
      else readChapter(page, draft)
    }
    readMetadata(book, draft, { subjects: false })
  },
}

function readFront(page: Page, draft: Draft): void {
  const heading = firstElement(page.body, (element) => /^h[1-3]$/.test(element.tagName))
  if (heading !== undefined) readTitleBy(heading, draft, FANFICFARE)
  const rows = labelledRows(page.body)
  readTitlePage(rows.length > 0 ? rows : labelledNodes(page.body, isBoldLabel), draft, FANFICFARE)
}

/** Its notes of AO3 chapters: `div.fff_chapter_notes` with a label in bold. */
function readChapter(page: Page, draft: Draft): void {
  const heading = firstElement(
    page.body,
    (element) => hasClass(element, 'fff_chapter_title') || /^h[1-3]$/.test(element.tagName),
  )
  const notes = page.classes.get('fff_chapter_notes') ?? []
  const skip = (element: UnsafeElement) => element === heading || notes.includes(element)
  const range = addNodes(draft, page.body.childNodes, { classFacts: page.classFacts, skip })
  const title = page.metas.get('chapterorigtitle') || page.metas.get('chaptertitle') || lineOf(heading)
  addChapter(draft, {
    title: chapterTitle(title),
    ...range,
    notesBefore: notes
      .filter((note) => !hasClass(note, 'fff_foot_notes'))
      .map(noteHtml)
      .join(''),
    notesAfter: notes
      .filter((note) => hasClass(note, 'fff_foot_notes'))
      .map(noteHtml)
      .join(''),
  })
}

/** A note without its own label, "Author's Note:", "Notes for the Chapter:". */
function noteHtml(note: UnsafeElement): string {
  const label = firstElement(note, (element) => element.tagName === 'b' || element.tagName === 'strong')
  if (label === undefined || !/:$/.test(lineOf(label))) return htmlOf(note.childNodes)
  label.childNodes = []
  return htmlOf(note.childNodes)
}
