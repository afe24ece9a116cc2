/** Decoded text to blocks, in order; no letter of it is lost. */
import type { Block } from '../../document.ts'
import { findSigns, isBreak, type Signs } from './break-lines.ts'
import { type Draft, draftOf, emphasisePassages } from './draft.ts'
import { type LineJoiner, lineJoiner } from './join-lines.ts'
import { type Line, labelOf, readLines } from './lines.ts'
import type { ParagraphModel } from './paragraph-model.ts'
import { type Piece, piecesOf } from './pieces.ts'
import { stretchesOf } from './stretches.ts'
import { unquoted } from './unquote.ts'

/** The header stands within so many lines of the top. */
const HEADER_LINES = 60
const CUT =
  /^(?:<\/?(?:lj-)?cut\b[^>]*>|[([]?\s*(?:read more|keep reading|under the cut|read on|cut for length)\b[\s.…!:]*[)\]]?)$/i

/** A cut's tag is a line of its own, whatever stands about it. */
const CUT_TAG = /^<\/?(?:lj-)?cut\b[^>]*>$/i

interface WholeText extends Signs {
  join: LineJoiner
}

/** @param text line ends "\n". Time grows with text.length. */
export function readBlocks(text: string): Block[] {
  const lines = unquoted(readLines(text))
  const whole = { ...findSigns(lines), join: lineJoiner(text) }
  const drafts: Draft[] = []
  for (const { lines: stretch, model } of stretchesOf(lines)) readStretch(stretch, model, whole, drafts)
  emphasisePassages(drafts)
  return drafts.map(({ block }) => block)
}

function readStretch(lines: Line[], model: ParagraphModel, whole: WholeText, drafts: Draft[]): void {
  let cutBefore = false
  for (let from = 0; from < lines.length; ) {
    const gap = (lines[from] as Line).blanks
    const pieces = nextPieces(lines, from, { model, whole, isFresh: drafts.length === 0 || gap > 2 })
    for (const [i, piece] of pieces.entries()) {
      const draft = draftOf(piece, model, whole.join)
      if (i === 0 && drafts.length > 0) draft.block.gapBefore = Math.max(0, gap - model.usualGap)
      if (cutBefore) draft.block.cutBefore = true
      cutBefore = CUT.test(draft.raw)
      if (draft.block.text !== '' || draft.block.kind === 'break') drafts.push(draft)
      from += piece.lines.length
    }
  }
}

interface Place {
  model: ParagraphModel
  whole: WholeText
  /** Nothing, or nothing near, stands above. */
  isFresh: boolean
}

/** The break line, or the lines up to the next blank line, in pieces. */
function nextPieces(lines: readonly Line[], from: number, { model, whole, isFresh }: Place): Piece[] {
  if (isBreak(lines, from, whole, model))
    return [{ kind: 'break', lines: lines.slice(from, from + 1), breaks: [] }]
  if (CUT_TAG.test((lines[from] as Line).text))
    return [{ kind: 'paragraph', lines: lines.slice(from, from + 1), breaks: [] }]
  const group = lines.slice(from, endOfGroup(lines, from, whole, model))
  const heading = underlined(group, lines[from + group.length])
  return heading ? [heading] : piecesOf(group, model, mayBeHeader(group, isFresh))
}

function endOfGroup(lines: readonly Line[], from: number, whole: WholeText, model: ParagraphModel): number {
  let to = from + 1
  while (to < lines.length) {
    const line = lines[to] as Line
    if (line.blanks > 0 || line.pageBreak || isBreak(lines, to, whole, model) || CUT_TAG.test(line.text))
      break
    to++
  }
  return to
}

/** One short line with a row of signs of its length right below is a heading. */
function underlined(group: readonly Line[], below: Line | undefined): Piece | null {
  const line = group[0] as Line
  if (group.length !== 1 || !below || below.blanks > 0 || !/^(?:=+|-+|~+|_+|\*+)$/.test(below.text))
    return null
  const difference = Math.abs(line.text.length - below.text.length)
  if (line.text.length > 70 || below.text.length < 3 || difference > 3 || /[.,;"”]$/.test(line.text))
    return null
  return { kind: 'heading', lines: [line, below], breaks: [false], underlines: 1 }
}

/** Labels are looked for at the top, after a page break or a wide gap, and where several strong ones stand together. */
function mayBeHeader(group: readonly Line[], isFresh: boolean): boolean {
  const first = group[0] as Line
  if (first.number <= HEADER_LINES || first.pageBreak || isFresh) return true
  if (group.length < 3) return false
  const labels = group.slice(0, 20).map((line) => (line.text.includes(':') ? labelOf(line) : null))
  return new Set(labels.filter((label) => label && !label.weak).map((label) => label?.field)).size >= 3
}
