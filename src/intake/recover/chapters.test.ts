import { expect, test } from 'vitest'
import { textDocument } from '../formats/text.ts'
import { readHeading } from './chapter-heading.ts'
import { findChapters } from './chapters.ts'

const prose = (words: number) =>
  `She went ${'on and on and on '.repeat(Math.ceil(words / 6))}until it rained.`

function chaptersOf(text: string) {
  const { blocks } = textDocument('x.txt', { text, encoding: 'utf-8', repairs: [] })
  return findChapters(blocks, 0, blocks.length)
}

const titlesOf = (text: string) => chaptersOf(text).starts.map((start) => start.title)

test.each([
  ['Chapter 1', 1, null],
  ['Chapter One: The Door', 1, 'The Door'],
  ['CHAPTER ONE - The Door', 1, 'The Door'],
  ['Chapter 1. The Door', 1, 'The Door'],
  ['Part 2/5', 2, null],
  ['Part Two of Five', 2, null],
  ['1. Kapitel: Die Tür', 1, 'Die Tür'],
  ['*Chapter 2*: Chapter 2', 2, null],
  ['C H A P T E R  O N E', 1, null],
  ['Chapter 1\nThe Door', 1, 'The Door'],
  ['Глава 2', 2, null],
  ['~ 3 ~', 3, null],
  ['Prologue', null, 'Prologue'],
  ['-prologue-', null, 'Prologue'],
  ['~ Epilogue ~', null, 'Epilogue'],
  ['-:-:- Part the First -:-:-', 1, null],
  ['C H A P T E R  2 : T H E  M I L L', 2, 'THE MILL'],
  ['Chapter the First, in which a mill is opened', 1, 'in which a mill is opened'],
])('%j is a heading', (text, number, title) => {
  expect(readHeading(text)).toMatchObject({ number, title })
})

test.each([
  ['Chapter 1 was a mess and he knew it.'],
  ['Part of him wanted to run.'],
  ['At 3 a.m. the phone rang.'],
  ['"Two!"'],
  ['1998'],
  ['I went home.'],
])('%j is none', (text) => {
  expect(readHeading(text)).toBeNull()
})

test('an explicit word always starts a chapter, styles mixed', () => {
  expect(
    titlesOf(
      `Prologue\n\n${prose(60)}\n\nChapter One\n\n${prose(60)}\n\n2.\n\n${prose(60)}\n\nIII\n\n${prose(60)}`,
    ),
  ).toEqual(['Prologue', null, null, null])
})

test('bare numbers start chapters only while they rise from one with prose between', () => {
  expect(titlesOf(`1.\n\n${prose(90)}\n\n2.\n\n${prose(90)}\n\n3.\n\n${prose(90)}`)).toEqual([
    null,
    null,
    null,
  ])
  expect(titlesOf(`4\n\n${prose(90)}\n\n2\n\n${prose(90)}`)).toEqual([])
  expect(titlesOf(`1.\n\nEggs.\n\n2.\n\nMilk.\n\n${prose(90)}`)).toEqual([])
})

test('the numbers of five things are scenes when the pieces are short', () => {
  const found = chaptersOf(
    `Five Things He Gave Away\n\n1.\n\n${prose(40)}\n\n2.\n\n${prose(40)}\n\n3.\n\n${prose(40)}`,
  )
  expect(found.starts).toEqual([])
  expect(found.sceneNumbers).toHaveLength(3)
})

test('a contents list makes no chapters', () => {
  const text = `TABLE OF CONTENTS\n\n1. The Door\n2. The Hat\n\n1. The Door\n\n${prose(90)}\n\n2. The Hat\n\n${prose(90)}`
  expect(titlesOf(text)).toEqual(['The Door', 'The Hat'])
})

test('a running head makes no chapter of its own', () => {
  expect(
    titlesOf(`Chapter 1\n\n${prose(60)}\n\nChapter 1\n\n${prose(90)}\n\nChapter 2\n\n${prose(60)}`),
  ).toEqual([null, null])
})

test('a heading said again above the same words begins a second copy', () => {
  expect(titlesOf(`Chapter 1\n\n${prose(60)}\n\nChapter 1\n\n${prose(60)}`)).toEqual([null, null])
})

test('a title may stand on the line below the number', () => {
  expect(
    titlesOf(
      `Chapter One\n\nThe Beginning\n\n${prose(60)}\n\nChapter Two\n\nThe End of It All\n\n${prose(60)}`,
    ),
  ).toEqual(['The Beginning', 'The End of It All'])
})

test('a lone "I." in verse is no heading', () => {
  expect(titlesOf(`${prose(60)}\n\nI\nam the rose\nand you are not\n\n${prose(60)}`)).toEqual([])
})

test('a contents list of one line a paragraph is no story, and its first title again is the first chapter', () => {
  const list = '1. The Brine\n\n2. The Cook\n\n3. The Sea\n\n'
  const found = chaptersOf(
    `${list}1. The Brine\n\n${prose(90)}\n\n2. The Cook\n\n${prose(90)}\n\n3. The Sea\n\n${prose(90)}`,
  )
  expect(found.starts.map((start) => start.title)).toEqual(['The Brine', 'The Cook', 'The Sea'])
  expect(found.furniture).toEqual(expect.arrayContaining([0, 1, 2]))
})

test('a title between facts and summary, and a place in a series, head no chapter', () => {
  expect(titlesOf(`Rating:\n\nWords: 200\n\nVolume the First\n\nSummary:\n\n${prose(90)}`)).toEqual([])
  expect(readHeading('Part 2 of The Lending Policy')).toBeNull()
})
