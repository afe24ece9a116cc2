/** Lines at the top and the bottom of pages that are none of the text: page numbers, titles that recur, a browser's address line. */
import type { Line } from './page-lines.ts'

/** Of the page's height, from each end. */
const MARGIN = 0.13
const NUMBER = /^(?:page\s*)?[-–—[( ]*(\d{1,4}|[ivxl]{1,6})[-–—\]) ]*(?:(?:of|\/|von|sur|из)\s*\d{1,4})?$/i
/** A browser prints when and where from. */
const BROWSER =
  /^(?:file:\/\/\/?|https?:\/\/)\S+(?:\s+\d+\s*(?:\/|of)\s*\d+)?$|^\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}:\d{2}(?: ?[AP]M)?\b/i

export interface PageLines {
  height: number
  lines: Line[]
}

/** @returns the pages' lines without heads and feet. */
export function withoutRunningHeads(pages: readonly PageLines[]): Line[][] {
  const recurring = recurringLines(pages)
  return pages.map((page, index) =>
    page.lines.filter((line) => {
      const end = endOf(page, line)
      if (end === undefined || !isOutermost(page, line, end)) return true
      if (BROWSER.test(line.text)) return false
      if (recurring.has(keyOf(line, end))) return false
      return !(NUMBER.test(line.text) && isPageNumber(pages, index, line))
    }),
  )
}

type End = 'top' | 'bottom'

function endOf({ height }: PageLines, { y }: Line): End | undefined {
  if (y > height * (1 - MARGIN)) return 'top'
  return y < height * MARGIN ? 'bottom' : undefined
}

/** Among the two lines nearest to the end of the page. */
function isOutermost({ lines }: PageLines, line: Line, end: End): boolean {
  return (end === 'top' ? lines.slice(0, 2) : lines.slice(-2)).includes(line)
}

/** The same words at the same height, whatever their numbers. */
function keyOf({ text, y }: Line, end: End): string {
  return `${end} ${Math.round(y / 6)} ${text.replace(/\d+/g, '#').toLowerCase()}`
}

/** On three pages, or on both of two where they hold a number. Left and right pages differ: a third of all will do. */
function recurringLines(pages: readonly PageLines[]): Set<string> {
  const counts = new Map<string, number>()
  for (const page of pages) {
    for (const line of page.lines) {
      const end = endOf(page, line)
      if (end === undefined || !isOutermost(page, line, end)) continue
      const key = keyOf(line, end)
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
  }
  const least = Math.max(3, pages.length * 0.3)
  return new Set(
    [...counts]
      .filter(([key, count]) => count >= least || (pages.length === 2 && count === 2 && key.includes('#')))
      .map(([key]) => key),
  )
}

/** It is the page's own number, or stands where its neighbours' numbers count along. */
function isPageNumber(pages: readonly PageLines[], index: number, line: Line): boolean {
  const number = Number(/\d+/.exec(line.text)?.[0] ?? Number.NaN)
  if (number === index + 1 || Number.isNaN(number)) return true
  return [-1, 1].some((step) =>
    pages[index + step]?.lines.some(
      (other) => NUMBER.test(other.text) && Number(/\d+/.exec(other.text)?.[0]) === number + step,
    ),
  )
}
