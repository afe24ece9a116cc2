/** Lines to pieces: the lines of each paragraph, verse, heading, quotation and break. */
import type { BlockKind } from '../../document.ts'
import { labelAlone } from '../../recover/labels.ts'
import { PROSE_LABELS } from '../../recover/run-on.ts'
import { type Line, labelOf } from './lines.ts'
import { isIndented, type ParagraphModel } from './paragraph-model.ts'
import { isQuoted } from './unquote.ts'
import { endsOnPurpose, findWrap, hasRoom } from './wrap-width.ts'

export interface Piece {
  kind: BlockKind
  lines: Line[]
  /** `breaks[i]`: line i + 1 stays on a line of its own. */
  breaks: boolean[]
  /** The lines of a heading that are its underline, at the end. */
  underlines?: number
}

/** Longer lines are no verse. */
const LONGEST_VERSE = 80
const LONG_LINE = 100
const SENTENCE_END = /[.!?…]["'”’»)\]*_]*$|["”»]$/
const OPENS_SPEECH = /^[*_/]?["“«„”‘—–]|^'\p{Lu}/u
const OPENS = /^[*_<[(]*["'“‘«„—–\p{Lu}\p{N}]/u
const BY_LINE = /^[~*_(-]*\s?(?:by|von|par|por|autor)\b/i
const SMALL = /^[*_]?\p{Ll}/u

/**
 * @param group lines with no blank line and no break line between them.
 * @param isHeader whether labels are looked for: at the top, and where a new header may begin.
 */
export function piecesOf(group: Line[], model: ParagraphModel, isHeader: boolean): Piece[] {
  if (group.length === 1) return [oneLine(group[0] as Line)]
  const first = group[0] as Line
  if (isMarkdownHeading(first)) return [oneLine(first), ...piecesOf(group.slice(1), model, isHeader)]
  if (group.every((line) => isQuoted(line.text))) return [quotation(group)]
  const header = isHeader ? headerEnd(group, model) : 0
  if (header > 0) {
    const rest = group.slice(header)
    return [
      ...headerPieces(group.slice(0, header), model),
      ...(rest.length > 0 ? piecesOf(rest, model, false) : []),
    ]
  }
  if (isHeader && isCopiedTable(group)) return eachLine(group)
  if (isHeader && isTitleBlock(group)) return eachLine(group)
  if (model.width !== null) return wrappedPieces(group, model, model.width)
  return model.parting === 'line' ? linePieces(group) : loosePieces(group, model)
}

function oneLine(line: Line): Piece {
  return {
    kind: isMarkdownHeading(line) ? 'heading' : isQuoted(line.text) ? 'quote' : 'paragraph',
    lines: [line],
    breaks: [],
  }
}

function isMarkdownHeading(line: Line): boolean {
  return line.text.length < 120 && /^#{1,6} +[^\s#]/.test(line.text)
}

function eachLine(group: Line[]): Piece[] {
  return group.map(oneLine)
}

function verse(lines: Line[]): Piece {
  return { kind: 'verse', lines, breaks: lines.slice(1).map(() => true) }
}

function joined(lines: Line[], breaks = lines.slice(1).map(() => false)): Piece {
  return { kind: 'paragraph', lines, breaks }
}

/** Quoted lines go on where they are about as long as the longest. */
function quotation(group: Line[]): Piece {
  const { width, share } = findWrap(pairs(group))
  const wrapped = share >= 0.6 && width >= 45
  const breaks = group.slice(1).map((next, i) => !wrapped || endsOnPurpose(group[i] as Line, next, width))
  return { kind: 'quote', lines: group, breaks }
}

function pairs(group: readonly Line[]): [Line, Line][] {
  return group.slice(1).map((next, i) => [group[i] as Line, next])
}

/** Between two labels stand so many lines of a value at most, and before the first one so many of title and greeting. */
const LONGEST_VALUE = 12

/** Where the labels and the last one's value end; 0 where there are none. */
function headerEnd(group: readonly Line[], model: ParagraphModel): number {
  let last = -1
  for (let i = 0; i < group.length && i - last <= LONGEST_VALUE; i++) if (labelOf(group[i] as Line)) last = i
  if (last === -1) return 0
  let end = last + 1
  while (end < group.length && continuesValue(group[end - 1] as Line, group[end] as Line, model)) end++
  return end
}

/** Every label begins a piece of its own; a line that only continues the value above is joined to it. */
function headerPieces(group: Line[], model: ParagraphModel): Piece[] {
  const pieces: Piece[] = []
  for (const line of group) {
    const piece = pieces.at(-1)
    const before = piece?.lines.at(-1)
    const isOwn = isPlainLabel(line) && piece !== undefined && !opensProse(piece.lines[0] as Line)
    // A short line that is no value, a title, is not gone on with: below it stands a name.
    const isTitle = piece?.lines.length === 1 && labelOf(piece.lines[0] as Line) === null
    if (
      !piece ||
      !before ||
      isOwn ||
      (isTitle && before.text.length < 40) ||
      !continuesValue(before, line, model)
    )
      pieces.push(oneLine(line))
    else {
      piece.lines.push(line)
      piece.breaks.push(false)
    }
  }
  return pieces
}

/** "Warnings: None": a capital, a known label, a colon. In a run of labels it begins a field even where its word is common. */
function isPlainLabel(line: Line): boolean {
  const label = labelOf(line)
  return label !== null && line.text.startsWith(`${label.label}:`) && /^\p{Lu}/u.test(line.text)
}

/** A value that is prose may itself have a line that begins so; so may a line that is no value. */
function opensProse(line: Line): boolean {
  const label = labelOf(line)
  return label === null || PROSE_LABELS.has(label.field)
}

function continuesValue(before: Line, line: Line, model: ParagraphModel): boolean {
  const isFull = model.width === null ? before.text.length >= 55 : !endsOnPurpose(before, line, model.width)
  const label = labelOf(line)
  const isTitle = label?.field === 'title' && isPlainLabel(line)
  if (label && (!label.weak || isTitle || !isFull || SENTENCE_END.test(before.text))) return false
  const isHung = model.parting !== 'indent' && line.indent >= before.indent + 2 && line.indent < 30
  if (SMALL.test(line.text) || isHung) return !label
  if (model.width !== null) return isFull
  return before.text.length >= 55 && before.text.length <= LONG_LINE && !SENTENCE_END.test(before.text)
}

/** Hard-wrapped lines: joined, but for those ended on purpose. */
function wrappedPieces(group: Line[], model: ParagraphModel, width: number): Piece[] {
  if (model.parting === 'indent')
    return splitBefore(group, (line) => isIndented(line, model.baseIndent)).flatMap((lines) =>
      unwrap(lines, model, width),
    )
  if (model.parting === 'line' || model.parting === 'short') return splitAfterShort(group, width)
  return unwrap(group, model, width)
}

function splitBefore(group: Line[], starts: (line: Line, before: Line) => boolean): Line[][] {
  const parts: Line[][] = []
  for (const line of group) {
    const part = parts.at(-1)
    if (!part || starts(line, part.at(-1) as Line)) parts.push([line])
    else part.push(line)
  }
  return parts
}

/** Nothing marks a paragraph but that its last line is short and ends a sentence, or that speech follows speech. */
function splitAfterShort(group: Line[], width: number): Piece[] {
  return splitBefore(group, (line, before) => isParagraphEnd(before, line, width)).map((lines) =>
    joined(lines),
  )
}

function isParagraphEnd(before: Line, line: Line, width: number): boolean {
  if (SMALL.test(line.text)) return false
  if (hasRoom(before, line, width)) return SENTENCE_END.test(before.text) || before.text.length < width / 2
  return /["”»]$/.test(before.text) && OPENS_SPEECH.test(line.text)
}

function unwrap(group: Line[], model: ParagraphModel, width: number): Piece[] {
  if (group.length === 1) return [oneLine(group[0] as Line)]
  const onPurpose = pairs(group).map(([line, next]) =>
    model.flows ? !line.flows : endsOnPurpose(line, next, width),
  )
  const count = onPurpose.filter(Boolean).length
  if (count === 0 || model.isWrappedTwice) return [joined(group)]
  if (count >= onPurpose.length * 0.6) return shortLines(group)
  return splitOnPurpose(group, onPurpose)
}

function splitOnPurpose(group: Line[], onPurpose: readonly boolean[]): Piece[] {
  const pieces: Piece[] = [joined([group[0] as Line], [])]
  for (let i = 0; i < onPurpose.length; i++) {
    const line = group[i] as Line
    const next = group[i + 1] as Line
    const piece = pieces.at(-1) as Piece
    if (onPurpose[i] && SENTENCE_END.test(line.text) && OPENS.test(next.text)) pieces.push(joined([next], []))
    else {
      piece.lines.push(next)
      piece.breaks.push(onPurpose[i] === true && !SMALL.test(next.text))
    }
  }
  return pieces
}

/** Short lines whose ends mean something: speeches are paragraphs, anything else is verse, a letter, a chat. */
function shortLines(group: Line[]): Piece[] {
  const speeches = group.filter((line) => OPENS_SPEECH.test(line.text) && SENTENCE_END.test(line.text)).length
  return speeches >= group.length * 0.5 ? eachLine(group) : [verse(group)]
}

/** Every line is a paragraph, but for runs of short lines that do not end sentences. */
function linePieces(group: Line[]): Piece[] {
  const pieces: Piece[] = []
  let run: Line[] = []
  const flush = () => {
    const closed = run.filter((line) => SENTENCE_END.test(line.text)).length
    if (run.length >= 3 && closed <= run.length * 0.34) pieces.push(verse(run))
    else pieces.push(...eachLine(run))
    run = []
  }
  for (const line of group) {
    const isShort = line.text.length < 50 && !OPENS_SPEECH.test(line.text) && !isMarkdownHeading(line)
    if (isShort) run.push(line)
    else {
      flush()
      pieces.push(oneLine(line))
    }
  }
  flush()
  return pieces
}

/** Title and by-line, with no blank line between. */
function isTitleBlock(group: readonly Line[]): boolean {
  if (group.length > 4 || group.some((line) => line.text.length >= 60)) return false
  const hasByLine = group.some((line) => BY_LINE.test(line.text))
  return (
    hasByLine || ((group[0] as Line).number < 12 && !group.slice(1).some((line) => SMALL.test(line.text)))
  )
}

/** A table copied as text: label and value on lines of their own by turns. */
function isCopiedTable(group: readonly Line[]): boolean {
  return (
    group.length <= 60 &&
    group.filter((line) => labelAlone(line.text)).length >= Math.max(2, group.length * 0.3)
  )
}

/** Lines side by side in a text of long lines: a wrapped stretch, verse, or paragraphs that lack their blank line. */
function loosePieces(group: Line[], model: ParagraphModel): Piece[] {
  const longest = Math.max(...group.slice(0, 1000).map((line) => line.text.length))
  if (longest > LONG_LINE) return eachLine(group)
  const { width, share } = findWrap(pairs(group))
  if (group.length >= 4 && share >= 0.7 && width >= 50) return unwrap(group, model, width)
  const isOneSentence = pairs(group).every(([line, next]) => line.text.length >= 50 && SMALL.test(next.text))
  if (isOneSentence) return [joined(group)]
  return longest <= LONGEST_VERSE ? shortLines(group) : eachLine(group)
}
