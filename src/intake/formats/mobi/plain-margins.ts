/**
 * Mobipocket has no style sheets: a margin became a block quote in a block quote, a heading a line in large bold
 * letters. Both are told back, so that a story set with a margin is no quotation from end to end.
 */
import type { Page } from '../html/page.ts'
import {
  attribute,
  childElements,
  elementsIn,
  lineOf,
  textLengthOf,
  textOf,
  type UnsafeElement,
} from '../html/query.ts'

const HEADING_SIZE = 4
const MAX_HEADING = 150

/** Quotes within quotes that most of the text stands in: 0 where the text has no margin. */
export function usualDepth(pages: readonly Page[]): number {
  const letters: number[] = []
  for (const { body } of pages) {
    withDepths(body, 0, (element, depth) => {
      const own = element.childNodes.reduce((sum, node) => sum + (textOf(node)?.trim().length ?? 0), 0)
      letters[depth] = (letters[depth] ?? 0) + own
    })
  }
  let usual = 0
  for (const [depth, count] of letters.entries()) if ((count ?? 0) > (letters[usual] ?? 0)) usual = depth
  return usual
}

/** Changes the page's tree. @param usual as {@link usualDepth} has it. */
export function mendMargins({ body }: Page, usual: number): void {
  withDepths(body, 0, (element, depth) => {
    if (isLargeLine(element)) rename(element, 'h2')
    else if (element.tagName === 'blockquote' && depth <= usual)
      rename(element, holdsBlocks(element) ? 'div' : 'p')
  })
}

/** Visits each element below with how many quotes stand round what it holds; children before it is visited itself. */
function withDepths(
  root: UnsafeElement,
  depth: number,
  visit: (element: UnsafeElement, depth: number) => void,
): void {
  for (const child of childElements(root)) {
    const within = child.tagName === 'blockquote' ? depth + 1 : depth
    withDepths(child, within, visit)
    visit(child, within)
  }
}

function rename(element: UnsafeElement, name: string): void {
  element.tagName = element.nodeName = name
}

function holdsBlocks(element: UnsafeElement): boolean {
  return childElements(element).some(({ tagName }) =>
    /^(?:p|div|blockquote|h\d|ul|ol|table|hr)$/.test(tagName),
  )
}

/** A paragraph all of whose text is large and bold, as calibre and Mobipocket Creator write headings. */
function isLargeLine(element: UnsafeElement): boolean {
  if (!/^(?:p|blockquote|div)$/.test(element.tagName) || holdsBlocks(element)) return false
  const length = textLengthOf(element)
  if (length === 0 || length > MAX_HEADING || lineOf(element).length > MAX_HEADING) return false
  const large = [...elementsIn(element)].filter(isLarge)
  return large.reduce((sum, each) => sum + textLengthOf(each), 0) >= length && holdsBold(element)
}

function isLarge(element: UnsafeElement): boolean {
  if (element.tagName !== 'font') return false
  const size = attribute(element, 'size') ?? ''
  return /^\+/.test(size) || Number(size) >= HEADING_SIZE
}

function holdsBold(element: UnsafeElement): boolean {
  return [...elementsIn(element)].some(({ tagName }) => tagName === 'b' || tagName === 'strong')
}
