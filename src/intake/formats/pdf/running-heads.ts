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

interface Seen {
  text: string
  page: number
}

/**
 * On three pages, or on both of two where they hold a number. Left and right pages differ: a third of all will do.
 * The number must be the page's: chapters begin pages too, and are numbered.
 */
function recurringLines(pages: readonly PageLines[]): Set<string> {
  const seen = new Map<string, Seen[]>()
  for (const [index, page] of pages.entries()) {
    const usual = medianSize(page)
    for (const line of page.lines) {
      const end = endOf(page, line)
      if (end === undefined || !isOutermost(page, line, end) || line.size > usual * 1.1) continue
      const key = keyOf(line, end)
      seen.set(key, [...(seen.get(key) ?? []), { text: line.text, page: index }])
    }
  }
  const least = Math.max(3, pages.length * 0.3)
  const isEnough = (key: string, count: number) =>
    count >= least || (pages.length === 2 && count === 2 && key.includes('#'))
  return new Set(
    [...seen]
      .filter(([key, lines]) => isEnough(key, lines.length) && goesWithPages(lines))
      .map(([key]) => key),
  )
}

function medianSize({ lines }: PageLines): number {
  const sizes = lines.map(({ size }) => size).sort((a, b) => a - b)
  return sizes[Math.floor(sizes.length / 2)] ?? 0
}

/** The same words every time, or a number in them that counts as the pages do. */
function goesWithPages(lines: readonly Seen[]): boolean {
  if (lines.every(({ text }) => text === lines[0]?.text)) return true
  const offsets = lines.map(({ text, page }) =>
    [...text.matchAll(/\d+/g)].map(([number]) => Number(number) - page),
  )
  return (offsets[0] ?? []).some((offset, at) => offsets.every((each) => each[at] === offset))
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
