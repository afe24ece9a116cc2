/** Posts chosen from copied talk → what the text reader needs: the text with everything else blank, a chapter a post. */
import type { Block, KnownChapter, KnownField } from '../../document.ts'
import type { ForumText } from './forum-document.ts'

/** Lines of a post's own text, end exclusive. */
export interface CopiedPost {
  from: number
  to: number
}

export interface CopiedThread {
  /** In their order; every other line is left out. */
  posts: CopiedPost[]
  known: KnownField[]
  /** What is told of it. */
  diagnostic: string
  /** Posts that go on in one chapter: a message's length is no writer's border. */
  isOneChapter?: boolean
}

/** @param text as it was read; what is returned is as long. */
export function threadText(
  text: string,
  { posts, known, diagnostic, isOneChapter }: CopiedThread,
): ForumText {
  const lines = text.split('\n')
  const kept = new Set<number>()
  for (const { from, to } of posts) for (let at = from; at < to; at++) kept.add(at)
  const offsets = [0]
  for (const line of lines) offsets.push((offsets.at(-1) as number) + line.length + 1)
  return {
    text: lines.map((line, at) => (kept.has(at) ? line : ' '.repeat(line.length))).join('\n'),
    known,
    part: null,
    diagnostic: { rule: 'forum/posts', severity: 'info', span: null, text: diagnostic },
    chaptersOf: (blocks) => {
      if (isOneChapter) closeGaps(posts, blocks, offsets)
      return isOneChapter || posts.length < 2 ? null : chaptersOf(posts, blocks, offsets)
    },
  }
}

/** The lines left out between two messages are no gap that the writer left. */
function closeGaps(posts: CopiedPost[], blocks: readonly Block[], offsets: number[]): void {
  let at = 0
  for (const { from } of posts) {
    while (at < blocks.length && (blocks[at] as Block).span.start < (offsets[from] as number)) at++
    const first = blocks[at]
    if (first) first.gapBefore = 0
  }
}

function chaptersOf(posts: CopiedPost[], blocks: readonly Block[], offsets: number[]): KnownChapter[] {
  let at = 0
  return posts.map(({ to }) => {
    const start = at
    const end = offsets[to] ?? Number.POSITIVE_INFINITY
    while (at < blocks.length && (blocks[at] as Block).span.start < end) at++
    return { title: null, start, end: at, notesBefore: null, notesAfter: null }
  })
}
