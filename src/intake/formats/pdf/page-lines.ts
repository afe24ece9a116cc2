/** Pieces of text on a page to its lines. */
import type { PdfPage, Piece, Rule } from './open-pdf.ts'

export interface Run {
  text: string
  italic: boolean
  bold: boolean
}

export interface Line {
  /** Index of its page. */
  page: number
  x: number
  y: number
  /** Right end. */
  end: number
  /** Of most of its letters. */
  size: number
  runs: Run[]
  text: string
  /** Width of its first word, as far as it can be told. */
  firstWord: number
  /** A rule was drawn between it and the line above. */
  ruleAbove: boolean
}

/** Of a line's height: pieces nearer than this to its baseline stand on it, as raised marks do. */
const SAME_LINE = 0.45
/** Of the size of the letters: a wider gap is a space. */
const SPACE = 0.17

/** @returns lines from top to bottom, as the file draws them. */
export function linesOf(page: PdfPage, index: number): Line[] {
  const lines: Line[] = []
  let open: Piece[] = []
  const close = () => {
    const line = toLine(open, index)
    if (line !== undefined) lines.push(line)
    open = []
  }
  for (const piece of page.pieces) {
    const last = open.at(-1)
    if (last !== undefined && !isSameLine(open, piece)) close()
    open.push(piece)
  }
  close()
  const sorted = inReadingOrder(lines)
  placeRules(sorted, page.rules)
  return sorted
}

function isSameLine(open: readonly Piece[], piece: Piece): boolean {
  const full = open.find(({ text }) => text.trim() !== '') ?? (open[0] as Piece)
  const last = open.at(-1) as Piece
  const size = Math.max(full.size, piece.size)
  if (Math.abs(piece.y - full.y) > size * SAME_LINE) return false
  return piece.x >= last.x - size || piece.text.trim() === ''
}

/** Most programs draw from top to bottom; heads and feet may come last. */
function inReadingOrder(lines: Line[]): Line[] {
  const inOrder = lines.filter((line, at) => at === 0 || line.y <= (lines[at - 1] as Line).y + 1).length
  return inOrder === lines.length ? lines : lines.sort((a, b) => b.y - a.y || a.x - b.x)
}

function toLine(pieces: readonly Piece[], page: number): Line | undefined {
  const filled = pieces.filter(({ text }) => text.trim() !== '')
  const first = filled[0]
  if (first === undefined) return undefined
  const runs: Run[] = []
  let end = Number.NEGATIVE_INFINITY
  for (const piece of pieces) {
    const isSpace = piece.text.trim() === ''
    const gap = piece.x - end > piece.size * SPACE && runs.length > 0
    if ((gap || isSpace) && runs.length > 0) addText(runs, ' ', runs.at(-1) as Run)
    if (isSpace) continue
    addText(runs, plainLetters(piece.text), piece)
    end = piece.x + piece.width
  }
  const text = runs
    .map((run) => run.text)
    .join('')
    .trim()
  const letters = first.text.trimStart()
  const word = /^\S+/.exec(letters)?.[0] ?? ''
  return {
    page,
    x: first.x,
    y: first.y,
    end: Math.max(...filled.map(({ x, width }) => x + width)),
    size: mainSize(filled),
    runs,
    text,
    firstWord: (first.width * word.length) / Math.max(1, letters.length),
    ruleAbove: false,
  }
}

function addText(runs: Run[], text: string, { italic, bold }: Run | Piece): void {
  const last = runs.at(-1)
  if (text === ' ' && (last === undefined || last.text.endsWith(' '))) return
  if (last !== undefined && last.italic === italic && last.bold === bold) last.text += text
  else runs.push({ text, italic, bold })
}

/** Ligatures drawn as one sign are letters; soft hyphens stay for whoever joins lines. */
function plainLetters(text: string): string {
  return text.replace(/[\ufb00-\ufb06]/g, (ligature) => ligature.normalize('NFKC'))
}

function mainSize(pieces: readonly Piece[]): number {
  const letters = new Map<number, number>()
  for (const { size, text } of pieces) {
    const rounded = Math.round(size * 4) / 4
    letters.set(rounded, (letters.get(rounded) ?? 0) + text.length)
  }
  return [...letters].reduce((best, each) => (each[1] > best[1] ? each : best))[0]
}

/** A rule right below a line's letters underlines them; one with some air round it parts the lines. */
function placeRules(lines: Line[], rules: readonly Rule[]): void {
  for (const rule of rules) {
    const below = lines.findIndex((line) => line.y < rule.y)
    const line = lines[below]
    const above = lines[below - 1]
    if (line === undefined) continue
    const underlines = above !== undefined && above.y - rule.y < above.size * 0.45
    const overlines = rule.y - line.y < line.size * 1.1
    if (!underlines && !overlines) line.ruleAbove = true
  }
}
