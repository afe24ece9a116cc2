import { expect, test } from 'vitest'
import { matchText } from './matches.ts'
import { readQuery } from './query-words.ts'

const marked = (text: string, query: string) =>
  matchText(text, readQuery(query)).marks.map(({ start, end }) => text.slice(start, end))

test.each([
  ['The captains gave their hearts.', 'captain heart', ['captains', 'hearts']],
  ['Her fiancé and a FIANCÉ', 'fiance', ['fiancé', 'FIANCÉ']],
  ['He gave him his own heart; his heart.', '"his own heart"', ['his own heart']],
  ['To be, or not to be: that is.', '“to be or not to be”', ['To be, or not to be']],
  ['He gave up. She gives up.', '"gave up"', ['gave up']],
  ['nothing here', 'captain', []],
])('in "%s" the query %s marks %j', (text, query, words) => {
  expect(marked(text, query)).toEqual(words)
})

test('marks that overlap are joined', () => {
  expect(marked('to be or not to be or not', '"be or not" "to be or"')).toEqual([
    'to be or not',
    'to be or not',
  ])
})
