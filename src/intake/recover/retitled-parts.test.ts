import { expect, test } from 'vitest'
import type { Block } from '../document.ts'
import { retitledParts } from './retitled-parts.ts'

const blocksOf = (...texts: string[]): Block[] =>
  texts.map((text) => ({
    kind: 'paragraph',
    html: `<p>${text}</p>`,
    text,
    span: { start: 0, end: text.length, line: 1 },
    gapBefore: 0,
  }))

test('a title said again with the next number begins a part', () => {
  const blocks = blocksOf(
    'LOW LIGHT (1/2)',
    'by wren',
    'The ferry had not run.',
    'Low Light (2/2)',
    'It ran.',
  )
  expect(retitledParts(blocks, 0, blocks.length).map(({ block }) => block)).toEqual([0, 3])
})

test('another title, a number out of order and a single part begin none', () => {
  for (const title of ['High Light (2/2)', 'Low Light (3/3)', 'Low Light'])
    expect(retitledParts(blocksOf('Low Light (1/2)', 'It ran.', title, 'So it did.'), 0, 4)).toEqual([])
})
