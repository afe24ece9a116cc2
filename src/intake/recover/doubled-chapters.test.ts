import { expect, test } from 'vitest'
import { textDocument } from '../formats/text.ts'
import { recoverWorks } from './recover-works.ts'

const prose = (about: string) =>
  `Nobody had ${about} for thirty years, so the whole town came out to stand in the street and look at it together.\n\nMarta was the only one who thought to fetch her boots, and she was halfway up the path before the others had finished arguing about whose grandfather it must be.\n\nAt the top the door stood open, and somebody had swept the stairs.`
const recover = (text: string) =>
  recoverWorks(textDocument('x.txt', { text, encoding: 'utf-8', repairs: [] }))[0]
const found = (text: string) => {
  const work = recover(text)
  return {
    chapters: work?.chapters.map(({ title }) => title),
    rules: work?.diagnostics.map(({ rule }) => rule),
  }
}

test('a chapter that stands there twice is one, and is told of', () => {
  const [lamp, bell] = [prose('lit the lamp'), prose('rung the bell')]
  expect(found(`Chapter 1\n\n${lamp}\n\nChapter 2\n\n${bell}\n\nChapter 2\n\n${bell}\n`)).toEqual({
    chapters: [null, null],
    rules: ['chapters/twice'],
  })
})

test('the same text under two titles stays, and wants a look', () => {
  const lamp = prose('lit the lamp')
  expect(found(`Chapter 1: The Lamp\n\n${lamp}\n\nChapter 2: The Bell\n\n${lamp}\n`)).toEqual({
    chapters: ['The Lamp', 'The Bell'],
    rules: ['chapters/alike'],
  })
})

test('a story below itself once more is there once', () => {
  const lamp = prose('lit the lamp')
  const work = recover(`The Lamp\nby Ama\n\n${lamp}\n\nThe Lamp\nby Ama\n\n${lamp}\n`)
  expect(work?.chapters[0]?.html.match(/thirty years/g)).toHaveLength(1)
  expect(work?.diagnostics.map(({ rule }) => rule)).toEqual(['chapters/twice'])
})

test('an opening that comes again and goes on otherwise stays', () => {
  const [lamp, bell] = [prose('lit the lamp'), prose('rung the bell')]
  const work = recover(`The Lamp\nby Ama\n\n${lamp}\n\n${bell}\n\n${lamp}\n\nAnd then it went out.\n`)
  expect(work?.chapters[0]?.html.match(/thirty years/g)).toHaveLength(3)
})
