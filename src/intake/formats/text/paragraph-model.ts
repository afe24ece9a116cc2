/** How the paragraphs of a text are parted and whether its lines are wrapped: decided for the whole, not line by line. */
import { isGlyphLine } from '../../recover/scenes/glyph-line.ts'
import { halved, type Line, labelOf } from './lines.ts'
import { looksDoubleSpaced, looksFlowed, looksWrappedTwice } from './wrap-habits.ts'
import { findWrap, hasRoom } from './wrap-width.ts'

export interface ParagraphModel {
  /** The width lines are wrapped at, null where a line is as long as its paragraph. */
  width: number | null
  /** What begins a paragraph: a blank line, an indent, every line, or any line after a short one. */
  parting: 'blank' | 'indent' | 'line' | 'short'
  /** Blank lines that usually stand between two paragraphs; 0 where none do. */
  usualGap: number
  /** A blank line stands after every wrapped line. */
  isDoubleSpaced: boolean
  /** Wrapped at 72, then cut again at a little less: a word or two of every line stand on a line of their own. */
  isWrappedTwice: boolean
  /** `format=flowed`: a line that ends in a space goes on. */
  flows: boolean
  /** White space in front of every line. */
  baseIndent: number
  /** Paragraphs are marked by an indent here, so an indented line is nothing special. */
  indents: boolean
}

const HEADER_LINES = 60
/** Lines longer than this are paragraphs. */
const LONG_LINE = 110

/** @param given the lines of a whole text or a long stretch of it. */
export function findParagraphModel(given: readonly Line[]): ParagraphModel {
  const isDoubleSpaced = looksDoubleSpaced(given)
  const lines = isDoubleSpaced ? halved(given) : given
  const baseIndent = findBaseIndent(lines)
  const facts = countFacts(lines, baseIndent)
  const width = findWidth(lines, baseIndent, facts)
  const parting = width === null ? unwrappedParting(facts) : wrappedParting(lines, baseIndent, width)
  return {
    width,
    parting,
    usualGap: findUsualGap(facts, parting),
    isDoubleSpaced,
    isWrappedTwice: width !== null && looksWrappedTwice(lines, width),
    flows: width !== null && looksFlowed(lines),
    baseIndent,
    indents: facts.indented > lines.length * 0.1,
  }
}

interface Facts {
  lines: number
  /** Lines with a line directly above them. */
  joined: number
  indented: number
  /** How often each number of blank lines occurs, none included. */
  gaps: Map<number, number>
  characters: number
  charactersInLongLines: number
  /** Lines of fewer than 60 characters, and of them those that do not end a sentence. */
  short: number
  shortOpen: number
}

const SENTENCE_END = /[.!?…:;—–-]["'”’»)\]*_]*$|["”»]$/
const OPENS = /^[*_<[(]*["'“‘«„—–\p{Lu}\p{N}]/u

function countFacts(lines: readonly Line[], baseIndent: number): Facts {
  const facts: Facts = {
    lines: lines.length,
    joined: 0,
    indented: 0,
    gaps: new Map(),
    characters: 0,
    charactersInLongLines: 0,
    short: 0,
    shortOpen: 0,
  }
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as Line
    const gap = line.blanks
    if (i > 0) facts.gaps.set(gap, (facts.gaps.get(gap) ?? 0) + 1)
    if (i > 0 && gap === 0) facts.joined++
    if (isIndented(line, baseIndent)) facts.indented++
    facts.characters += line.text.length
    if (line.text.length > LONG_LINE) facts.charactersInLongLines += line.text.length
    if (line.text.length >= 60) continue
    facts.short++
    if (!SENTENCE_END.test(line.text)) facts.shortOpen++
  }
  return facts
}

/** Indented as a paragraph's first line is: not as far as a centred line. */
export function isIndented(line: Line, baseIndent: number): boolean {
  const extra = line.indent - baseIndent
  return extra >= 1 && extra <= 12
}

/** The white space nine lines of ten have in front at least. */
function findBaseIndent(lines: readonly Line[]): number {
  const indents = new Map<number, number>()
  for (const { indent } of lines) indents.set(indent, (indents.get(indent) ?? 0) + 1)
  let seen = 0
  for (const [indent, count] of [...indents].sort(([a], [b]) => a - b)) {
    seen += count
    if (seen > lines.length * 0.1) return indent
  }
  return 0
}

function findWidth(lines: readonly Line[], baseIndent: number, facts: Facts): number | null {
  if (facts.charactersInLongLines > facts.characters * 0.4) return null
  const { width, share, pairs } = findWrap(pairsOf(lines, baseIndent))
  const few = pairs < 4
  if (pairs === 0 || width < 45 || width > 104 || share < (few ? 0.75 : 0.4)) return null
  const beyond = lines.reduce((sum, line) => sum + (line.length > width + 2 ? 1 : 0), 0)
  return beyond > Math.max(lines.length * 0.15, few ? 0 : 1) ? null : width
}

/** Lines that may be one paragraph wrapped: not before an indented line, a label of the header or a glyph line. */
function* pairsOf(lines: readonly Line[], baseIndent: number): Iterable<[Line, Line]> {
  for (let i = 1; i < lines.length; i++) {
    const line = lines[i - 1] as Line
    const next = lines[i] as Line
    if (next.blanks > 0 || (isIndented(next, baseIndent) && !isIndented(line, baseIndent))) continue
    if (i < HEADER_LINES && (labelOf(next) || labelOf(line))) continue
    if (next.text.length > 2 && !isGlyphLine(next.text) && !isGlyphLine(line.text)) yield [line, next]
  }
}

function wrappedParting(
  lines: readonly Line[],
  baseIndent: number,
  width: number,
): ParagraphModel['parting'] {
  let byIndent = 0
  let byBlank = 0
  let byShort = 0
  for (let i = 1; i < lines.length; i++) {
    const line = lines[i - 1] as Line
    const next = lines[i] as Line
    if (next.blanks > 0) byBlank++
    else if (isIndented(next, baseIndent)) byIndent++
    else if (hasRoom(line, next, width) && SENTENCE_END.test(line.text) && OPENS.test(next.text)) byShort++
  }
  if (byIndent >= 2 && byIndent >= lines.length * 0.02 && byIndent > Math.max(byBlank, byShort))
    return 'indent'
  return byShort > byBlank && byShort >= lines.length * 0.08 ? 'short' : 'blank'
}

/** Verse has blank lines too and short lines, but its lines do not end sentences. */
function unwrappedParting(facts: Facts): ParagraphModel['parting'] {
  if (facts.joined < facts.lines * 0.5) return 'blank'
  const isVerse = facts.short > facts.lines * 0.7 && facts.shortOpen > facts.lines * 0.4
  const blanks = facts.lines - 1 - facts.joined
  return isVerse && blanks > facts.lines * 0.06 ? 'blank' : 'line'
}

/** The commonest number of blank lines; where paragraphs need none, blanks must be common to be usual. */
function findUsualGap(facts: Facts, parting: ParagraphModel['parting']): number {
  const blanks = facts.lines - 1 - facts.joined
  if (parting !== 'blank' && blanks < facts.lines * 0.2) return 0
  let usual = 1
  let most = 0
  for (const [gap, count] of [...facts.gaps].sort(([a], [b]) => a - b)) {
    if (gap > 0 && count > most) [usual, most] = [gap, count]
  }
  return usual
}
