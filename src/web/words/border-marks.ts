/** Where a work's story, chapters and scenes stand among the blocks of one of its sources. */
import type { StoredChapter } from '../../archive/archive.ts'
import type { Block } from '../../intake/document.ts'
import { topLevelBlocks } from '../../story/top-level-blocks.ts'

export interface BlockMarks {
  /** The block is read as story: not header, notes or furniture. */
  isStory: boolean
  /** The story begins with it, as far as this source goes. */
  storyStart?: true
  /** The story has ended above it. */
  storyEnd?: true
  /** A chapter begins with it, its heading where it has one. */
  chapter?: { number: number; title: string | null }
  /** A scene begins with it. */
  scene?: { reason: string | null }
}

/**
 * @param chapters those read from this source, in order.
 * @returns one entry a block of the source.
 */
export function blockMarks(blocks: Block[], chapters: StoredChapter[]): BlockMarks[] {
  const marks: BlockMarks[] = blocks.map(() => ({ isStory: false }))
  let last = -1
  for (const chapter of chapters) last = markChapter(blocks, marks, chapter, last)
  const first = marks.findIndex(({ isStory }) => isStory)
  const start = marks[first]
  if (start !== undefined) start.storyStart = true
  const end = marks[last + 1]
  if (end !== undefined && last >= 0) end.storyEnd = true
  return marks
}

/** @returns the index of the chapter's last block in the source. */
function markChapter(blocks: Block[], marks: BlockMarks[], chapter: StoredChapter, previous: number): number {
  const inferred = new Map(chapter.inferredBreaks.map(({ block, reason }) => [block, reason]))
  let last = previous
  let isBroken = false
  topLevelBlocks(chapter.html).forEach(({ tag }, index) => {
    const span = chapter.blockSpans[index]
    const found = span === undefined ? -1 : blockAt(blocks, span.start)
    const mark = marks[found]
    if (mark === undefined) return
    if (last <= previous) markChapterStart(blocks, marks, { chapter, previous, found })
    mark.isStory = true
    last = Math.max(last, found)
    if (tag === 'hr') isBroken = true
    else {
      if (isBroken) mark.scene = { reason: null }
      else if (inferred.has(index)) mark.scene = { reason: inferred.get(index) ?? '' }
      isBroken = false
    }
  })
  return last
}

/** A chapter begins with its heading, which is no part of its text: it stands between the chapters. */
function markChapterStart(
  blocks: Block[],
  marks: BlockMarks[],
  { chapter, previous, found }: { chapter: StoredChapter; previous: number; found: number },
): void {
  const between = blocks.slice(previous + 1, found)
  const heading = between.findIndex(
    ({ kind, text }) => kind === 'heading' || (chapter.title !== null && text.includes(chapter.title)),
  )
  const mark = marks[heading === -1 || previous < 0 ? found : previous + 1 + heading]
  if (mark !== undefined) mark.chapter = { number: chapter.number, title: chapter.title }
}

/** The block an offset stands in, or the next one; -1 past the end. Blocks rise. */
export function blockAt(blocks: Pick<Block, 'span'>[], offset: number): number {
  let low = 0
  let high = blocks.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((blocks[middle]?.span.end ?? 0) > offset) high = middle
    else low = middle + 1
  }
  return low < blocks.length ? low : -1
}
