/**
 * A chapter cut into passages, the unit of search: about 160 words each, never across a scene break, and on paragraph
 * borders where the paragraphs allow it. A passage of 160 words fills the 256 tokens a sentence encoder reads well.
 */
import { BREAK_LINE, type PlainChapter } from '../story/plain-text.ts'

export interface Passage {
  /** UTF-16 offsets into the chapter's text, end exclusive; neither end is white space. */
  start: number
  end: number
  /** Index of the chapter's top-level block it begins in. */
  block: number
}

export const PASSAGE_WORDS = 160
/** A longer paragraph is cut at sentence ends. */
const PARAGRAPH_WORDS_MAX = 240
/** Where there is no white space at all, a piece ends after so many characters. */
const UNBROKEN_CHARACTERS_MAX = 1000

const SENTENCE_END = /[.!?…]["'”’»)\]*_]*\s+|\n\s*/g

/** A stretch of text that is not cut any further. */
interface Piece {
  start: number
  end: number
  block: number
  words: number
}

/**
 * @param chapter a chapter's plain text, as `plainChapter` makes it.
 * @returns passages in order, none overlapping; together they hold everything but white space and the break lines.
 * Pure; time grows with the text's length.
 */
export function cutPassages(chapter: PlainChapter): Passage[] {
  return scenes(chapter).flatMap(joinPieces)
}

function scenes({ text, blocks }: PlainChapter): Piece[][] {
  const found: Piece[][] = [[]]
  for (const [block, { start, end }] of blocks.entries()) {
    const scene = found.at(-1) as Piece[]
    if (end - start === BREAK_LINE.length && text.startsWith(BREAK_LINE, start)) found.push([])
    else
      for (const piece of cutParagraph(text, trimmed(text, { start, end, block, words: 0 })))
        scene.push(piece)
  }
  return found
}

/** Pieces of a scene joined to passages of like length: none much longer than the rest, no crumb left at the end. */
function joinPieces(pieces: Piece[]): Passage[] {
  const words = pieces.reduce((sum, piece) => sum + piece.words, 0)
  const target = words / Math.max(1, Math.round(words / PASSAGE_WORDS))
  const passages: Passage[] = []
  let open: Passage | undefined
  let openWords = 0
  for (const piece of pieces) {
    if (open && openWords + piece.words / 2 > target) {
      passages.push(open)
      open = undefined
    }
    if (open) {
      open.end = piece.end
      openWords += piece.words
    } else {
      open = { start: piece.start, end: piece.end, block: piece.block }
      openWords = piece.words
    }
  }
  if (open) passages.push(open)
  return passages
}

function cutParagraph(text: string, paragraph: Piece): Piece[] {
  if (paragraph.start >= paragraph.end) return []
  paragraph.words = countWeight(text, paragraph.start, paragraph.end)
  if (
    paragraph.words <= PARAGRAPH_WORDS_MAX &&
    paragraph.end - paragraph.start <= UNBROKEN_CHARACTERS_MAX * 4
  )
    return [paragraph]
  const sentences = cutAfter(text, paragraph, SENTENCE_END)
  return sentences.flatMap((sentence) => cutSentence(text, sentence))
}

/** Cuts after every match of the pattern; white space around the pieces is left out. */
function cutAfter(text: string, piece: Piece, pattern: RegExp): Piece[] {
  const pieces: Piece[] = []
  const within = text.slice(piece.start, piece.end)
  let from = 0
  const push = (to: number) => {
    const cut = trimmed(text, { ...piece, start: piece.start + from, end: piece.start + to })
    from = to
    if (cut.start >= cut.end) return
    cut.words = countWeight(text, cut.start, cut.end)
    pieces.push(cut)
  }
  for (const match of within.matchAll(pattern)) push(match.index + match[0].length)
  push(within.length)
  return pieces
}

/** A sentence without end (a list, a rant, a wall of signs) is cut between words, and where there are none, anywhere. */
function cutSentence(text: string, sentence: Piece): Piece[] {
  if (sentence.words <= PARAGRAPH_WORDS_MAX && sentence.end - sentence.start <= UNBROKEN_CHARACTERS_MAX * 4)
    return [sentence]
  const pieces: Piece[] = []
  let { start } = sentence
  while (start < sentence.end) {
    const end = cutPoint(text, start, sentence.end)
    const piece = trimmed(text, { ...sentence, start, end })
    if (piece.start < piece.end) pieces.push({ ...piece, words: countWeight(text, piece.start, piece.end) })
    start = end
  }
  return pieces
}

/** Where a piece of at most so many characters ends: after the last white space in it, and never within a character. */
function cutPoint(text: string, start: number, end: number): number {
  const limit = start + UNBROKEN_CHARACTERS_MAX
  if (limit >= end) return end
  for (let at = limit; at > start; at--) if (isSpace(text.charCodeAt(at))) return at
  const inPair = text.charCodeAt(limit) >= 0xdc00 && text.charCodeAt(limit) <= 0xdfff
  return inPair ? limit - 1 : limit
}

function trimmed(text: string, piece: Piece): Piece {
  let { start, end } = piece
  while (start < end && isSpace(text.charCodeAt(start))) start++
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--
  return { ...piece, start, end }
}

const isSpace = (code: number) =>
  code === 32 ||
  (code >= 9 && code <= 13) ||
  code === 0xa0 ||
  code === 0x3000 ||
  code === 0x2028 ||
  code === 0x2029

/** Words as a passage's length is measured: runs without white space, and every two characters of unspaced scripts. */
function countWeight(text: string, start: number, end: number): number {
  let words = 0
  let unspaced = 0
  let inWord = false
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at)
    if (isSpace(code)) inWord = false
    else {
      if (code >= 0x2e80 && code <= 0x9fff) unspaced++
      if (!inWord) words++
      inWord = true
    }
  }
  return words + (unspaced >> 1)
}
