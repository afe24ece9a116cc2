/** A text of one kind throughout is one stretch; files glued together from several have one for each kind. */
import { isGlyphLine } from '../../recover/scenes/glyph-line.ts'
import { halved, type Line } from './lines.ts'
import { findParagraphModel, type ParagraphModel } from './paragraph-model.ts'

export interface Stretch {
  /** With the blank lines of a double-spaced text halved. */
  lines: Line[]
  model: ParagraphModel
}

/** Too few lines tell nothing by themselves. */
const FEWEST_LINES = 40
const WIDE_GAP = 3
const LONG_RULE = 20

/** Cut only at page breaks, wide gaps and long rules, and only where what follows is clearly laid out otherwise. */
export function stretchesOf(given: Line[]): Stretch[] {
  if (given.length === 0) return []
  const whole = findParagraphModel(given)
  const stretches: Stretch[] = []
  for (const part of partsOf(given)) {
    const own = part.length >= FEWEST_LINES ? findParagraphModel(part) : whole
    const model = isAlike(own, whole) ? whole : own
    const last = stretches.at(-1)
    const lines = model.isDoubleSpaced ? halved(part) : part
    if (last && last.model === model) for (const line of lines) last.lines.push(line)
    else stretches.push({ lines, model })
  }
  return stretches
}

function partsOf(lines: Line[]): Line[][] {
  const parts: Line[][] = []
  let start = 0
  for (let i = 1; i < lines.length; i++) {
    const line = lines[i] as Line
    if (i - start < FEWEST_LINES || lines.length - i < FEWEST_LINES) continue
    if (
      !line.pageBreak &&
      line.blanks < WIDE_GAP &&
      !(line.text.length >= LONG_RULE && isGlyphLine(line.text))
    )
      continue
    parts.push(lines.slice(start, i))
    start = i
  }
  parts.push(start === 0 ? lines : lines.slice(start))
  return parts
}

function isAlike(a: ParagraphModel, b: ParagraphModel): boolean {
  const sameWidth = a.width === null ? b.width === null : b.width !== null && Math.abs(a.width - b.width) <= 4
  return (
    sameWidth && a.parting === b.parting && a.isDoubleSpaced === b.isDoubleSpaced && a.usualGap === b.usualGap
  )
}
