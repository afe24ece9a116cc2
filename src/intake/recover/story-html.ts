/** The story's blocks as a chapter's HTML, with the writer's breaks and the span of each block. */
import { paragraphsHtml } from '../../story/plain-text.ts'
import type { Block } from '../document.ts'

export interface StoryHtml {
  html: string
  /** For each top-level block of `html`, where it stands in the document's text. */
  blockSpans: { start: number; end: number }[]
  /** For each top-level block of `html`, the document's block it came from. */
  blocks: number[]
}

/** @param story indices of the story's blocks, in order. @param startsScene whether a writer's break stands above a block. */
export function storyHtml(
  blocks: Block[],
  story: number[],
  startsScene: (block: number) => boolean,
): StoryHtml {
  const made: StoryHtml = { html: '', blockSpans: [], blocks: [] }
  let broken = false
  for (const index of story) {
    const block = blocks[index] as Block
    if (block.kind === 'break') {
      broken = true
      continue
    }
    const html = block.html !== '' ? block.html : paragraphsHtml(block.text)
    if (html === '') continue
    if ((broken || startsScene(index)) && made.blocks.length > 0)
      push(made, '<hr>', { start: block.span.start, end: block.span.start }, index)
    broken = false
    push(made, html, { start: block.span.start, end: block.span.end }, index)
  }
  return made
}

function push(made: StoryHtml, html: string, span: { start: number; end: number }, block: number): void {
  made.html += html
  made.blockSpans.push(span)
  made.blocks.push(block)
}
