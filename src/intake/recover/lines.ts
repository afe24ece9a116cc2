/** Lines of a document's blocks, and where they stand in its text. */
import type { Span } from '../../story/field.ts'
import type { Block, SourceDocument } from '../document.ts'

export interface Line {
  /** Index into the document's blocks. */
  block: number
  text: string
  /** Where the line begins in the block's text. */
  start: number
  /** The first line of its block. */
  first: boolean
}

/** @returns the lines of one block, blank ones left out. */
export function linesOf(block: Block, index: number): Line[] {
  if (!block.text.includes('\n'))
    return block.text.trim() === '' ? [] : [{ block: index, text: block.text, start: 0, first: true }]
  const lines: Line[] = []
  let start = 0
  for (const text of block.text.split('\n')) {
    if (text.trim() !== '') lines.push({ block: index, text, start, first: lines.length === 0 })
    start += text.length + 1
  }
  return lines
}

/**
 * Where some words of a block stand in the document's text. Wrapped or marked-up words are found by their beginning;
 * words not found at all are given the span of the whole block.
 */
export function spanOf(document: SourceDocument, block: Block, words: string): Span {
  const { start, end } = block.span
  const source = document.text.slice(start, end)
  const wanted = words.trim()
  const exact = wanted === '' ? -1 : source.indexOf(wanted)
  if (exact >= 0) return at(block, source, { from: exact, to: exact + wanted.length })
  const opening = wanted.slice(0, 24).split(/[*_\n]/)[0] as string
  const begins = opening.length < 4 ? -1 : source.indexOf(opening)
  if (begins < 0) return block.span
  return at(block, source, {
    from: begins,
    to: Math.min(source.length, Math.max(begins + wanted.length, begins + 1)),
  })
}

function at(block: Block, source: string, { from, to }: { from: number; to: number }): Span {
  let line = block.span.line
  for (let i = 0; i < from; i++) if (source.charCodeAt(i) === 10) line++
  return { start: block.span.start + from, end: block.span.start + to, line }
}

/** One span over a run of blocks. */
export function spanOver(blocks: Block[]): Span | null {
  const first = blocks[0]
  const last = blocks.at(-1)
  return first && last
    ? { start: first.span.start, end: Math.max(first.span.end, last.span.end), line: first.span.line }
    : null
}
