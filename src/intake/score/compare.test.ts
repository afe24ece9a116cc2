import { expect, test } from 'vitest'
import { recoveredWork } from '../../../test/builders/recovered-work.ts'
import { compareWork, folded, similarity } from './compare.ts'
import { expectedCase } from './expected.ts'

const verdicts = (expected: Parameters<typeof compareWork>[0], parts: Parameters<typeof recoveredWork>[0]) =>
  compareWork(expected, recoveredWork(parts)).map(({ field, verdict }) => `${field} ${verdict}`)

test('a key that is absent is not scored', () => {
  expect(verdicts({}, { title: 'Anything' })).toEqual([])
})

test('quotes, dashes, emphasis marks, case and white space make no difference', () => {
  expect(folded('“It’s *late* -- go”  now')).toBe(folded('"It\'s late—go" NOW'))
  expect(verdicts({ title: "Don't Stop" }, { title: 'Don’t stop' })).toEqual(['title right'])
})

test('what may not be there is invented when it is found', () => {
  expect(
    verdicts({ summary: null, authors: [] }, { summary: '<p>Made up.</p>', authors: ['Nobody'] }),
  ).toEqual(['authors invented', 'summary invented'])
})

test('what is not found is missing, what is found otherwise is wrong', () => {
  expect(
    verdicts({ status: 'complete', rating: 'teen', language: 'en' }, { rating: 'mature', language: 'en' }),
  ).toEqual(['rating wrong', 'language right', 'status missing'])
})

test('a list holds every entry listed; further ones are extra, but invented among creators', () => {
  expect(verdicts({ tags: ['AU', 'angst'] }, { tags: ['au', 'Fluff'] })).toEqual([
    'tags right',
    'tags missing',
    'tags extra',
  ])
  expect(verdicts({ authors: ['A'] }, { authors: ['A', 'B'] })).toEqual(['authors right', 'authors invented'])
})

test('prose is right when nine words in ten are the same in order', () => {
  expect(
    similarity(
      'one two three four five six seven eight nine ten',
      'one two three four five six seven eight nine',
    ),
  ).toBeGreaterThan(0.9)
  expect(similarity('the whole note', 'another thing entirely')).toBe(0)
})

test('chapters are exact in number, words within three or three per cent', () => {
  const found = { chapters: ['one two three four'] }
  expect(verdicts({ chapters: [{ title: null, scenes: 1, words: 6 }] }, found)).toEqual([
    'chapters right',
    'chapters.scenes right',
    'chapters.words right',
  ])
  expect(verdicts({ chapters: [{}, {}] }, found)).toEqual(['chapters wrong'])
})

test('the body is held by its first and last words', () => {
  expect(verdicts({ bodyStartsWith: 'The rain', bodyEndsWith: 'locked it' }, {})).toEqual([
    'bodyStartsWith right',
    'bodyEndsWith wrong',
  ])
})

test('an archive’s warning may be named in words or by its id', () => {
  const told = expectedCase.parse({ works: [{ warnings: ['Major Character Death', 'graphic-violence'] }] })
  expect(verdicts(told.works[0] ?? {}, { warnings: ['major-character-death', 'graphic-violence'] })).toEqual([
    'warnings right',
    'warnings right',
  ])
})

test('null is nothing, and vocabularies are read in any case', () => {
  const told = expectedCase.parse({
    works: [
      {
        rating: null,
        tags: null,
        categories: ['F/M'],
        status: 'Complete',
        series: { name: 'Harbour', part: 2 },
      },
    ],
  })
  expect(told.works[0]).toMatchObject({
    rating: 'not-rated',
    tags: [],
    categories: ['f/m'],
    status: 'complete',
    series: ['Harbour'],
  })
})
