/** The width a text was wrapped at, if it was. */
import type { Line } from './lines.ts'

export interface Wrap {
  width: number
  /** Share of the pairs of lines that such a wrap explains. */
  share: number
  pairs: number
}

const NARROWEST = 40
const WIDEST = 110

/**
 * Greedy wrapping leaves each line too short for the next line's first word: a pair of lines allows every width from
 * the first line's length to where that word would have fitted. The width most pairs allow is the wrap's.
 * @param pairs lines and their followers; labels, paragraph starts and the like are the caller's to leave out.
 */
export function findWrap(pairs: Iterable<[Line, Line]>): Wrap {
  const steps = new Int32Array(WIDEST + 60)
  let count = 0
  for (const [line, next] of pairs) {
    count++
    if (line.length > WIDEST) continue
    const from = Math.max(line.length, NARROWEST)
    // Some programs count a tab as one character, some as up to eight columns.
    const to = Math.min(line.indent + line.text.length, WIDEST) + 1 + firstWordLength(next)
    if (to <= from) continue
    steps[from] = (steps[from] as number) + 1
    steps[to] = (steps[to] as number) - 1
  }
  let width = 0
  let best = 0
  let open = 0
  for (let at = 0; at < steps.length; at++) {
    open += steps[at] as number
    // The widest that as many pairs allow: no line is then too long for it.
    if (open >= best && open > 0) [best, width] = [open, at]
  }
  return { width, share: count === 0 ? 0 : best / count, pairs: count }
}

export function firstWordLength(line: Line): number {
  const space = line.text.indexOf(' ')
  return Math.min(space === -1 ? line.text.length : space, 40)
}

/** Would the first word of the next line have fitted on this one? */
export function hasRoom(line: Line, next: Line, width: number): boolean {
  return line.length + 1 + firstWordLength(next) <= width - 1
}

/** The line was ended on purpose: there was room, and not only by the raggedness of an uneven wrap. */
export function endsOnPurpose(line: Line, next: Line, width: number): boolean {
  return hasRoom(line, next, width) && line.length < width - 12
}
