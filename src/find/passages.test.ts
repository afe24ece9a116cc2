import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BREAK_LINE, paragraphsHtml, plainChapter } from '../story/plain-text.ts'
import { cutPassages } from './passages.ts'

const sentence = (words: number) => `${Array.from({ length: words }, (_, at) => `word${at}`).join(' ')}.`
const chapterOf = (...blocks: string[]) =>
  plainChapter(blocks.map((block) => (block === '***' ? '<hr>' : paragraphsHtml(block))).join(''))
const countWords = (text: string) => text.split(/\s+/).filter(Boolean).length

test('paragraphs are joined to passages of about 160 words', () => {
  const chapter = chapterOf(...Array.from({ length: 24 }, () => sentence(40)))
  const lengths = cutPassages(chapter).map(({ start, end }) => countWords(chapter.text.slice(start, end)))
  expect(lengths).toEqual([160, 160, 160, 160, 160, 160])
})

test('a passage ends where the writer broke the scene', () => {
  const chapter = chapterOf(sentence(30), '***', sentence(20), sentence(20))
  const passages = cutPassages(chapter)
  expect(passages.map(({ block }) => block)).toEqual([0, 2])
  expect(passages.map(({ start, end }) => chapter.text.slice(start, end)).join()).not.toContain(BREAK_LINE)
})

test('a long paragraph is cut at the ends of sentences', () => {
  const chapter = chapterOf(Array.from({ length: 40 }, () => sentence(20)).join(' '))
  const texts = cutPassages(chapter).map(({ start, end }) => chapter.text.slice(start, end))
  expect(texts).toHaveLength(5)
  for (const text of texts) expect(text).toMatch(/^word0 .*\.$/s)
})

test('a wall of signs without a space is cut between characters', () => {
  const chapter = chapterOf('🫀'.repeat(30_000))
  const texts = cutPassages(chapter).map(({ start, end }) => chapter.text.slice(start, end))
  expect(texts.join('')).toBe(chapter.text)
  for (const text of texts) expect(text.isWellFormed()).toBe(true)
})

test('an empty chapter has no passages', () => {
  expect(cutPassages({ text: '', blocks: [] })).toEqual([])
  expect(cutPassages(chapterOf('***'))).toEqual([])
})

const paragraph = fc
  .array(
    fc.oneof(fc.constantFrom('Oh.', 'well', '…', 'no!” ', 'ja\n', '日本'), fc.string({ maxLength: 12 })),
    {
      minLength: 1,
      maxLength: 300,
    },
  )
  .map((words) => words.join(' '))

test('passages follow one another and hold all of the text but breaks', () => {
  const block = fc.oneof({ weight: 4, arbitrary: paragraph }, { weight: 1, arbitrary: fc.constant('***') })
  fc.assert(
    fc.property(fc.array(block, { maxLength: 12 }), (blocks) => {
      const chapter = chapterOf(...blocks)
      let end = 0
      let between = ''
      for (const passage of cutPassages(chapter)) {
        expect(passage.start).toBeGreaterThanOrEqual(end)
        expect(passage.end).toBeGreaterThan(passage.start)
        const home = chapter.blocks[passage.block]
        expect(home && passage.start >= home.start && passage.start < home.end).toBe(true)
        const text = chapter.text.slice(passage.start, passage.end)
        expect(countWords(text)).toBeLessThanOrEqual(640)
        between += chapter.text.slice(end, passage.start)
        end = passage.end
      }
      between += chapter.text.slice(end)
      expect(between.replaceAll(BREAK_LINE, '').trim()).toBe('')
    }),
  )
})
