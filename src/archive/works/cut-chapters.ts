/** A run of chapters cut at a place in their source document: what a person's split means for a text read anew. */

import type { Chapter } from '../../story/chapter.ts'
import { blockText } from '../../story/plain-text.ts'
import { topLevelBlocks } from '../../story/top-level-blocks.ts'
import type { Anchor } from '../../story/work.ts'

/** A top-level block, by the index of its chapter and its own in there. */
export interface BlockPlace {
  chapter: number
  block: number
}

/** Characters of an anchor's quote. */
const QUOTE_LENGTH = 60

/** The anchor of a block. A chapter without text has none. */
export function anchorAt(chapters: readonly Chapter[], place: BlockPlace): Anchor | undefined {
  const chapter = chapters[place.chapter]
  const span = chapter?.blockSpans[place.block]
  if (chapter === undefined || span === undefined) return undefined
  return { offset: span.start, quote: blockTexts(chapter)[place.block]?.slice(0, QUOTE_LENGTH) ?? '' }
}

/**
 * The block an anchor means: of those that begin with its words the nearest to where it stood;
 * where none does, the first block from there on, and `isExact` is false.
 * @param source only chapters read from this source are looked at. @returns undefined past the end.
 */
export function findAnchor(
  chapters: readonly Chapter[],
  anchor: Anchor,
  source: number,
): (BlockPlace & { isExact: boolean }) | undefined {
  const places = chapters.flatMap((chapter, index) =>
    chapter.source === source ? blockPlaces(chapter, index) : [],
  )
  const distance = (place: (typeof places)[number]) => Math.abs(place.offset - anchor.offset)
  const alike = places.filter((place) => anchor.quote !== '' && place.text.startsWith(anchor.quote))
  const nearest = alike.sort((a, b) => distance(a) - distance(b))[0]
  if (nearest !== undefined) return { chapter: nearest.chapter, block: nearest.block, isExact: true }
  const next = places.find((place) => place.offset >= anchor.offset)
  return next && { chapter: next.chapter, block: next.block, isExact: false }
}

/** Cuts a chapter list before a block: [what comes before, what begins there]. A cut at a chapter's start cuts no chapter. */
export function cutBefore<C extends Chapter>(
  chapters: readonly C[],
  place: BlockPlace,
): [Chapter[], Chapter[]] {
  const chapter = chapters[place.chapter]
  if (chapter === undefined || place.block <= 0) {
    return [chapters.slice(0, place.chapter), chapters.slice(place.chapter)]
  }
  const [first, rest] = cutChapter(chapter, place.block)
  return [
    [...chapters.slice(0, place.chapter), first],
    [rest, ...chapters.slice(place.chapter + 1)],
  ]
}

function cutChapter(chapter: Chapter, block: number): [Chapter, Chapter] {
  const at = topLevelBlocks(chapter.html)[block]?.start ?? chapter.html.length
  const breaks = chapter.inferredBreaks
  const first: Chapter = {
    ...plain(chapter),
    html: chapter.html.slice(0, at),
    notesAfter: null,
    inferredBreaks: breaks.filter((each) => each.block < block),
    blockSpans: chapter.blockSpans.slice(0, block),
  }
  const rest: Chapter = {
    ...plain(chapter),
    title: null,
    html: chapter.html.slice(at),
    notesBefore: null,
    // A break at the very start of a chapter parts nothing.
    inferredBreaks: breaks
      .filter((each) => each.block > block)
      .map((each) => ({ ...each, block: each.block - block })),
    blockSpans: chapter.blockSpans.slice(block),
  }
  return [first, rest]
}

/** Without what was counted in the whole. */
function plain(chapter: Chapter): Chapter {
  const { title, html, notesBefore, notesAfter, inferredBreaks, source, blockSpans } = chapter
  return { title, html, notesBefore, notesAfter, inferredBreaks, source, blockSpans }
}

function blockPlaces(chapter: Chapter, index: number) {
  const texts = blockTexts(chapter)
  return chapter.blockSpans.map(({ start }, block) => ({
    chapter: index,
    block,
    offset: start,
    text: texts[block] ?? '',
  }))
}

function blockTexts(chapter: Chapter): string[] {
  return topLevelBlocks(chapter.html).map(({ start, end }) => blockText(chapter.html.slice(start, end)))
}
