/** Decoded text to blocks, in order; no letter of it is lost. */
import type { Block } from '../../document.ts'
import { isBreakLine, isDressedWord, isGlyphLine } from '../../recover/scenes/glyph-line.ts'
import { emphasiseWhole, type Inline, readInline } from './emphasis.ts'
import { type LineJoiner, lineJoiner } from './join-lines.ts'
import { type Line, labelOf, readLines } from './lines.ts'
import type { ParagraphModel } from './paragraph-model.ts'
import { type Piece, piecesOf } from './pieces.ts'
import { stretchesOf } from './stretches.ts'

/** The header stands within so many lines of the top. */
const HEADER_LINES = 60
const CUT =
  /^(?:<\/?(?:lj-)?cut\b[^>]*>|[([]?\s*(?:read more|keep reading|under the cut|read on|cut for length)\b[\s.…!:]*[)\]]?)$/i
/** A passage in one pair of marks runs over so many paragraphs at most. */
const LONGEST_PASSAGE = 40

interface Draft {
  block: Block
  raw: string
  inline: Inline
}

/** @param text line ends "\n". Time grows with text.length. */
export function readBlocks(text: string): Block[] {
  const lines = unquoted(readLines(text))
  const whole: WholeText = { ...findSigns(lines), join: lineJoiner(text) }
  const drafts: Draft[] = []
  for (const { lines: stretch, model } of stretchesOf(lines)) readStretch(stretch, model, whole, drafts)
  emphasisePassages(drafts)
  return drafts.map(({ block }) => block)
}

interface WholeText {
  join: LineJoiner
  /** Dressed words that recur: they are breaks. */
  dressed: Set<string>
  /** Roman numbers stand alone on lines: then "X" is one of them. */
  hasRomanNumbers: boolean
}

function findSigns(lines: readonly Line[]): Omit<WholeText, 'join'> {
  const seen = new Set<string>()
  const dressed = new Set<string>()
  let hasRomanNumbers = false
  for (const { text } of lines) {
    if (text.length > 28) continue
    if (/^(?:I{1,3}|IV|VI{0,3}|IX|XI{1,3})[.:)]?$/.test(text)) hasRomanNumbers = true
    if (!isDressedWord(text)) continue
    if (seen.has(text)) dressed.add(text)
    seen.add(text)
  }
  return { dressed, hasRomanNumbers }
}

/** A story forwarded whole has `> ` before every line: one level is taken off. */
function unquoted(lines: Line[]): Line[] {
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

function readStretch(lines: Line[], model: ParagraphModel, whole: WholeText, drafts: Draft[]): void {
  let cutBefore = false
  for (let from = 0; from < lines.length; ) {
    const first = lines[from] as Line
    const gap = gapOf(first, model)
    const to = isBreak(lines, from, whole, model) ? from + 1 : endOfGroup(lines, from, whole, model)
    const group = lines.slice(from, to)
    const pieces = isBreak(lines, from, whole, model)
      ? [{ kind: 'break', lines: group, breaks: [] } as Piece]
      : (underlined(group, lines[to], model) ??
        piecesOf(group, model, mayBeHeader(group, drafts.length === 0 || gap > 2)))
    const used = pieces.reduce((sum, piece) => sum + piece.lines.length, 0)
    for (const [i, piece] of pieces.entries()) {
      const draft = draftOf(piece, model, whole)
      if (i === 0) draft.block.gapBefore = drafts.length === 0 ? 0 : Math.max(0, gap - model.usualGap)
      if (cutBefore) draft.block.cutBefore = true
      cutBefore = CUT.test(draft.raw)
      if (draft.block.text !== '' || draft.block.kind === 'break') drafts.push(draft)
    }
    from += used
  }
}

function gapOf(line: Line, model: ParagraphModel): number {
  return model.isDoubleSpaced ? Math.floor(line.blanks / 2) : line.blanks
}

function endOfGroup(lines: readonly Line[], from: number, whole: WholeText, model: ParagraphModel): number {
  let to = from + 1
  while (to < lines.length) {
    const line = lines[to] as Line
    if (gapOf(line, model) > 0 || line.pageBreak || isBreak(lines, to, whole, model)) break
    to++
  }
  return to
}

/** A break line stands alone; a row of letters (`xx` may end a letter) only where nothing touches it. */
function isBreak(lines: readonly Line[], at: number, whole: WholeText, model: ParagraphModel): boolean {
  const { text } = lines[at] as Line
  if (text.length > 120 || /^>+$/.test(text)) return false
  if (whole.dressed.has(text) || /^<hr ?\/?>$/i.test(text)) return true
  if (!isBreakLine(text)) return false
  if (/^[xX]+[.)]?$/.test(text) && text === text.toUpperCase() && whole.hasRomanNumbers) return false
  if (!/\p{L}/u.test(text) || model.parting !== 'blank') return true
  const next = lines[at + 1]
  const isAlone = (at === 0 || gapOf(lines[at] as Line, model) > 0) && (!next || gapOf(next, model) > 0)
  return isAlone
}

