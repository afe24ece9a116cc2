/** A story FanFicFare wrote as one HTML page. */
import { addChapter, addNodes, type Said } from './draft.ts'
import { chapterTitle, type HtmlFamily } from './family.ts'
import {
  attribute,
  firstElement,
  followingUntil,
  isElement,
  lineOf,
  named,
  type UnsafeElement,
  type UnsafeNode,
} from './query.ts'
import { labelledRows, readTitleBy, readTitlePage } from './title-page.ts'

export const FANFICFARE: Said = { rule: 'fanficfare/title-page', confidence: 0.97, rank: 'markers' }

export const fanFicFare: HtmlFamily = {
  id: 'fanficfare',

  recognise: ({ body, classes, opening }) =>
    (/fanficfare|fanficdownloader/i.test(opening) || classes.has('full')) && anchors(body).length > 0,

  read(page, draft) {
    const heading = firstElement(page.body, named('h1'))
    if (heading !== undefined) readTitleBy(heading, draft, FANFICFARE)
    const table = firstElement(page.body, named('table'))
    if (table !== undefined) readTitlePage(labelledRows(table), draft, FANFICFARE)
    for (const anchor of anchors(page.body)) {
      const range = addNodes(draft, textAfter(anchor), { classFacts: page.classFacts })
      addChapter(draft, { title: chapterTitle(lineOf(firstElement(anchor, isHeading) ?? anchor)), ...range })
    }
  },
}

const isHeading = (element: UnsafeElement) => /^h[1-6]$/.test(element.tagName)
const isAnchor = (element: UnsafeElement) =>
  element.tagName === 'a' && /^section\d{4}$/.test(attribute(element, 'name') ?? '')

/** Where each chapter begins: `<a name="section0001"><h2>…</h2></a>`. */
function anchors(body: UnsafeElement): UnsafeElement[] {
  const found: UnsafeElement[] = []
  for (const node of body.childNodes) if (isElement(node)) collect(node, found)
  return found
}

function collect(element: UnsafeElement, found: UnsafeElement[]): void {
  if (isAnchor(element)) found.push(element)
  else for (const node of element.childNodes) if (isElement(node)) collect(node, found)
}

/** The chapter's text: up to the next anchor, also where the parser left it within the anchor. */
function textAfter(anchor: UnsafeElement): UnsafeNode[] {
  const inside = anchor.childNodes.filter((node) => !(isElement(node) && isHeading(node)))
  const after = followingUntil(
    anchor,
    (element) => isAnchor(element) || firstElement(element, isAnchor) !== undefined,
  )
  return [
    ...inside,
    ...after.filter((node) => !(isElement(node) && isHeading(node) && lineOf(node) === lineOf(anchor))),
  ]
}
