/** A story of an eFiction archive: the printable page of all chapters, or the page of one. */

import { htmlOf } from './ao3-parts.ts'
import { partOfMenu } from './chapter-menu.ts'
import { addChapter, addNodes, addProse, type Draft, type Said } from './draft.ts'
import { chapterTitle, type HtmlFamily } from './family.ts'
import type { Page } from './page.ts'
import {
  attribute,
  classed,
  elementsIn,
  firstElement,
  hasClass,
  lineOf,
  type UnsafeElement,
} from './query.ts'
import { type LabelledNodes, labelledNodes, readTitleBy, readTitlePage } from './title-page.ts'

const EFICTION: Said = { rule: 'efiction/page', confidence: 0.95, rank: 'markers' }
/** Lines of the site that a label span, left open, would otherwise swallow. */
const SITE_LABEL = /^(?:read|reviews?|challenges|featured|challenge|chapters|validated)$/i

export const eFiction: HtmlFamily = {
  id: 'efiction',

  recognise: ({ ids, classes }) =>
    ids.has('pagetitle') &&
    (ids.has('story') || classes.has('chapter') || classes.has('infobox') || classes.has('chaptertitle')),

  read(page, draft) {
    const heading = page.ids.get('pagetitle') as UnsafeElement
    const title = readTitleBy(heading, draft, EFICTION)
    const box = page.classes.get('infobox')?.[0]
    if (box !== undefined) readTitlePage(boxLines(box), draft, EFICTION)
    if (page.classes.has('chapter')) readPrintable(page, title, draft)
    else readView(page, draft)
  },
}

const isLabel = (element: UnsafeElement) => hasClass(element, 'label')

function boxLines(box: UnsafeElement): LabelledNodes[] {
  return labelledNodes(box, isLabel).filter(({ label }) => !SITE_LABEL.test(label))
}

interface Chapter {
  title: string | null
  body: UnsafeElement
  before: string
  after: string
}

/** In document order: a chapter's title, its notes, its text, its end notes. */
function readPrintable(page: Page, workTitle: string, draft: Draft): void {
  const chapters: Chapter[] = []
  let title: string | null = null
  let before = ''
  for (const element of elementsIn(page.body)) {
    if (hasClass(element, 'chaptertitle')) {
      title = chapterTitle(lineOf(element).replace(/\s+by\s+.*$/i, ''), workTitle)
      before = ''
    } else if (hasClass(element, 'notes')) {
      const note = noteIn(element)
      const last = chapters.at(-1)
      if (/^Story Notes?/i.test(lineOf(element)))
        addProse(draft, { field: 'notesBefore', html: note, label: 'Story Notes' }, EFICTION)
      else if (/^(?:Author'?s? )?(?:Chapter )?End Notes?/i.test(lineOf(element)) && last) last.after += note
      else before += note
    } else if (hasClass(element, 'chapter')) {
      chapters.push({ title, body: element, before, after: '' })
      title = null
      before = ''
    }
  }
  for (const chapter of chapters) putDown(chapter, page, draft)
}

function putDown({ title, body, before, after }: Chapter, page: Page, draft: Draft): void {
  const skip = (element: UnsafeElement) => hasClass(element, 'toplink') || hasClass(element, 'notes')
  const range = addNodes(draft, body.childNodes, {
    classFacts: page.classFacts,
    skip,
    lineEndsBreak: !hasBreaks(body),
  })
  addChapter(draft, { title, ...range, notesBefore: before, notesAfter: after })
}

/** eFiction's own rule: without a paragraph or line break in the text, its line ends are the breaks. */
function hasBreaks(body: UnsafeElement): boolean {
  return (
    firstElement(body, ({ tagName }) => tagName === 'p' || tagName === 'br' || tagName === 'div') !==
    undefined
  )
}

function noteIn(notes: UnsafeElement): string {
  const info = firstElement(notes, classed('noteinfo'))
  return htmlOf((info ?? notes).childNodes)
}

function readView(page: Page, draft: Draft): void {
  const body = page.ids.get('story') ?? page.classes.get('storytext')?.[0]
  if (body === undefined) return
  const select = firstElement(
    page.body,
    (element) => element.tagName === 'select' && attribute(element, 'name') === 'chapter',
  )
  const chosen = select && firstElement(select, (element) => attribute(element, 'selected') !== undefined)
  const notes = [...elementsIn(page.body)].filter(
    (element) => hasClass(element, 'notes') || hasClass(element, 'authorsnote'),
  )
  const isEnd = (element: UnsafeElement) => /End Notes?/i.test(lineOf(element).slice(0, 40))
  const chapter: Chapter = {
    title: chosen === undefined ? null : chapterTitle(lineOf(chosen)),
    body,
    before: notes
      .filter((note) => !isEnd(note))
      .map(noteIn)
      .join(''),
    after: notes.filter(isEnd).map(noteIn).join(''),
  }
  Object.assign(draft.document, partOfMenu(select))
  putDown(chapter, page, draft)
}
