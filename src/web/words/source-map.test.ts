import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { StoredChapter, WorkDetail } from '../../archive/archive.ts'
import { DEFAULT_LIMITS } from '../../intake/formats/format.ts'
import { readSource } from '../../intake/read-source.ts'
import { recoverSource } from '../../intake/recover-source.ts'
import { folded } from './folds.ts'
import { cut, type MappedBlock, mapSource, type SourceMap } from './source-map.ts'

async function mapOf(path: string, text: string): Promise<{ map: SourceMap; text: string }> {
  const file = { path, bytes: new TextEncoder().encode(text), limits: DEFAULT_LIMITS }
  const [source] = await readSource(file)
  const [work] = await recoverSource(file, { sha256: 'x' })
  if (source === undefined || work === undefined) throw new Error('nothing was read')
  const chapters = work.chapters.map((chapter, index) => ({ ...chapter, number: index + 1 }) as StoredChapter)
  return { map: mapSource(source, work as unknown as WorkDetail, chapters), text: source.text }
}

const became = ({ blocks }: SourceMap, words: string) =>
  blocks.find(({ text }) => text.includes(words))?.became

const STORY = `Title: The Lamp
Author: wick
Rating: PG
Notes: thanks to Ama for the beta, all mistakes are mine

Chapter 1: Out

The lamp went out, and nobody on the stairs said a word about it until morning came.

***

"Who has the matches?" she asked, and he gave them to her without looking round.

Chapter 2: In

He came back in with the snow still on his coat, and she laughed at him for it.
`

describe('a text with a header, chapters and a break', () => {
  test('every part of it is what it became, in the order of the text', async () => {
    const { map } = await mapOf('lamp.txt', STORY)
    expect(map.placed.map(({ number, field }) => [number, field])).toEqual([
      [1, 'title'],
      [2, 'authors'],
      [3, 'rating'],
      [4, 'notesBefore'],
    ])
    expect(became(map, 'Title:')).toBe('header')
    expect(became(map, 'Chapter 1: Out')).toBe('heading')
    expect(became(map, 'Chapter 2: In')).toBe('heading')
    expect(became(map, 'went out')).toBe('story')
    expect(became(map, '***')).toBe('break')
  })

  test('nothing of the text is missing, whatever it became', async () => {
    const { map, text } = await mapOf('lamp.txt', STORY)
    const bare = (words: string) => words.replace(/\s+/g, '')
    expect(bare(map.blocks.map((block) => block.text).join(''))).toBe(bare(text))
    for (const { pieces, text: whole } of map.blocks)
      expect(pieces.map((piece) => piece.text).join('')).toBe(whole)
  })
})

test.each(['Accompanied.html', 'calliope2.html', 'wet_penny.txt', 'squire who dropped things ffn.txt'])(
  'all of %s is shown, and most of it as the story',
  async (name) => {
    const bytes = readFileSync(resolve(import.meta.dirname, '../../../examples', name), 'utf8')
    const { map, text } = await mapOf(name, bytes)
    const bare = (words: string) => words.replace(/\s+/g, '')
    expect(bare(map.blocks.map((block) => block.text).join(''))).toBe(bare(text))
    const story = map.blocks.filter((block) => block.became === 'story').map((block) => block.text)
    expect(story.join('').length).toBeGreaterThan(text.length * 0.6)
  },
)

test('pieces put together are the text, whatever the spans', () => {
  const span = fc.record({ start: fc.nat(60), end: fc.nat(60) })
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), fc.array(span), (text, spans) => {
      const pieces = cut(text, spans, 0, text.length)
      expect(pieces.map((piece) => piece.text).join('')).toBe(text)
    }),
  )
})

describe('a long run', () => {
  const blocks = (count: number): MappedBlock[] =>
    Array.from({ length: count }, (_, index) => ({
      index,
      became: index % 10 === 9 ? 'break' : 'story',
      text: 'two words',
      pieces: [],
      marks: null,
    }))

  test('shows its beginning and end, and says what is folded', () => {
    const shown = folded(blocks(100), null)
    expect(shown.filter(({ kind }) => kind === 'block')).toHaveLength(8)
    expect(shown[5]).toEqual({ kind: 'fold', first: 5, words: 184, breaks: 9 })
  })

  test('opens where one asks, two hundred blocks at a time, and what follows stays folded', () => {
    const shown = folded(blocks(1000), 5)
    expect(shown.filter(({ kind }) => kind === 'block')).toHaveLength(208)
    expect(shown.find(({ kind }) => kind === 'fold')).toMatchObject({ first: 205 })
  })

  test('a short one is shown whole, and no page holds more than it can', () => {
    expect(folded(blocks(30), null)).toHaveLength(30)
    const many = blocks(40_000).map((block, index) => ({
      ...block,
      became: index % 2 === 0 ? ('story' as const) : ('left-out' as const),
    }))
    expect(folded(many, null).length).toBeLessThan(2100)
  })
})
