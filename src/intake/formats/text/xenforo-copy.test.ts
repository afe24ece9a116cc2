import { expect, test } from 'vitest'
import { isXenForo, readXenForoHead } from './xenforo-copy.ts'

const HEAD = ['Threadmarks: The Quay', 'Marlinspike', 'Knot a pun', 'Location: Hull', 'May 2, 2016', '#12']

test('a post’s head gives its writer, date and threadmark', () => {
  const head = readXenForoHead(['', ...HEAD, '', 'The ferry had not run.'], 5)
  expect(head).toEqual({ author: 'Marlinspike', date: '2016-05-02', threadmark: 'The Quay', top: 1, end: 7 })
})

test('buttons may stand between date and number, and a time behind the date', () => {
  const lines = ['Marlinspike', 'May 2, 2016 at 9:14 PM', 'Add bookmark', '#1,204']
  expect(readXenForoHead(lines, 1)).toMatchObject({ author: 'Marlinspike', threadmark: null, end: 4 })
})

test('a date without a number below it is a line of the text', () => {
  expect(readXenForoHead(['Marlinspike', 'May 2, 2016', 'Dear Wren,'], 1)).toBeNull()
})

test('a forum is told by its words round the posts', () => {
  expect(isXenForo(['Like x 88   Funny x 2'])).toBe(true)
  expect(isXenForo(['May 2, 2016', '#1', 'I like xylophones.'])).toBe(false)
})
