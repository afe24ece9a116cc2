/** A person's word on where things begin and end: anchors found again in a document. */
import type { Anchor, BorderCorrections } from '../../story/work.ts'
import type { Block, SourceDocument } from '../document.ts'

/** Border corrections as block indices of one document. */
export interface Borders {
  storyStart: number | null
  /** undefined: nothing said; null: the story runs to the end. */
  storyEnd: number | null | undefined
  chapterStarts: { block: number; title: string | null }[]
  notChapterStarts: Set<number>
  sceneStarts: Set<number>
  notSceneStarts: Set<number>
}

export const NO_BORDERS: Borders = {
  storyStart: null,
  storyEnd: undefined,
  chapterStarts: [],
  notChapterStarts: new Set(),
  sceneStarts: new Set(),
  notSceneStarts: new Set(),
}

/** @returns the blocks the anchors name; an anchor whose place is gone is passed over. */
export function bordersOf(document: SourceDocument, corrections: BorderCorrections | undefined): Borders {
  if (!corrections) return NO_BORDERS
  const find = (anchor: Anchor) => blockOfAnchor(document, anchor)
  const all = (anchors: Anchor[] | undefined) =>
    new Set((anchors ?? []).map(find).filter((block): block is number => block !== null))
  return {
    storyStart: corrections.storyStart ? find(corrections.storyStart) : null,
    storyEnd: corrections.storyEnd ? (find(corrections.storyEnd) ?? undefined) : corrections.storyEnd,
    chapterStarts: (corrections.chapterStarts ?? []).flatMap(({ at, title }) => {
      const block = find(at)
      return block === null ? [] : [{ block, title }]
    }),
    notChapterStarts: all(corrections.notChapterStarts),
    sceneStarts: all(corrections.sceneStarts),
    notSceneStarts: all(corrections.notSceneStarts),
  }
}

/** The block that begins with the anchor's words, nearest to its offset; without such, the block at the offset. */
export function blockOfAnchor(document: SourceDocument, anchor: Anchor): number | null {
  const quote = folded(anchor.quote).slice(0, 60)
  let best: number | null = null
  let nearest = Number.POSITIVE_INFINITY
  document.blocks.forEach((block, index) => {
    if (quote === '' || !beginsWith(document, block, quote)) return
    const distance = Math.abs(block.span.start - anchor.offset)
    if (distance < nearest) [best, nearest] = [index, distance]
  })
  if (best !== null || quote !== '') return best ?? blockAt(document.blocks, anchor)
  return blockAt(document.blocks, anchor)
}

function beginsWith(document: SourceDocument, block: Block, quote: string): boolean {
  const text = folded(block.text.slice(0, 120))
  if (
    text !== '' &&
    (text.startsWith(quote) || (quote.length > text.length && quote.startsWith(text) && text.length > 10))
  )
    return true
  const source = folded(document.text.slice(block.span.start, block.span.start + 120))
  return source.startsWith(quote)
}

function blockAt(blocks: Block[], anchor: Anchor): number | null {
  if (anchor.quote.trim() !== '' && anchor.offset < 0) return null
  const index = blocks.findIndex((block) => block.span.end > anchor.offset)
  return index < 0 ? null : index
}

function folded(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
