import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readQuery } from './query-words.ts'

const wordsOfQuery = (query: string) => readQuery(query).words.map(({ word }) => word)
const phrasesOf = (query: string) =>
  readQuery(query).phrases.map((phrase) => phrase.map(({ word }) => word).join(' '))

test.each([
  ['The captain gives him his OWN heart', ['captain', 'heart']],
  ['running runs', ['runs']],
  ['to be or not to be', ['to', 'be', 'or', 'not']],
  ['fiancée', ['fiancee']],
  ['don’t', ['don', 't']],
  ['', []],
  ['"!?', []],
])('%s is looked for as %j', (query, words) => {
  expect(wordsOfQuery(query)).toEqual(words)
})

test.each([
  ['"his own heart" captain', ['his own heart']],
  ['“To be, or not to be”', ['to be or not to be']],
  ['«coup de grâce» "and more"', ['coup de grace', 'and more']],
  ['never "closed', ['closed']],
  ['"" "  "', []],
])('%s has the exact words %j', (query, phrases) => {
  expect(phrasesOf(query)).toEqual(phrases)
})

test('a query keeps to what can be searched, however long it is', () => {
  const query = readQuery(Array.from({ length: 5000 }, (_, at) => `w${at}`).join(' '))
  expect(query.words).toHaveLength(200)
})

test('any string has an answer', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (query) => {
      const { words, phrases } = readQuery(query)
      for (const { word } of [...words, ...phrases.flat()]) expect(word).not.toMatch(/[\s"'%\\]/)
    }),
  )
})
