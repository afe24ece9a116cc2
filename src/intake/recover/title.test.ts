import { expect, test } from 'vitest'
import { openingWords, readFileName } from './title.ts'
import { isNoTitle, readTitleLine } from './title-line.ts'

test.each([
  ['The_Salt_Road_by_Marrowbone', 'The Salt Road', ['Marrowbone']],
  ['Three Kinds of Salt-ffnet_8843120', 'Three Kinds of Salt', []],
  ['The_Other_Lantern_by_clerk_of_works-xYz12AbC', 'The Other Lantern', ['clerk of works']],
  ['K. Farrow - The Tin Orchard', 'The Tin Orchard', ['K. Farrow']],
  ['the quiet carriage', 'the quiet carriage', []],
  ['Form Eleven - moonplait - Torchwood [Archive of Our Own]', 'Form Eleven', ['moonplait']],
  ['Mending FINAL2 (1)', 'Mending', []],
  ['002_ee3056f65cce5a29', null, []],
  ['84213', null, []],
  ['chapter 3', null, []],
  ['fic(1)', null, []],
  ['New Text Document', null, []],
])('the file name %j names %j', (stem, title, authors) => {
  expect(readFileName(stem)).toMatchObject({ title, authors })
})

test('opening words are a few whole words without quotation marks', () => {
  expect(openingWords('"How on earth did it get past the defences?" Toshiko yelled.')).toBe(
    'How on earth did it get past the defences?',
  )
  expect(openingWords('It rained. Nobody minded.')).toBe('It rained')
})

test('a title line gives up what stands in brackets', () => {
  expect(readTitleLine('FIC: "Lights Out" (McKay/Sheppard, PG-13) 1/1')).toMatchObject({
    title: 'Lights Out',
    relationships: ['McKay/Sheppard'],
    ratings: ['PG-13'],
    part: 1,
    of: 1,
  })
  expect(readTitleLine('A Fair Hand (Sherlock Holmes, Holmes & Watson, G, 1/1)').fandoms).toEqual([
    'Sherlock Holmes',
  ])
  expect(readTitleLine('Sunshine (a sequel to "Rain")').title).toBe('Sunshine')
  expect(readTitleLine('Who Killed Cock Robin (And Why)').title).toBe('Who Killed Cock Robin (And Why)')
  expect(readTitleLine('~*~ The Long Way ~*~').title).toBe('The Long Way')
})

test('words that say there is no title are none', () => {
  expect(['Untitled', 'Document1', 'Chapter 1', '***'].every(isNoTitle)).toBe(true)
})

test.each([
  ['Eleven Laps (1/1) G', 'Eleven Laps'],
  ['║       T W E L V E   D O O R S        ║', 'TWELVE DOORS'],
  ['Plan B', 'Plan B'],
])('the title line %j is the title %j', (text, title) => {
  expect(readTitleLine(text).title).toBe(title)
})
