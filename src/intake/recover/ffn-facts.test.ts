import { expect, test } from 'vitest'
import { readFfnFacts } from './ffn-facts.ts'

const factsOf = (line: string) => readFfnFacts(line)?.map(({ field, value }) => `${field}: ${value}`) ?? null

test.each<[string, string[]]>([
  [
    'Rated: Fiction K+ - English - Mystery - Ines - Words: 2,001 - Published: Apr 2, 2011 - id: 12',
    ['rating: general', 'declaredWords: 2001', 'published: 2011-04-02', 'status: in-progress'],
  ],
  [
    'M, English, Horror & Crime, Ines & Dace, words: 12k+, favs: 3, Apr 2, 2011',
    ['rating: mature', 'declaredWords: 12000', 'published: 2011-04-02'],
  ],
  [
    'Rated: T, Spanish, [Ines, Dace] Aldous, chapters: 4, words: 900, updated: Jun 5, 2012 published: Apr 2, 2011, complete',
    ['language: es', 'relationships: Ines/Dace', 'updated: 2012-06-05', 'status: complete'],
  ],
])('%j has its facts', (line, expected) => {
  expect(factsOf(line)).toEqual(expect.arrayContaining(expected))
})

test('genres of the mobile page are those of the list, and its "&" makes no pairing', () => {
  expect(factsOf('T, English, Hurt/Comfort & Romance, Ines & Dace, words: 1k+')).toEqual(
    expect.arrayContaining(['tags: Hurt/Comfort', 'tags: Romance', 'characters: Ines', 'characters: Dace']),
  )
  expect(factsOf('T, English, Hurt/Comfort & Romance, Ines & Dace, words: 1k+')?.join()).not.toMatch(
    /relation/,
  )
})

test.each([
  'T, that was the only letter left on the sign.',
  'R, English, and proud of it.',
  'Rated: PG-13',
  'M - I never knew what it stood for - was what they called her.',
])('%j is no such line', (line) => {
  expect(readFfnFacts(line)).toBeNull()
})
