/** The lines of a text that have anything on them, with the blanks above each. */

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
  /** Blank lines directly above. */
  blanks: number
  /** Ends in one space, as `format=flowed` marks a line that goes on. */
  flows: boolean
  /** A form feed stands above. */
  pageBreak: boolean
}

/** @param text line ends "\n". Time and memory grow with text.length and the number of lines that are not blank. */
export function readLines(text: string): Line[] {
  const lines: Line[] = []
  const hasPages = text.includes('\f')
  let blanks = 0
  let number = 1
  let pageBreak = false
  for (let at = 0; at <= text.length; number++) {
    const newline = text.indexOf('\n', at)
    const stop = newline === -1 ? text.length : newline
    for (const [start, end, isPage] of hasPages ? pagesOf(text, at, stop) : [[at, stop, false] as const]) {
      pageBreak ||= isPage
      const line = readLine(text, start, end)
      if (line === null) continue
      lines.push({ ...line, number, blanks, pageBreak })
      blanks = -1
      pageBreak = false
    }
    blanks++
    at = stop + 1
  }
  return lines
}

/** The parts of one line between form feeds; the last member says whether a form feed stands in front. */
function* pagesOf(text: string, start: number, stop: number): Iterable<readonly [number, number, boolean]> {
  let at = start
  let isPage = false
  for (;;) {
    const feed = text.indexOf('\f', at)
    if (feed === -1 || feed >= stop) break
    yield [at, feed, isPage]
    isPage = true
    at = feed + 1
  }
  yield [at, stop, isPage]
}

function readLine(text: string, from: number, to: number) {
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
  return { text: text.slice(start, end), start, end, indent, flows }
}

function isSpace(code: number): boolean {
  return code === 32 || code === 9 || code === 0xa0 || code === 0x3000 || (code >= 0x2000 && code <= 0x200a)
}
