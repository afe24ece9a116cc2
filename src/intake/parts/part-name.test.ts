import { expect, test } from 'vitest'
import { EPILOGUE } from '../../story/part.ts'
import { readPartName } from './part-name.ts'

const said = (stem: string) => {
  const { title, sign, chapterTitle } = readPartName(stem)
  return [title, sign?.number ?? null, sign?.of ?? null, sign?.by ?? null, chapterTitle]
}

test.each([
  ['The Glove - Chapter 2', ['The Glove', 2, null, 'word', null]],
  ['The Glove - Chapter 2 - The Other Hand', ['The Glove', 2, null, 'word', 'The Other Hand']],
  ['the_glove_pt3', ['the glove', 3, null, 'word', null]],
  ['the-glove-chapter-12', ['the-glove', 12, null, 'word', null]],
  ['The Glove Part Two', ['The Glove', 2, null, 'word', null]],
  ['The Glove, Part IV', ['The Glove', 4, null, 'word', null]],
  ['The Glove (2 of 5)', ['The Glove', 2, 5, 'of', null]],
  ['The Glove - Part 2 of 5', ['The Glove', 2, 5, 'of', null]],
  ['Part 2 of The Glove', ['The Glove', 2, null, 'word', null]],
  ['The Glove - Prologue', ['The Glove', 0, null, 'word', 'Prologue']],
  ['The Glove - Epilogue', ['The Glove', EPILOGUE, null, 'word', 'Epilogue']],
  ['The Glove 1b', ['The Glove', 1.02, null, 'bare', null]],
  ['tenthman03', ['tenthman', 3, null, 'bare', null]],
  ['The Glove (2)', ['The Glove', 2, null, 'bare', null]],
  ['Chapter 3', [null, 3, null, 'word', null]],
  ['03 - The Other Hand', [null, 3, null, 'bare', 'The Other Hand']],
  ['The Glove', ['The Glove', null, null, null, null]],
  ['Apartment', ['Apartment', null, null, null, null]],
  ['Nine to the Loaf', ['Nine to the Loaf', null, null, null, null]],
  ['The Departed', ['The Departed', null, null, null, null]],
])('%s', (stem, expected) => {
  expect(said(stem)).toEqual(expected)
})

test('a name as long as a table, as a damaged one gives it, is read at once', () => {
  const name = 'ak, ,\na '.repeat(20_000)
  const begunMs = performance.now()
  expect(readPartName(name).sign).toBeNull()
  expect(performance.now() - begunMs).toBeLessThan(2000)
})
