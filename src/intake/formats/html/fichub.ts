/** A story FicHub exported as one HTML page, or its introduction in an EPUB. */

import { paragraphsHtml } from '../../../story/plain-text.ts'
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

export const FICHUB: Said = { rule: 'fichub/introduction', confidence: 0.95, rank: 'markers' }
const MARK = /Exported with the assistance of FicHub\.net/i

export const ficHub: HtmlFamily = {
  id: 'fichub',

  recognise: ({ body, ids }) => ids.has('chap_1') && MARK.test(lineOf(body).slice(0, 100_000)),

  read(page, draft) {
    const title = lineOf(firstElement(page.body, classed('title')))
    const author = lineOf(firstElement(page.body, classed('author')))
    if (title !== '') addLine(draft, 'Title', title, [{ field: 'title', value: title }], FICHUB)
    if (author !== '')
      addLine(draft, 'By', author, [{ field: 'authors', value: author.replace(/^by:?\s+/i, '') }], FICHUB)
    const chapters = [...page.ids].filter(([id]) => /^chap_\d+$/.test(id))
    readIntroduction(linesBefore(page.body), draft)
    for (const [, chapter] of chapters) readChapter(chapter, page.classFacts, draft)
  },
}

/** The lines above the chapters, those of the title and author left out. */
function linesBefore(body: UnsafeElement): string[] {
  const isPassed = (element: UnsafeElement) =>
    /^chap_\d+$/.test(attribute(element, 'id') ?? '') ||
    ['title', 'author'].some((name) => hasClass(element, name)) ||
    element.tagName === 'nav'
  return body.childNodes.flatMap((node) => {
    if (
      'tagName' in node &&
      (isPassed(node) || firstElement(node, (each) => /^chap_\d+$/.test(attribute(each, 'id') ?? '')))
    )
      return []
    return linesWithin(node)
  })
}

/**
 * Lines of an introduction: a description, then `Label: value` and one line of facts of the site it came from.
 * @param lines without title and author.
 */
export function readIntroduction(lines: string[], draft: Draft): void {
  const description: string[] = []
  for (const line of lines) {
    const labelled = /^(Status|Published|Updated|Words|Chapters|Original source|By)\s*:\s*(.*)$/i.exec(line)
    if (MARK.test(line)) break
    if (labelled !== null) readLabelled(labelled[1] as string, labelled[2] as string, draft)
    else if (
      /(?:^|\s-\s)(?:Rated|Fiction Rated|Words|Chapters|Reviews|id):\s/i.test(line) &&
      line.includes(' - ')
    )
      addLine(draft, 'Facts', line, readFfnMeta(line), FICHUB)
    else if (!/^(?:table of contents|introduction)$/i.test(line)) description.push(line)
  }
  addProse(draft, 'summary', paragraphsHtml(description.join('\n\n')), 'Summary', FICHUB)
}

function readLabelled(label: string, value: string, draft: Draft): void {
  if (/^by$/i.test(label)) addLine(draft, 'By', value, [{ field: 'authors', value }], FICHUB)
  else addLine(draft, label, value, readTitlePageLine(label, value), FICHUB)
}

function readChapter(chapter: UnsafeElement, classFacts: Map<string, object>, draft: Draft): void {
  const heading = firstElement(chapter, (element) => /^h[1-4]$/.test(element.tagName))
  const skip = (element: UnsafeElement) =>
    element === heading || hasClass(element, 'chapter_nav') || element.tagName === 'nav'
  const range = addNodes(draft, chapter.childNodes, { classFacts, skip })
  addChapter(draft, heading === undefined ? null : chapterTitle(lineOf(heading)), range)
}
