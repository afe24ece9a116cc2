/** Quoted mail: `> ` before a line. */
import type { Line } from './lines.ts'

/** `>:(` and `>.<` are faces. */
export function isQuoted(text: string): boolean {
  return /^>(?![.:;_<(=-])/.test(text)
}

/** A story forwarded whole has `> ` before every line: one level is taken off. */
export function unquoted(lines: Line[]): Line[] {
  const quoted = lines.filter((line) => line.text.startsWith('>')).length
  if (lines.length < 5 || quoted < lines.length * 0.8) return lines
  let blanks = 0
  const stripped: Line[] = []
  for (const line of lines) {
    const mark = /^>[ \t]?[ \t]*/.exec(line.text)?.[0] ?? ''
    const text = line.text.slice(mark.length)
    if (text === '') blanks++
    else {
      const indent = Math.max(0, mark.length - 2)
      stripped.push({
        ...line,
        text,
        length: line.length - mark.length,
        start: line.start + mark.length,
        indent,
        blanks: line.blanks + blanks,
      })
      blanks = 0
    }
  }
  return stripped
}
