import { expect, test } from 'vitest'
import { readBlocks } from '../formats/text/blocks.ts'
import { findChapters } from './chapters.ts'

const TOLD =
  'The ferry had not run since Tuesday, and nobody on the quay would say why it had been so, or ask.'
const titlesIn = (text: string) => {
  const blocks = readBlocks(text)
  return findChapters(blocks, 0, blocks.length).starts.map(({ title }) => title)
}

test('titles of a contents list that stand again below it begin the chapters', () => {
  const list = 'TABLE OF CONTENTS\n\nRopes\nOars\nPlums\n\n\n'
  expect(titlesIn(`${list}Ropes\n\n${TOLD}\n\nOars\n\n${TOLD}\n\nPlums\n\n${TOLD}\n`)).toEqual([
    'Ropes',
    'Oars',
    'Plums',
  ])
})

test('a list of which a title is missing below begins none', () => {
  expect(titlesIn(`Contents\n\nRopes\nOars\nPlums\n\n\nRopes\n\n${TOLD}\n\nPlums\n\n${TOLD}\n`)).toEqual([])
})
