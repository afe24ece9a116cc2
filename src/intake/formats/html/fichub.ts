/** A story FicHub exported as one HTML page, or its introduction in an EPUB. */

import { paragraphsHtml } from '../../../story/plain-text.ts'
import { htmlOf } from './ao3-parts.ts'
import { addChapter, addLine, addNodes, addProse, type Draft, type Said } from './draft.ts'
import { chapterTitle, type HtmlFamily } from './family.ts'
import { readFfnMeta } from './ffn-meta.ts'
import { readTitlePageLine } from './field-values.ts'
import {
  attribute,
  classed,
  firstElement,
  hasClass,
  lineOf,
  linesWithin,
  type UnsafeElement,
} from './query.ts'

const FICHUB: Said = { rule: 'fichub/introduction', confidence: 0.95, rank: 'markers' }
/** Two labelled pieces at least, joined as FanFiction.net joins them. */
const FACTS = /(?:^|\s-\s)(?:Rated|Fiction Rated|Language|Words|Chapters|Reviews|id):\s.*\s-\s/i
const MARK = /Exported with the assistance of FicHub\.net/i

export const ficHub: HtmlFamily = {
  id: 'fichub',

  recognise: ({ body, ids }) => ids.has('chap_1') && MARK.test(lineOf(body).slice(0, 100_000)),

  read(page, draft) {
    const chapters = [...page.ids].filter(([id]) => CHAPTER_ID.test(id)).map(([, chapter]) => chapter)
    readIntroduction(page.body, draft)
    for (const chapter of chapters) readChapter(chapter, page.classFacts, draft)
  },
}

const CHAPTER_ID = /^chap_\d+$/

function isChapter(element: UnsafeElement): boolean {
  return CHAPTER_ID.test(attribute(element, 'id') ?? '')
}

/** Lines above the chapters, those of the table of contents left out. */
function introductionLines(root: UnsafeElement): string[] {
  return root.childNodes.flatMap((node) => {
    if ('tagName' in node && (isChapter(node) || node.tagName === 'nav')) return []
    if ('tagName' in node && firstElement(node, isChapter) !== undefined) return introductionLines(node)
    return linesWithin(node)
  })
}

/**
 * An introduction: the title, "By: N", a description, `Label: value` lines and one line of facts of the site it came
 * from, up to FicHub's own line.
 */
export function readIntroduction(root: UnsafeElement, draft: Draft): void {
  const [heading = '', ...lines] = introductionLines(root)
  const title = withoutBy(heading, authorOf(root, lines))
  if (title !== '')
    addLine(draft, { label: 'Title', value: title, fields: [{ field: 'title', value: title }] }, FICHUB)
  const described = firstElement(root, classed('description'))
  if (described !== undefined)
    addProse(draft, { field: 'summary', html: htmlOf(described.childNodes), label: 'Summary' }, FICHUB)
  const passed = new Set(described === undefined ? [] : linesWithin(described))
  const description: string[] = []
  for (const line of lines) {
    const labelled = /^(Status|Published|Updated|Words|Chapters|Original source|By)\s*:\s*(.*)$/i.exec(line)
    if (MARK.test(line)) break
    if (labelled !== null) readLabelled(labelled[1] as string, labelled[2] as string, draft)
    else if (FACTS.test(line))
      addLine(draft, { label: 'Facts', value: line, fields: readFfnMeta(line) }, FICHUB)
    else if (!passed.has(line) && !/^(?:table of contents|introduction)$/i.test(line)) description.push(line)
  }
  addProse(
    draft,
    { field: 'summary', html: paragraphsHtml(description.join('\n\n')), label: 'Summary' },
    FICHUB,
  )
}

/** As a line below says, "By: Author", or the heading's own markup. */
function authorOf(root: UnsafeElement, lines: readonly string[]): string | undefined {
  const line = lines.map((each) => /^By\s*:\s*(.+)$/i.exec(each)?.[1]).find((name) => name !== undefined)
  const element = firstElement(root, classed('author'))
  return line ?? (element === undefined ? undefined : lineOf(element))
}

/** "Title by Author" where the author is known. */
function withoutBy(heading: string, author: string | undefined): string {
  const ending = ` by ${author}`
  return author !== undefined && heading.endsWith(ending) ? heading.slice(0, -ending.length) : heading
}

function readLabelled(label: string, value: string, draft: Draft): void {
  if (/^by$/i.test(label))
    addLine(draft, { label: 'By', value, fields: [{ field: 'authors', value }] }, FICHUB)
  else addLine(draft, { label, value, fields: readTitlePageLine(label, value) }, FICHUB)
}

function readChapter(chapter: UnsafeElement, classFacts: Map<string, object>, draft: Draft): void {
  const heading = firstElement(chapter, (element) => /^h[1-4]$/.test(element.tagName))
  const skip = (element: UnsafeElement) =>
    element === heading || hasClass(element, 'chapter_nav') || element.tagName === 'nav'
  const range = addNodes(draft, chapter.childNodes, { classFacts, skip })
  addChapter(draft, { title: heading === undefined ? null : chapterTitle(lineOf(heading)), ...range })
}
