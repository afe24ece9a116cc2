/** EPUBs FanFicFare (fanficdownloader before it) made from any of a hundred sites. */
import { addChapter, addNodes, type Draft } from '../html/draft.ts'
import { chapterTitle } from '../html/family.ts'
import { FANFICFARE } from '../html/fanficfare.ts'
import type { Page } from '../html/page.ts'
import {
  allElements,
  firstElement,
  followingUntil,
  hasClass,
  lineOf,
  textLengthOf,
  type UnsafeElement,
} from '../html/query.ts'
import {
  isBoldLabel,
  type LabelledNodes,
  labelledNodes,
  labelledRows,
  readTitleBy,
  readTitlePage,
} from '../html/title-page.ts'
import { type BookMaker, metadataOf } from './book.ts'
import { chapterNotes } from './fanficfare-notes.ts'
import { readMetadata } from './metadata.ts'

export const fanFicFareBook: BookMaker = {
  id: 'fanficfare',

  recognise: (book) =>
    [...metadataOf(book, 'identifier'), ...metadataOf(book, 'contributor')].some((text) =>
      /fanficfare|fanficdownloader/i.test(text),
    ) || book.pages.slice(0, 2).some(({ read }) => isFrontPage(read())),

  read(book, draft) {
    let front = false
    for (const { item, read } of book.pages) {
      if (/(?:^|\/)(?:toc_page|log_page|cover)\.x?html$/i.test(item.name)) continue
      const page = read()
      if (/(?:^|\/)title_page\.x?html$/i.test(item.name) || isFrontPage(page)) {
        if (!front) readFront(page, draft)
        front = true
      } else if (!isProgramPage(page)) readChapter(page, draft)
    }
    readMetadata(book, draft, { subjects: false })
  },
}

/** After another program has been over it, names and classes are gone; its lines `<b>Genre:</b> …` are not. */
function isFrontPage(page: Page): boolean {
  const labels = allElements(page.body, isBoldLabel).map((label) => lineOf(label).toLowerCase())
  const rows = labelledRows(page.body).map(({ label }) => `${label.toLowerCase()}:`)
  return ['published:', 'packaged:', 'publisher:', 'chapters:', 'status:'].every(
    (label) => labels.includes(label) || rows.includes(label),
  )
}

/** A label with nothing beside it has what it names in the paragraphs below its own. */
function withParagraphsBelow(line: LabelledNodes, page: Page): LabelledNodes {
  if (!/^Summary$/i.test(line.label) || line.nodes.some((node) => textLengthOf(node) > 0)) return line
  const label = firstElement(page.body, (each) => isBoldLabel(each) && /^Summary:$/i.test(lineOf(each)))
  const paragraph = label?.parentNode
  if (!paragraph || !('tagName' in paragraph) || paragraph.tagName !== 'p') return line
  return {
    ...line,
    nodes: followingUntil(paragraph, (each) => firstElement(each, isBoldLabel) !== undefined),
  }
}

/** Its log of older values and its contents, also where calibre renamed them. */
function isProgramPage(page: Page): boolean {
  return /^(?:Update Log|Table of Contents)/.test(lineOf(page.body)) && !page.metas.has('chapterurl')
}

function readFront(page: Page, draft: Draft): void {
  const heading = firstElement(page.body, (element) => /^h[1-3]$/.test(element.tagName))
  if (heading !== undefined) readTitleBy(heading, draft, FANFICFARE)
  const rows = labelledRows(page.body)
  const lines = rows.length > 0 ? rows : labelledNodes(page.body, isBoldLabel)
  readTitlePage(
    lines.map((line) => withParagraphsBelow(line, page)),
    draft,
    FANFICFARE,
  )
}

function readChapter(page: Page, draft: Draft): void {
  const heading = firstElement(
    page.body,
    (element) => hasClass(element, 'fff_chapter_title') || /^h[1-3]$/.test(element.tagName),
  )
  const notes = chapterNotes(page, heading)
  const taken = new Set(notes.flatMap(({ elements }) => elements))
  const skip = (element: UnsafeElement) => element === heading || taken.has(element)
  const range = addNodes(draft, page.body.childNodes, { classFacts: page.classFacts, skip })
  const title = page.metas.get('chapterorigtitle') || page.metas.get('chaptertitle') || lineOf(heading)
  const htmlOfNotes = (foot: boolean) =>
    notes.flatMap(({ html, isFoot }) => (isFoot === foot ? html : [])).join('')
  addChapter(draft, {
    title: chapterTitle(title.replace(/^\(new\)\s*/, '')),
    ...range,
    notesBefore: htmlOfNotes(false),
    notesAfter: htmlOfNotes(true),
  })
}
