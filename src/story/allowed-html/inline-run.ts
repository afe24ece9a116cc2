/**
 * A run of inline content as pieces of text with the marks (elements) round each, and how it is written:
 * white space collapsed, cut into lines at `<br>`, every line closing what it opened. Kept flat so that broken
 * nesting, emphasis across paragraphs and twenty spans round one word all come out the same way.
 */
import { escapeHtml } from '../plain-text.ts'

export interface Mark {
  /** Element name. */
  name: string
  /** Its start tag. */
  open: string
  /** Two side by side are one. */
  joins: boolean
}

export interface TextPiece {
  text: string
  marks: readonly Mark[]
  /** Within a link to a page, whether the link is kept or not. */
  linked: boolean
  /** What a picture said. */
  picture: boolean
}

/** A piece of text, or a line break. */
export type Piece = TextPiece | null

export interface Line {
  html: string
  text: string
  /** Every word is bold or underlined. */
  strong: boolean
  /** Every word is within a link to a page, one that is not kept too. */
  linked: boolean
  /** Every word stands for a picture. */
  picture: boolean
}

const ODD_SPACE = /[\t\n\f\r]| {2}/
/** Characters neither HTML nor XML may hold, and byte-order marks that strayed into the middle. */
const FORBIDDEN = /[\x00-\x08\x0b\x0e-\x1f\x7f\ufeff\ufffe\uffff]/g
const FORBIDDEN_TEST = /[\x00-\x08\x0b\x0e-\x1f\x7f\ufeff\ufffe\uffff]/
const SPECIAL = /[&<>]/
const LINE_END: TextPiece = { text: '\n', marks: [], linked: false, picture: false }
const WORD = /[\p{L}\p{N}]/u
const STRONG = new Set(['strong', 'u'])

/** Text without characters that may not stand in a page; lone surrogates become U+FFFD. */
export function cleanText(text: string): string {
  const whole = text.isWellFormed() ? text : text.toWellFormed()
  return FORBIDDEN_TEST.test(whole) ? whole.replace(FORBIDDEN, '') : whole
}

/** @returns the lines between line breaks, blank ones as null; in preformatted text one line with "\n" in it. */
export function linesOf(pieces: readonly Piece[], preformatted: boolean): (Line | null)[] {
  if (preformatted) return [preformattedLine(pieces)]
  const lines: (Line | null)[] = []
  let start = 0
  let indent = false
  for (let at = 0; at <= pieces.length; at++) {
    if (at < pieces.length && pieces[at] !== null) continue
    const line = writeLine(collapse(pieces.slice(start, at) as TextPiece[], indent))
    indent = line !== null
    lines.push(line)
    start = at + 1
  }
  return lines
}

/**
 * White space collapsed and taken off both ends. A no-break space at the start is an indent: kept only within
 * a paragraph (verse), where it means something.
 */
function collapse(pieces: TextPiece[], keepIndent: boolean): TextPiece[] {
  const kept: TextPiece[] = []
  let afterSpace = true
  let begun = false
  for (const piece of pieces) {
    let text = cleanText(piece.text)
    if (ODD_SPACE.test(text)) text = text.replace(/[ \t\n\f\r]+/g, ' ')
    if (afterSpace && text.startsWith(' ')) text = text.slice(1)
    if (!begun && !keepIndent) text = text.trimStart()
    if (text === '') continue
    begun = true
    afterSpace = text.endsWith(' ')
    kept.push({ ...piece, text })
  }
  return trimEnd(kept)
}

function trimEnd(pieces: TextPiece[]): TextPiece[] {
  for (let last = pieces.pop(); last !== undefined; last = pieces.pop()) {
    const text = last.text.trimEnd()
    if (text === '') continue
    pieces.push({ ...last, text })
    break
  }
  return pieces
}

function preformattedLine(pieces: readonly Piece[]): Line | null {
  const whole: TextPiece[] = []
  let begun = false
  for (const piece of pieces) {
    let text = piece === null ? '\n' : cleanText(piece.text).replace(/\r\n?|\f/g, '\n')
    if (!begun) text = text.replace(/^(?:[^\S\n]*\n)+/, '')
    if (text === '') continue
    begun ||= text.trim() !== ''
    whole.push({ ...(piece ?? LINE_END), text })
  }
  return writeLine(trimEnd(whole))
}

function writeLine(pieces: readonly TextPiece[]): Line | null {
  if (pieces.length === 0) return null
  let html = ''
  let text = ''
  let open: readonly Mark[] = []
  const all = { strong: true, linked: true, picture: true }
  let words = false
  for (const piece of pieces) {
    const shared = sharedMarks(open, piece.marks)
    html += closeTags(open, shared)
    for (let at = shared; at < piece.marks.length; at++) html += (piece.marks[at] as Mark).open
    html += SPECIAL.test(piece.text) ? escapeHtml(piece.text) : piece.text
    text += piece.text
    open = piece.marks
    if ((words && !all.strong && !all.linked && !all.picture) || !WORD.test(piece.text)) continue
    words = true
    all.strong &&= piece.marks.some(({ name }) => STRONG.has(name))
    all.linked &&= piece.linked
    all.picture &&= piece.picture
  }
  html += closeTags(open, 0)
  return words ? { html, text, ...all } : { html, text, strong: false, linked: false, picture: false }
}

/** How many marks, from the outside, the two have in common. */
function sharedMarks(left: readonly Mark[], right: readonly Mark[]): number {
  let shared = 0
  for (; shared < left.length && shared < right.length; shared++) {
    const [a, b] = [left[shared] as Mark, right[shared] as Mark]
    if (a !== b && !(a.joins && b.joins && a.open === b.open)) break
  }
  return shared
}

function closeTags(marks: readonly Mark[], from: number): string {
  let html = ''
  for (let at = marks.length - 1; at >= from; at--) html += `</${(marks[at] as Mark).name}>`
  return html
}
