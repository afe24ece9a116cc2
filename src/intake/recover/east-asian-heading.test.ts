import { expect, test } from 'vitest'
import { readHeading } from './chapter-heading.ts'

test.each([
  ['第三章　雨夜', 3, '雨夜'],
  ['第1話「港」', 1, '港'],
  ['第十二回：灯台', 12, '灯台'],
  ['第二十章', 20, null],
  ['【第１話】', 1, null],
  ['제2화 등대', 2, '등대'],
  ['楔子', null, '楔子'],
  ['番外　夏の終わり', null, '夏の終わり'],
])('%j is the heading %j, %j', (line, number, title) => {
  expect(readHeading(line)).toMatchObject({ number, title })
})

test.each([
  ['第三章是他写得最快的一章。'],
  ['第一話を読んだ'],
  ['第二天早上，船回来了。'],
  ['序盤から雨だった'],
])('%j is told', (line) => {
  expect(readHeading(line)).toBeNull()
})
