/** FanFicFare's notes of AO3 chapters: in divs of their own, or, where another program took the classes, told by their labels. */
import { htmlOf } from '../html/ao3-parts.ts'
import type { Page } from '../html/page.ts'
import {
  allElements,
  childElements,
  elementsIn,
  firstElement,
  hasClass,
  lineOf,
  named,
  textLengthOf,
  type UnsafeElement,
} from '../html/query.ts'
import { isBoldLabel } from '../html/title-page.ts'

export interface ChapterNote {
  /** What of the page it takes. */
  elements: UnsafeElement[]
  html: string
  isFoot: boolean
}

const LABEL =
  /^(?:Author's (?:Foot)?Notes?|(?:Summary|(?:End )?Notes?) for the Chapter|(?:Chapter )?End ?notes?):$/i

/** @param heading of the chapter, which is part of neither story nor notes. */
export function chapterNotes(page: Page, heading: UnsafeElement | undefined): ChapterNote[] {
  const marked = page.classes.get('fff_chapter_notes') ?? []
  if (marked.length > 0)
    return marked.map((note) => ({
      elements: [note],
      html: noteHtml(note),
      isFoot: hasClass(note, 'fff_foot_notes'),
    }))
  return labelledNotes(page.body, heading)
}

/** A label in bold, alone in its paragraph or in a div with its quote: what follows is quoted. */
function labelledNotes(body: UnsafeElement, heading: UnsafeElement | undefined): ChapterNote[] {
  const notes: ChapterNote[] = []
  const labels = allElements(body, (element) => isBoldLabel(element) && LABEL.test(lineOf(element)))
  for (const label of labels) {
    const parent = label.parentNode as UnsafeElement
    const quote = childElements(parent).find(named('blockquote'))
    const after = quote === undefined ? quoteAfter(parent) : undefined
    if (quote !== undefined && textLengthOf(parent) <= textLengthOf(quote) + lineOf(label).length + 2)
      notes.push({ elements: [parent], html: htmlOf(quote.childNodes), isFoot: false })
    else if (after !== undefined)
      notes.push({ elements: [parent, after], html: htmlOf(after.childNodes), isFoot: false })
    else if (isAlone(label, parent)) notes.push(plainNote(parent, heading))
  }
  const taken = new Set([...(heading ? [heading] : []), ...notes.flatMap(({ elements }) => elements)])
  return notes.map((note) => ({ ...note, isFoot: hasTextBefore(body, note.elements[0], taken) }))
}

function isAlone(label: UnsafeElement, parent: UnsafeElement): boolean {
  return parent.tagName === 'p' && lineOf(parent) === lineOf(label)
}

/** Where the quote is lost: above the story the next paragraph, below it all that follows. */
function plainNote(label: UnsafeElement, heading: UnsafeElement | undefined): ChapterNote {
  const siblings = label.parentNode === null ? [] : childElements(label.parentNode as UnsafeElement)
  const at = siblings.indexOf(label)
  const before = siblings.slice(0, at).filter((each) => each !== heading && each.tagName !== 'a')
  const isHead = before.every((each) => textLengthOf(each) === 0)
  const below = isHead ? siblings.slice(at + 1, at + 2) : siblings.slice(at + 1)
  return { elements: [label, ...below], html: htmlOf(below), isFoot: !isHead }
}

function quoteAfter(paragraph: UnsafeElement): UnsafeElement | undefined {
  if (paragraph.tagName !== 'p' || paragraph.parentNode === null) return undefined
  const siblings = childElements(paragraph.parentNode as UnsafeElement)
  const next = siblings[siblings.indexOf(paragraph) + 1]
  return next?.tagName === 'blockquote' ? next : undefined
}

/** Whether a paragraph of the story stands above the note. */
function hasTextBefore(
  body: UnsafeElement,
  note: UnsafeElement | undefined,
  taken: ReadonlySet<UnsafeElement>,
): boolean {
  for (const element of elementsIn(body)) {
    if (element === note) return false
    const isStory = element.tagName === 'p' && lineOf(element) !== '' && !isWithin(element, taken)
    if (isStory) return true
  }
  return false
}

function isWithin(element: UnsafeElement, taken: ReadonlySet<UnsafeElement>): boolean {
  let at: UnsafeElement['parentNode'] = element
  while (at !== null && 'tagName' in at) {
    if (taken.has(at)) return true
    at = at.parentNode
  }
  return false
}

/** A note without its own label, "Author's Note:", "Notes for the Chapter:". */
function noteHtml(note: UnsafeElement): string {
  const label = firstElement(note, ({ tagName }) => tagName === 'b' || tagName === 'strong')
  if (label === undefined || !/:$/.test(lineOf(label))) return htmlOf(note.childNodes)
  label.childNodes = []
  return htmlOf(note.childNodes)
}