/** One short line with a row of signs of its length right below is a heading. */
function underlined(group: readonly Line[], below: Line | undefined, model: ParagraphModel): Piece[] | null {
  const line = group[0] as Line
  if (group.length !== 1 || !below || gapOf(below, model) > 0 || !/^(?:=+|-+|~+|_+|\*+)$/.test(below.text))
    return null
  const difference = Math.abs(line.text.length - below.text.length)
  if (line.text.length > 70 || below.text.length < 3 || difference > 3 || /[.,;"”]$/.test(line.text))
    return null
  return [{ kind: 'heading', lines: [line, below], breaks: [false], underlines: 1 }]
}

/** Labels are looked for at the top, after a page break or a wide gap, and where several strong ones stand together. */
function mayBeHeader(group: readonly Line[], isFresh: boolean): boolean {
  const first = group[0] as Line
  if (first.number <= HEADER_LINES || first.pageBreak || isFresh) return true
  if (group.length < 3) return false
  const labels = group.slice(0, 20).map((line) => (line.text.includes(':') ? labelOf(line) : null))
  return new Set(labels.filter((label) => label && !label.weak).map((label) => label?.field)).size >= 3
}

function draftOf(piece: Piece, model: ParagraphModel, whole: WholeText): Draft {
  const first = piece.lines[0] as Line
  const last = piece.lines.at(-1) as Line
  const span = { start: first.start, end: last.end, line: first.number }
  const raw = rawOf(piece, whole.join)
  const isBreak = piece.kind === 'break'
  const inline = isBreak || isGlyphLine(raw) ? plainInline(raw) : readInline(raw)
  const block: Block = { kind: piece.kind, html: '', text: inline.text, span, gapBefore: 0 }
  block.html = isBreak ? '<hr>' : htmlOf(block, inline.html, piece)
  if (first.pageBreak) block.pageBreakBefore = true
  addLooks(block, inline, piece, model)
  return { block, raw, inline }
}

function plainInline(raw: string): Inline {
  const { html } = readInline(raw.replace(/[*_/[]/g, ' '))
  return { html, text: raw, isStrong: false, isCentred: false, opens: null, closes: null }
}

function rawOf(piece: Piece, join: LineJoiner): string {
  const lines = piece.underlines ? piece.lines.slice(0, -piece.underlines) : piece.lines
  if (piece.kind === 'heading' && !piece.underlines)
    return (lines[0] as Line).text.replace(/^#+\s*|\s*#+$/g, '')
  if (piece.kind !== 'quote') return join(lines, piece.breaks)
  const bare = lines.map((line) => ({ ...line, text: line.text.replace(/^(?:>\s*)+/, '') }))
  return join(bare, piece.breaks).trim()
}

function htmlOf(block: Block, inner: string, piece: Piece): string {
  if (block.kind === 'quote') return `<blockquote><p>${inner}</p></blockquote>`
  if (block.kind !== 'heading') return `<p>${inner}</p>`
  block.level = piece.underlines ? 2 : Math.min(6, /^#+/.exec((piece.lines[0] as Line).text)?.[0].length ?? 2)
  const tag = `h${Math.max(3, block.level)}`
  return `<${tag}>${inner}</${tag}>`
}

const WIDE_INDENT = 10

/** Bold, capitals, or set apart by white space: what a heading may look like. */
function addLooks(block: Block, inline: Inline, piece: Piece, model: ParagraphModel): void {
  const first = piece.lines[0] as Line
  if (block.kind === 'break' || block.text.length > 100) return
  const indent = first.indent - model.baseIndent
  const width = model.width ?? 72
  const isMiddle = Math.abs(first.indent + first.text.length / 2 - width / 2) <= 6
  if (inline.isCentred || (indent >= WIDE_INDENT && piece.lines.length === 1 && isMiddle))
    block.centred = true
  const isShouted = !/\p{Ll}/u.test(block.text) && /\p{Lu}.*\p{Lu}/u.test(block.text)
  const isSetApart =
    piece.lines.length === 1 && indent >= 2 && !model.indents && !/[.,;"”…]$/.test(block.text)
  if (inline.isStrong || isShouted || isSetApart) block.strong = true
}

/** A mark opened at the head of one paragraph and closed at the foot of a later one emphasises all of them. */
function emphasisePassages(drafts: readonly Draft[]): void {
  let start = -1
  for (const [i, { inline, block }] of drafts.entries()) {
    const opened = start === -1 ? null : (drafts[start] as Draft).inline.opens
    if (opened !== null && inline.closes === opened && i > start) {
      for (let j = start; j <= i; j++)
        emphasise(drafts[j] as Draft, opened, { first: j === start, last: j === i })
      start = -1
    } else if (inline.opens !== null) start = i
    else if (i - start > LONGEST_PASSAGE || block.kind === 'break' || block.kind === 'heading') start = -1
  }
}

function emphasise(draft: Draft, mark: string, ends: { first: boolean; last: boolean }): void {
  const { block } = draft
  const inline = emphasiseWhole(draft.raw, mark, ends)
  block.text = inline.text
  block.html =
    block.kind === 'quote' ? `<blockquote><p>${inline.html}</p></blockquote>` : `<p>${inline.html}</p>`
}
