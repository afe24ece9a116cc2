/** The lines of a text that have anything on them, with the blanks above each. */
import { type LabelledLine, labelOfLine } from '../../recover/labels.ts'

export interface Line {
  /** Trimmed at both ends. */
  text: string
  /** Where the trimmed line stands in the whole text, end exclusive. */
  start: number
  end: number
  /** From 1. */
  number: number
  /** Columns of white space in front; a tab goes to the next multiple of eight. */
  indent: number
  /** The line's characters, those of the white space in front included. */
  length: number
  /** Blank lines directly above. */
  blanks: number
  /** Ends in one space, as `format=flowed` marks a line that goes on. */
  flows: boolean
  /** A form feed stands above. */
  pageBreak: boolean
  /** What {@link labelOf} found; undefined until it was asked. */
  label: LabelledLine | null | undefined
}

/** Where a blank line follows every line, half of the blank lines mean something. */
export function halved(lines: readonly Line[]): Line[] {
  return lines.map((line) => ({ ...line, blanks: Math.floor(line.blanks / 2) }))
}

/** @param text line ends "\n". Time and memory grow with text.length and the number of lines that are not blank. */
export function readLines(text: string): Line[] {
  const lines: Line[] = []
  let blanks = 0
  let number = 1
  let pageBreak = false
  // Found beforehand: V8 moves an `indexOf` out of a branch, and to look for each again at every line would be quadratic.
  const feeds = placesOf(text, '\f')
  let nextFeed = 0
  for (let at = 0; at <= text.length; ) {
    const newline = text.indexOf('\n', at)
    const lineEnd = newline === -1 ? text.length : newline
    const feed = nextFeed < feeds.length ? (feeds[nextFeed] as number) : text.length
    const isCut = feed < lineEnd
    const end = isCut ? feed : lineEnd
    const line = readLine(text, at, end)
    if (line !== null) {
      line.number = number
      line.blanks = blanks
      line.pageBreak = pageBreak
      lines.push(line)
      // The end of this very line is counted below.
      blanks = -1
      pageBreak = false
    }
    at = end + 1
    if (isCut) {
      pageBreak = true
      nextFeed++
    } else {
      blanks++
      number++
    }
  }
  return lines
}

function placesOf(text: string, character: string): number[] {
  const places: number[] = []
  for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1)) places.push(at)
  return places
}

/** @returns null where there is only white space; number, blanks and page break are the caller's to fill in. */
function readLine(text: string, from: number, to: number): Line | null {
  let start = from
  let indent = 0
  for (; start < to; start++) {
    const code = text.charCodeAt(start)
    if (!isSpace(code)) break
    indent = code === 9 ? (indent | 7) + 1 : indent + (code === 0x3000 ? 2 : 1)
  }
  if (start === to) return null
  let end = to
  while (isSpace(text.charCodeAt(end - 1))) end--
  const flows = end === to - 1 && text.charCodeAt(end) === 32
  const label = undefined
  return {
    text: text.slice(start, end),
    start,
    end,
    number: 0,
    indent,
    length: end - from,
    blanks: 0,
    flows,
    pageBreak: false,
    label,
  }
}

const LABEL_SIGNS = /[:=>\t：…\]*_~–—-]|\.\.\./
const LABEL_REACH = 80

/** The header label the line begins with, found once. */
export function labelOf(line: Line): LabelledLine | null {
  if (line.label === undefined)
    line.label = LABEL_SIGNS.test(line.text.slice(0, LABEL_REACH)) ? labelOfLine(line.text) : null
  return line.label
}

function isSpace(code: number): boolean {
  return code === 32 || code === 9 || code === 0xa0 || code === 0x3000 || (code >= 0x2000 && code <= 0x200a)
}
