/** Lines to paragraphs, as HTML: what stands in, what stands apart, what is centred or larger than the rest. */
import { escapeHtml } from '../../../story/plain-text.ts'
import { isBreakLine } from '../../recover/scenes/glyph-line.ts'
import { joinRuns, type Words, wordsOf } from './join-lines.ts'
import { endsEarly, type Layout, layoutOf } from './layout.ts'
import type { Line, Run } from './page-lines.ts'

interface Paragraph {
  lines: Line[]
  /** Indices of lines that begin a new line within the paragraph: verse. */
  breaks: Set<number>
  /** Blank lines above it beyond the usual. */
  blanks: number
  startsPage: boolean
}

const MAX_HEADING = 160
const LARGER = 1.09
/** Of the page's height: a page that ends higher than this was ended on purpose. */
const PAGE_ENDS_EARLY = 0.16

/** @param pages lines without heads and feet. @param height of a page. @returns HTML by page of the document's own making: chapters mostly. */
export function paragraphPages(pages: readonly (readonly Line[])[], height: number): string[] {
  const layout = layoutOf(pages)
  const words = wordsOf(
    pages.flat().map(({ text }) => text),
    layout.hyphenates,
  )
  const bottom = pages.flat().reduce((least, { y }) => Math.min(least, y), height * 0.12)
  const found: Paragraph[] = []
  let last: Line | undefined
  for (const line of pages.flat()) {
    const isNewPage = last !== undefined && last.page !== line.page
    const seam = last === undefined ? PARAGRAPH : seamOf(last, line, layout)
    const startsPage =
      isNewPage && ((last as Line).y > bottom + height * PAGE_ENDS_EARLY || line.size > layout.size * LARGER)
    const open = found.at(-1)
    if (open === undefined || seam.kind === 'paragraph' || startsPage || line.ruleAbove)
      found.push({ lines: [line], breaks: new Set(), blanks: startsPage ? 0 : seam.blanks, startsPage })
    else {
      if (seam.kind === 'line') open.breaks.add(open.lines.length)
      open.lines.push(line)
    }
    last = line
  }
  return toPages(found, { ...layout, left: usualLeft(found) }, words)
}

/** Where most of the text begins: set-in text stands in beside it, whatever the front pages do. */
function usualLeft(paragraphs: readonly Paragraph[]): number {
  const letters = new Map<number, number>()
  for (const { lines } of paragraphs) {
    const left = Math.round(leftOf(lines))
    letters.set(left, (letters.get(left) ?? 0) + lines.reduce((sum, { text }) => sum + text.length, 0))
  }
  let usual: [number, number] = [0, 0]
  for (const each of letters) if (each[1] > usual[1]) usual = each
  return usual[0]
}

function leftOf(lines: readonly Line[]): number {
  return lines.reduce((least, { x }) => Math.min(least, x), Number.POSITIVE_INFINITY)
}

interface Seam {
  kind: 'paragraph' | 'line' | 'none'
  blanks: number
}

const PARAGRAPH: Seam = { kind: 'paragraph', blanks: 0 }

function seamOf(line: Line, next: Line, layout: Layout): Seam {
  const { leading, paragraphGap, parts, rightOf, left } = layout
  const early = endsEarly(line, next, rightOf(line))
  const standsIn = next.x - line.x > next.size * 0.6
  const isOtherSize = Math.abs(line.size - next.size) > Math.max(line.size, next.size) * 0.1
  if (line.page !== next.page) {
    const isNew = early || isOtherSize || (parts === 'indent' && standsIn)
    return isNew ? PARAGRAPH : { kind: 'none', blanks: 0 }
  }
  const step = line.y - next.y
  // A heading of two lines.
  if (!isOtherSize && line.size > layout.size * LARGER && step < line.size * 1.6)
    return { kind: 'none', blanks: 0 }
  const usual = isOtherSize ? Math.max(paragraphGap, next.size * 2.6, line.size * 2.6) : paragraphGap
  const blanks = step > usual + leading * 0.6 ? Math.round((step - usual) / leading) : 0
  if (isOtherSize || step > leading * 1.25 || blanks > 0) return { kind: 'paragraph', blanks }
  const isIndented = parts === 'indent' && next.x > left + next.size * 0.6
  if (isIndented && (standsIn || early)) return PARAGRAPH
  if (isCentred(line, layout) && isBreakLine(line.text)) return PARAGRAPH
  if (!early)
    return parts === 'indent' && standsIn && isCentred(next, layout) ? PARAGRAPH : { kind: 'none', blanks: 0 }
  return parts === 'plain' && !isCentred(line, layout) && line.text.length > 60
    ? PARAGRAPH
    : { kind: 'line', blanks: 0 }
}

function isCentred({ x, end, size }: Line, { left, right }: Layout): boolean {
  const off = Math.abs((x + end) / 2 - (left + right) / 2)
  return x > left + size * 1.5 && end < right - size * 1.5 && off < size * 0.9
}

function toPages(paragraphs: readonly Paragraph[], layout: Layout, words: Words): string[] {
  const pages: string[][] = [[]]
  for (const paragraph of paragraphs) {
    if (paragraph.startsPage) pages.push([])
    const page = pages.at(-1) as string[]
    if (paragraph.lines[0]?.ruleAbove) page.push('<hr>')
    page.push('<p>&nbsp;</p>'.repeat(Math.min(4, paragraph.blanks)), htmlOf(paragraph, layout, words))
  }
  return pages.map((page) => page.join('\n')).filter((page) => page !== '')
}

function htmlOf({ lines, breaks, startsPage }: Paragraph, layout: Layout, words: Words): string {
  const parts: Run[][] = [[]]
  for (const [at, line] of lines.entries()) {
    if (breaks.has(at)) parts.push([])
    joinRuns(parts.at(-1) as Run[], line.runs, words)
  }
  const first = lines[0] as Line
  const length = lines.reduce((sum, { text }) => sum + text.length, 0)
  const isBold = lines.every((line) => line.runs.every(({ bold, text }) => bold || text.trim() === ''))
  const isHeading = length <= MAX_HEADING && (first.size > layout.size * LARGER || (startsPage && isBold))
  const centred = lines.every((line) => isCentred(line, layout))
  const html = parts.map((runs) => runsHtml(runs, isHeading)).join(isHeading ? ' ' : '<br>')
  const align = centred ? ' align="center"' : ''
  if (isHeading)
    return `<h${first.size > layout.size * 1.6 ? 2 : 3}${align}>${html}</h${first.size > layout.size * 1.6 ? 2 : 3}>`
  const paragraph = `<p${align}>${html}</p>`
  return !centred && isSetIn(lines, layout) ? `<blockquote>${paragraph}</blockquote>` : paragraph
}

/** All its lines stand in, the first too, and by more than first lines do. */
function isSetIn(lines: readonly Line[], { left, size, parts }: Layout): boolean {
  if (parts === 'indent' && lines.length === 1) return false
  return leftOf(lines) > left + size * (parts === 'indent' ? 1.2 : 0.9)
}

function runsHtml(runs: readonly Run[], isHeading: boolean): string {
  const html = runs
    .map(({ text, italic, bold }) => {
      const [, before = '', inner = '', after = ''] = /^(\s*)(.*?)(\s*)$/su.exec(text) ?? []
      if (inner === '') return text
      let shown = escapeHtml(inner)
      if (bold && !isHeading) shown = `<strong>${shown}</strong>`
      if (italic) shown = `<em>${shown}</em>`
      return before + shown + after
    })
    .join('')
  return html.trim()
}
