/** One piece of the text as a block, with what is needed to look at it again. */
import { escapeHtml } from '../../../story/plain-text.ts'
import type { Block } from '../../document.ts'
import { isGlyphLine } from '../../recover/scenes/glyph-line.ts'
import { emphasiseWhole, type Inline, readInline } from './emphasis.ts'
import type { LineJoiner } from './join-lines.ts'
import type { Line } from './lines.ts'
import type { ParagraphModel } from './paragraph-model.ts'
import type { Piece } from './pieces.ts'

export interface Draft {
  block: Block
  /** The words with their marks. */
  raw: string
  inline: Inline
}

/** A passage in one pair of marks runs over so many paragraphs at most. */
const LONGEST_PASSAGE = 40
const WIDE_INDENT = 10

export function draftOf(piece: Piece, model: ParagraphModel, join: LineJoiner): Draft {
  const first = piece.lines[0] as Line
  const last = piece.lines.at(-1) as Line
  const span = { start: first.start, end: last.end, line: first.number }
  const raw = rawOf(piece, join)
  const isBreak = piece.kind === 'break'
  const inline = isBreak || isGlyphLine(raw) ? plainInline(raw) : readInline(raw)
  const block: Block = { kind: piece.kind, html: '', text: inline.text, span, gapBefore: 0 }
  block.html = isBreak ? '<hr>' : htmlOf(block, inline.html, piece)
  if (first.pageBreak) block.pageBreakBefore = true
  addLooks(block, inline, piece, model)
  return { block, raw, inline }
}

function plainInline(raw: string): Inline {
  const html = escapeHtml(raw).replaceAll('\n', '<br>')
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
export function emphasisePassages(drafts: readonly Draft[]): void {
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
