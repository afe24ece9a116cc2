import { expect, test } from 'vitest'
import { book, fullBook } from '../../test/builders/book.ts'
import { writeText } from './text.ts'

test('a text has a labelled header, the story, and its end notes after the end', () => {
  const text = writeText(fullBook())
  expect(text).toContain('Title: Salt & “Iron” <Part One>\n')
  expect(text).toContain('Rating: Teen And Up Audiences')
  expect(text).toContain('Series: Part 2 of Nine Harbours')
  expect(text).toContain('“It *won’t* hold,” said Rook.\n\n* * *\n\nIt held.\nFor a while.')
  expect(text).toContain('Chapter 2: The Long Way Down')
  expect(text.indexOf('The End')).toBeLessThan(text.indexOf('End notes: Comments are loved.'))
})

test('a story of one chapter without a title has no chapter heading', () => {
  expect(writeText(book({ chapters: ['Only this.'] }))).not.toContain('Chapter')
})

test('a creator who is not known is not made up', () => {
  expect(writeText(book({ authors: [] }))).not.toMatch(/Author:|^by|unknown/im)
})
