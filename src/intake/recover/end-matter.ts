/** Where the story ends and notes, begging and furniture begin. */
import type { Block } from '../document.ts'
import { furnitureOf, isEndMark } from './furniture.ts'
import { labelOfLine } from './labels.ts'
import { noteFeatures, noteScore } from './note-score.ts'

const MAX_BLOCKS = 80
const NEEDED = 2

export interface EndCut {
  /** First block after the story; `to` where the story runs to the end. */
  cut: number
  /** The end mark, if there is one: it belongs to neither. */
  endMark: number | null
}

/**
 * @param from first block of the story, @param to the one after the last.
 * @returns the cut after which everything talks about the story; the story keeps at least its first block.
 */
export function cutEnd(blocks: Block[], from: number, end: number): EndCut {
  const to = commentsFrom(blocks, from, end)
  let sum = 0
  let chosen: EndCut = { cut: to, endMark: null }
  let best = 0
  for (let index = to - 1; index > from && index >= to - MAX_BLOCKS; index--) {
    const block = blocks[index] as Block
    const isMark = block.kind !== 'break' && isEndMark(block.text)
    sum += isMark ? 0 : pointsOf(block) + (isMarkedFootnote(blocks, { from, at: index }) ? NEEDED : 0)
    const total = sum + (isMark ? 6 : borderBonus(blocks, index))
    if (total > best && total >= NEEDED && block.kind !== 'break') {
      best = total
      chosen = { cut: index, endMark: isMark ? index : null }
    }
    if (sum < -5) break
  }
  return backOverBreaks(blocks, from, backOverNotes(blocks, from, chosen))
}

/** Labelled notes and pleas right above an end mark: the mark is the chapter's, and so are they. */
function backOverNotes(blocks: Block[], from: number, end: EndCut): EndCut {
  if (end.endMark === null || end.cut !== end.endMark) return end
  let { cut } = end
  while (cut > from + 1 && isSureNote(blocks[cut - 1] as Block)) cut--
  return { ...end, cut }
}

function isSureNote(block: Block): boolean {
  const label = block.kind === 'break' ? null : labelOfLine(block.text.split('\n')[0] as string)
  const isNote = label !== null && (label.field === 'notes' || label.field === 'endNotes')
  return (isNote && pointsOf(block) >= 4) || furnitureOf(block.text) === 'begging'
}

/** Where a saved page's comments begin: the count with its links, then replies. Nothing below is read. */
export function commentsFrom(blocks: Block[], from: number, to: number): number {
  for (let index = from + 1; index < to; index++) {
    const { text } = blocks[index] as Block
    if (text.length < 120 && text.includes('omment') && COMMENTS.test(text.trim())) return index
  }
  return to
}

const COMMENTS =
  /^\(?(?:\d+|no) comments?\s*(?:[|·•-]\s*(?:leave|post|add|read)\b.*)\)?$|^\(?(?:leave|post) a (?:new )?comment\)?(?:\s*[|·•-].*)?$|^\(?\d+ comments? so far\)?$|^\((?:\d+|no|leave a) comments?\s*\|\s*(?:comment on this|leave|post|add|read)\b.*\)$/i

function backOverBreaks(blocks: Block[], from: number, end: EndCut): EndCut {
  let { cut } = end
  while (cut > from + 1 && blocks[cut - 1]?.kind === 'break') cut--
  return { cut, endMark: end.endMark }
}

function pointsOf(block: Block): number {
  if (block.kind === 'break') return 0
  const furniture = furnitureOf(block.text)
  if (furniture) return furniture === 'begging' ? 2.5 : 2
  if (block.text.includes('\n') && block.text.length < 300 && areAllFurniture(block.text)) return 2
  const label = labelOfLine(block.text.split('\n')[0] as string)
  if (label) return labelPoints(label, block.text)
  if (isFootnote(block.text)) return 1.2
  const { score, isFanTalk } = noteFeatures(block.text)
  return Math.max(-3, Math.min(isFanTalk ? 4 : -0.1, score))
}

function areAllFurniture(text: string): boolean {
  return text.split('\n').every((line) => line.trim() === '' || furnitureOf(line) !== null)
}

function labelPoints(label: { weak: boolean; field: string; value: string }, text: string): number {
  if (label.field === 'notes' || label.field === 'endNotes')
    return label.weak && noteScore(text) < -1.5 ? 0.5 : 4
  if (!label.weak) return 3.5
  return Math.max(-2, Math.min(3, noteScore(text))) + 0.6
}

/** A footnote's text at the end: `* from the Welsh`, `[1] …`, `1. …` with a short line. */
function isFootnote(text: string): boolean {
  return (
    /^(?:\*{1,4}(?=[^*\s]|\s\S)|\[\d{1,2}\]|\(\d{1,2}\)|[¹²³†‡])\s*\S/.test(text) &&
    text.length < 600 &&
    !/\*\s*$/.test(text)
  )
}

/** A footnote whose mark stands behind a word of the story. */
function isMarkedFootnote(blocks: Block[], { from, at }: { from: number; at: number }): boolean {
  const { text } = blocks[at] as Block
  const mark = isFootnote(text) ? /^(?:\*{1,4}|\[\d{1,2}\]|\(\d{1,2}\)|[¹²³†‡])/.exec(text)?.[0] : undefined
  if (mark === undefined) return false
  const behindWord = new RegExp(
    `[\\p{L}.,!?"”’]${mark.replace(/[*[\]()]/g, '\\$&')}(?=[\\s.,;:!?"”’)]|$)`,
    'u',
  )
  return blocks.slice(from, at).some((block) => behindWord.test(block.text))
}

function borderBonus(blocks: Block[], index: number): number {
  const block = blocks[index] as Block
  const before = blocks[index - 1]
  let bonus = 0
  if (before?.kind === 'break') bonus += 0.8
  if (block.gapBefore >= 3) bonus += 0.5
  return bonus
}
