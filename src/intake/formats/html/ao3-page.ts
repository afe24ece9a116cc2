/** A page of the Archive of Our Own as a browser saved it: one chapter or the entire work. */
import type { DocumentPart } from '../../../story/part.ts'
import { addTitle, bylineIn, htmlOf, readByline } from './ao3-parts.ts'
import { addChapter, addLine, addNodes, addProse, type Draft, type Said } from './draft.ts'
import { chapterTitle, type HtmlFamily } from './family.ts'
import { readEntries, readStats } from './field-values.ts'
import type { Page } from './page.ts'
import {
  allElements,
  attribute,
  childElements,
  classed,
  firstElement,
  hasClass,
  lineOf,
  named,
  type UnsafeElement,
  withId,
} from './query.ts'

const META: Said = { rule: 'ao3/page-meta', confidence: 0.98, rank: 'markers' }

const CLASSES = {
  rating: 'rating',
  warning: 'warnings',
  category: 'categories',
  fandom: 'fandoms',
  relationship: 'relationships',
  character: 'characters',
  freeform: 'tags',
} as const

export const ao3Page: HtmlFamily = {
  id: 'ao3-page',

  recognise: ({ ids, classes }) => ids.has('workskin') && (ids.has('chapters') || classes.has('userstuff')),

  read(page, draft) {
    const skin = page.ids.get('workskin') as UnsafeElement
    const title = lineOf(
      firstElement(skin, (element) => element.tagName === 'h2' && hasClass(element, 'title')),
    )
    addTitle(draft, title)
    const byline = bylineIn(skin)
    if (byline !== undefined) readByline(byline, draft)
    readMeta(page, draft)
    readPrefaces(skin, draft)
    readChapters(skin, page, draft)
  },
}

function readMeta(page: Page, draft: Draft): void {
  const list = page.classes
    .get('meta')
    ?.find((element) => element.tagName === 'dl' && hasClass(element, 'work'))
  if (list === undefined) return
  for (const value of childElements(list)) {
    if (value.tagName !== 'dd') continue
    for (const [name, field] of Object.entries(CLASSES)) {
      if (!hasClass(value, name) || !hasClass(value, 'tags')) continue
      const links = allElements(value, classed('tag')).map((link) => lineOf(link))
      addLine(draft, { label: name, value: links.join(', '), fields: readEntries(field, links) }, META)
    }
    if (hasClass(value, 'language'))
      addLine(
        draft,
        { label: 'Language', value: lineOf(value), fields: readEntries('language', [lineOf(value)]) },
        META,
      )
    if (hasClass(value, 'series')) readSeries(value, draft)
    if (hasClass(value, 'stats')) readFigures(value, draft)
  }
}

function readSeries(value: UnsafeElement, draft: Draft): void {
  for (const position of allElements(value, classed('position'))) {
    const line = lineOf(position)
    addLine(draft, { label: 'Series', value: line, fields: readEntries('series', [line]) }, META)
  }
}

/** `dl.stats`: Published, Completed or Updated, Words, Chapters, each a `dd` of its class. */
function readFigures(value: UnsafeElement, draft: Draft): void {
  const figures = allElements(value, named('dt')).flatMap((term) => {
    const name = (attribute(term, 'class') ?? '').split(/\s+/)[0] ?? ''
    const figure = allElements(value, named('dd')).find((element) => hasClass(element, name))
    return figure === undefined
      ? []
      : [`${lineOf(term).replace(/:$/, '')}: ${lineOf(figure).replace(/\s/g, '')}`]
  })
  const line = figures.join(' ')
  addLine(draft, { label: 'Stats', value: line, fields: readStats(line) }, META)
}

function readPrefaces(skin: UnsafeElement, draft: Draft): void {
  const preface = firstElement(
    skin,
    (element) => hasClass(element, 'preface') && !hasClass(element, 'chapter'),
  )
  if (preface !== undefined) {
    const quoteOf = (name: string) => quoteIn(firstElement(preface, classed(name)))
    addProse(draft, { field: 'summary', html: quoteOf('summary'), label: 'Summary' }, META)
    addProse(draft, { field: 'notesBefore', html: quoteOf('notes'), label: 'Notes' }, META)
  }
  readGifts(preface ?? skin, draft)
  const end = firstElement(skin, withId('work_endnotes'))
  addProse(draft, { field: 'notesAfter', html: quoteIn(end), label: 'End Notes' }, META)
}

/** `ul.associations`: "For X, Y." Recipients are links, or words alone where a page was saved without them. */
function readGifts(root: UnsafeElement, draft: Draft): void {
  for (const gift of allElements(root, named('li'))) {
    const line = lineOf(gift)
    const words = /^For\s+(.+?)\.?$/.exec(line)?.[1]
    if (words === undefined) continue
    const links = allElements(gift, named('a')).map((link) => lineOf(link))
    const names = links.length > 0 ? links : words.split(/,\s+(?:and\s+)?|\s+and\s+/)
    addLine(draft, { label: 'Gift', value: line, fields: readEntries('giftedTo', names) }, META)
  }
}

function quoteIn(element: UnsafeElement | undefined): string {
  const quote = element && firstElement(element, named('blockquote'))
  return quote === undefined ? '' : htmlOf(quote.childNodes)
}

function readChapters(skin: UnsafeElement, page: Page, draft: Draft): void {
  const chapters = allElements(skin, (element) => /^chapter-\d+$/.test(attribute(element, 'id') ?? ''))
  const root = page.ids.get('chapters') ?? skin
  Object.assign(draft.document, partOf(chapters))
  for (const chapter of chapters.length > 0 ? chapters : [root]) {
    const text = firstElement(
      chapter,
      (element) =>
        element.tagName === 'div' && hasClass(element, 'userstuff') && !hasClass(element, 'summary'),
    )
    if (text === undefined) continue
    const skip = (element: UnsafeElement) => hasClass(element, 'landmark')
    const range = addNodes(draft, text.childNodes, { classFacts: page.classFacts, role: 'story', skip })
    const heading = firstElement(chapter, (element) => element.tagName === 'h3' && hasClass(element, 'title'))
    const notes = allElements(
      chapter,
      (element) => hasClass(element, 'module') && !hasClass(element, 'userstuff'),
    )
    addChapter(draft, {
      title: heading === undefined ? null : chapterTitle(lineOf(heading)),
      ...range,
      notesBefore:
        chapters.length === 0
          ? ''
          : notes
              .filter((note) => !hasClass(note, 'end'))
              .map(quoteIn)
              .join(''),
      notesAfter:
        chapters.length === 0
          ? ''
          : notes
              .filter((note) => hasClass(note, 'end'))
              .map(quoteIn)
              .join(''),
    })
  }
}

/** One chapter of several: its number stands in the heading, for the element's id says where it stood on the page. */
function partOf(chapters: UnsafeElement[]): { part?: DocumentPart } {
  const [only] = chapters
  if (only === undefined || chapters.length > 1) return {}
  const heading = firstElement(only, (element) => element.tagName === 'h3' && hasClass(element, 'title'))
  const number = /^\W*chapter\s+(\d+)/i.exec(lineOf(heading))?.[1]
  if (number === undefined) return {}
  return { part: { title: null, number: Number(number), of: null, where: 'page', thread: null } }
}
