import { expect, test } from 'vitest'
import { labelAlone, labelOfLine } from './labels.ts'

test.each([
  ['Title: Some Were Born', 'title', 'Some Were Born'],
  ['**Title:** X', 'title', 'X'],
  ['*Rating: PG*', 'rating', 'PG'],
  ['[Rating] T', 'rating', 'T'],
  ['~Date~ 12/24/03', 'published', '12/24/03'],
  ['RATING......PG', 'rating', 'PG'],
  ['Genre - Slash', 'tags', 'Slash'],
  ['SHOW - Torchwood', 'fandom', 'Torchwood'],
  ['Author ::: Kit', 'author', 'Kit'],
  ["Author's Note #2: foo", 'notes', 'foo'],
  ['Authors Notes: x', 'notes', 'x'],
  ['A/N - hi', 'notes', 'hi'],
  ['Warnings for this chapter: none', 'warnings', 'none'],
  ['DISTRIBUTION STATEMENT: anywhere', 'archive', 'anywhere'],
  ['Titre : Le chat', 'title', 'Le chat'],
  ['Kurzbeschreibung: Regen', 'summary', 'Regen'],
  ['Пэйринг и персонажи: А/Б', 'relationships', 'А/Б'],
  ['タイトル：港の猫', 'title', '港の猫'],
  ['【作者】塩見', 'author', '塩見'],
  ['【标签：慢热】', 'tags', '慢热'],
  ['配對：A/B', 'relationships', 'A/B'],
  ['제목: 등대', 'title', '등대'],
  ['Follow/FavA Perfectly Good Tail', 'title', 'A Perfectly Good Tail'],
])('%j is a label', (line, field, value) => {
  const label = labelOfLine(line)
  expect(label).toMatchObject({ field, value })
  expect(line.slice(label?.valueStart).startsWith(value)).toBe(true)
})

test.each([
  ['Title is from the Journey song'],
  ['Not a songfic, don’t worry'],
  ['the rating of the last one was a mistake'],
  ['Jack: hi'],
  ['"Note: hello"'],
  ['For - x'],
  ['http://example.com'],
  ['Note to self: buy milk'],
])('%j is none', (line) => {
  expect(labelOfLine(line)).toBeNull()
})

test('a combined label gives every field it names', () => {
  expect(labelOfLine('Characters/Pairings: Jack; J/I')).toMatchObject({
    field: 'characters',
    also: ['relationships'],
  })
  expect(labelOfLine('Rating/Warnings: R')).toMatchObject({ field: 'rating', also: ['warnings'] })
})

test('labels of letters and reports are weak', () => {
  expect(labelOfLine('Name: Wiggins')?.weak).toBe(true)
  expect(labelOfLine('Pairing: Jack/Ianto')?.weak).toBe(false)
})

test('a label alone on its line is one with nothing else', () => {
  expect(labelAlone('Archive Warnings')?.field).toBe('warnings')
  expect(labelAlone('Rating is a number')).toBeNull()
})
