/** What programs did to lines on the way: doubled, flowed, wrapped a second time. */
import { type Line, labelOf } from './lines.ts'
import { findWrap } from './wrap-width.ts'

const HEADER_LINES = 60
const SENTENCE_END = /[.!?…:;—–-]["'”’»)\]*_]*$|["”»]$/

/** A blank line after nearly every line, though the lines are wrapped and go on in small letters. */
export function looksDoubleSpaced(lines: readonly Line[]): boolean {
  const apart: [Line, Line][] = []
  let joined = 0
  let small = 0
  for (let i = 1; i < lines.length; i++) {
    const next = lines[i] as Line
    if (next.blanks === 0) joined += i < HEADER_LINES && labelOf(next) ? 0 : 1
    else if (next.blanks === 1) {
      apart.push([lines[i - 1] as Line, next])
      if (/^\p{Ll}/u.test(next.text)) small++
    }
  }
  if (apart.length < 8 || joined > lines.length * 0.1 || small < apart.length * 0.25) return false
  const { width, share } = findWrap(apart)
  return width >= 45 && width <= 104 && share >= 0.5
}

/** Of lines that go on nearly all end in a space, of paragraphs' last lines hardly any. */
export function looksFlowed(lines: readonly Line[]): boolean {
  let inner = 0
  let flowing = 0
  let last = 0
  let lastFlowing = 0
  for (let i = 1; i < lines.length; i++) {
    const line = lines[i - 1] as Line
    if ((lines[i] as Line).blanks > 0) {
      last++
      if (line.flows) lastFlowing++
    } else {
      inner++
      if (line.flows) flowing++
    }
  }
  return flowing >= 3 && flowing > inner * 0.6 && lastFlowing <= last * 0.2
}

/** Stubs of a word or two between long lines, most of which end no sentence. */
export function looksWrappedTwice(lines: readonly Line[], width: number): boolean {
  let stubs = 0
  let open = 0
  for (let i = 1; i + 1 < lines.length; i++) {
    const [before, line, next] = [lines[i - 1] as Line, lines[i] as Line, lines[i + 1] as Line]
    if (line.blanks > 0 || next.blanks > 0 || line.text.length > 20 || before.text.length < width - 15)
      continue
    stubs++
    if (!SENTENCE_END.test(line.text) || /^\p{Ll}/u.test(next.text)) open++
  }
  return stubs >= 3 && stubs > lines.length * 0.12 && open > stubs * 0.5
}
