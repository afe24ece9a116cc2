/** How a document sets its text, told from all its lines: size, margins, distance of lines, and what parts its paragraphs. */
import type { Line } from './page-lines.ts'

export interface Layout {
  size: number
  left: number
  right: number
  /** Right margin of lines that begin here: set-in text has its own. */
  rightOf(line: Line): number
  /** From baseline to baseline within a paragraph. */
  leading: number
  /** From the last line of a paragraph to the first of the next. */
  paragraphGap: number
  /** `gap`: space between; `indent`: first lines stand in; `plain`: neither, lines that end early tell. */
  parts: 'gap' | 'indent' | 'plain'
  /** Words are broken at line ends. */
  hyphenates: boolean
}

export function layoutOf(pages: readonly (readonly Line[])[]): Layout {
  const lines = pages.flat()
  const size =
    commonest(
      lines.map((line) => ({ value: line.size, weight: line.text.length })),
      0.25,
    ) ?? 12
  const body = lines.filter((line) => Math.abs(line.size - size) < size * 0.08)
  const long = body.filter(({ text }) => text.length > 30)
  const left = leftMargin(long.length > 0 ? long : body)
  const right = Math.max(...(long.length > 0 ? long : body).map(({ end }) => end), left + 1)
  const steps = pages.flatMap((page) => stepsOf(page, size))
  const rightOf = rightMargins(body, right)
  const isEarly = ({ above }: Step) => endsEarly(above.line, above.next, rightOf(above.line))
  const tight = steps.filter((step) => !isEarly(step))
  const leading =
    commonest(
      (tight.length > 2 ? tight : steps).map(({ step, above }) => ({
        value: step,
        weight: above.line.text.length,
      })),
      0.5,
    ) ?? size * 1.2
  const ends = steps.filter((step) => isEarly(step) && step.above.line.text.length > 20)
  const gaps = ends.filter(({ step }) => step > leading * 1.25)
  const indents = ends.filter(
    ({ above }) => above.next.x - left > size * 0.6 && above.next.x - left < size * 6,
  )
  const parts = partsBy({ ends: ends.length, gaps: gaps.length, indents: indents.length })
  const paragraphGap =
    parts === 'gap'
      ? (commonest(
          gaps.map(({ step }) => ({ value: step, weight: 1 })),
          0.5,
        ) ?? leading * 1.5)
      : leading
  const broken = hyphensAtEnds(body)
  return {
    size,
    left,
    right,
    rightOf,
    leading,
    paragraphGap,
    parts,
    hyphenates: broken >= 3 && broken * 30 > body.length,
  }
}

/** Lines that end in a common hyphen; none where the program has signs of its own for those it made. */
function hyphensAtEnds(lines: readonly Line[]): number {
  if (lines.some(({ text }) => /\p{Ll}[\u00ad\u2010]$/u.test(text))) return 0
  return lines.filter(({ text }) => /\p{Ll}-$/u.test(text)).length
}

/** Scenes may be parted by gaps in any document, and labels stand below each other without one: a quarter will do. */
function partsBy({ ends, gaps, indents }: { ends: number; gaps: number; indents: number }): Layout['parts'] {
  if (Math.max(gaps, indents) * 4 < ends) return 'plain'
  return gaps === 0 && indents === 0 ? 'plain' : indents > gaps ? 'indent' : 'gap'
}

interface Step {
  step: number
  above: { line: Line; next: Line }
}

function stepsOf(page: readonly Line[], size: number): Step[] {
  return page.slice(1).flatMap((next, at) => {
    const line = page[at] as Line
    const step = line.y - next.y
    const isBody = [line, next].every((each) => Math.abs(each.size - size) < size * 0.08)
    return isBody && step > size * 0.5 && step < size * 6 ? [{ step, above: { line, next } }] : []
  })
}

/** The next line's first word would have stood on this line: it was ended on purpose. */
export function endsEarly(line: Line, next: Line, right: number): boolean {
  return line.end + line.size * 0.25 + next.firstWord < right - line.size * 0.3
}

const LEAST_LINES = 4

/** Only where it is plain: several long lines that begin alike, and end not far from the page's own margin. */
function rightMargins(body: readonly Line[], right: number): (line: Line) => number {
  const byLeft = new Map<number, { lines: number; end: number }>()
  for (const { x, end, text } of body) {
    if (text.length <= 40) continue
    const known = byLeft.get(Math.round(x)) ?? { lines: 0, end: 0 }
    byLeft.set(Math.round(x), { lines: known.lines + 1, end: Math.max(known.end, end) })
  }
  return ({ x }) => {
    const own = byLeft.get(Math.round(x))
    return own !== undefined && own.lines >= LEAST_LINES && own.end > right * 0.85 ? own.end : right
  }
}

/** First lines may stand in: of two common beginnings the left one. */
function leftMargin(lines: readonly Line[]): number {
  const counts = new Map<number, number>()
  for (const { x } of lines) counts.set(Math.round(x), (counts.get(Math.round(x)) ?? 0) + 1)
  const common = [...counts].filter(([, count]) => count * 6 >= lines.length).map(([x]) => x)
  return Math.min(...(common.length > 0 ? common : lines.map(({ x }) => x)), Number.MAX_SAFE_INTEGER)
}

/** The value with most weight, values rounded to `grain`. */
function commonest(values: readonly { value: number; weight: number }[], grain: number): number | undefined {
  const weights = new Map<number, number>()
  for (const { value, weight } of values) {
    const rounded = Math.round(value / grain) * grain
    weights.set(rounded, (weights.get(rounded) ?? 0) + weight)
  }
  let best: [number, number] | undefined
  for (const each of weights) if (best === undefined || each[1] > best[1]) best = each
  return best?.[0]
}
