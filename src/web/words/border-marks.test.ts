import { expect, test } from 'vitest'
import { chapter as chapterOf } from '../../../test/builders/recovered-work.ts'
import type { StoredChapter } from '../../archive/archive.ts'
import type { Block } from '../../intake/document.ts'
import { blockAt, blockMarks } from './border-marks.ts'

const PARTS = [
  'Title: A',
  'Chapter 1',
  'One.',
  '***',
  'Two.',
  'Chapter 2',
  'Three.',
  'Later.',
  'Thanks for reading!',
]

/** A block for each part, with a blank line between. */
const blocks: Block[] = []
let at = 0
for (const text of PARTS) {
  const kind = text.startsWith('Chapter') ? 'heading' : text === '***' ? 'break' : 'paragraph'
  blocks.push({
    kind,
    html: `<p>${text}</p>`,
    text,
    span: { start: at, end: at + text.length, line: 1 },
    gapBefore: 0,
  })
  at += text.length + 2
}
const spanOf = (index: number) => blocks[index]?.span ?? { start: 0, end: 0 }

const chapters: StoredChapter[] = [
  {
    ...chapterOf({ html: '<p>One.</p><hr><p>Two.</p>', blockSpans: [2, 3, 4].map(spanOf) }),
    number: 1,
    words: 2,
    scenes: 2,
  },
  {
    ...chapterOf({
      html: '<p>Three.</p><p>Later.</p>',
      blockSpans: [6, 7].map(spanOf),
      inferredBreaks: [{ block: 1, reason: 'time jump', confidence: 0.7 }],
    }),
    number: 2,
    words: 2,
    scenes: 1,
  },
]

test('story, chapters and scenes stand at their blocks', () => {
  const marks = blockMarks(blocks, chapters)
  expect(marks.map(({ isStory }) => isStory)).toEqual([
    false,
    false,
    true,
    true,
    true,
    false,
    true,
    true,
    false,
  ])
  expect(marks[2]).toMatchObject({ storyStart: true, chapter: { number: 1 } })
  expect(marks[4]).toMatchObject({ scene: { reason: null } })
  expect(marks[5]).toMatchObject({ chapter: { number: 2 } })
  expect(marks[7]).toMatchObject({ scene: { reason: 'time jump' } })
  expect(marks[8]).toMatchObject({ storyEnd: true })
})

test('an offset between two blocks belongs to the next, past the last to none', () => {
  expect(blockAt(blocks, 0)).toBe(0)
  expect(blockAt(blocks, spanOf(1).start - 1)).toBe(1)
  expect(blockAt(blocks, 10_000)).toBe(-1)
})
