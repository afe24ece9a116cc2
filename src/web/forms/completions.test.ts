import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Suggestion, SuggestOptions } from '../../find/facets/filter.ts'
import { completions } from './completions.ts'

const KNOWN: Suggestion[] = [
  { kind: 'characters', text: 'Toshiko Sato', count: 9, typed: 'Tosh' },
  { kind: 'tags', text: 'Fix-It', count: 4 },
  { kind: 'title', text: 'Tosh Alone', count: 1, workId: '7' },
]
const view = {
  suggest: (typed: string, { kinds }: SuggestOptions = {}) =>
    KNOWN.filter(
      ({ kind, text }) =>
        (kinds === undefined || kinds.includes(kind)) && text.toLowerCase().startsWith(typed.toLowerCase()),
    ),
}
const complete = (q: string) => completions(view, { q, as: 'query' })

test('the last words of a description may be a name, and the rest stays', () => {
  expect(complete('the one where tosh')).toMatchObject({
    from: 14,
    suggestions: [{ label: 'Character', insert: 'character:"Toshiko Sato"' }],
  })
})

test('a title is offered where nothing else was typed, and leads to its story', () => {
  expect(complete('tosh').suggestions.map(({ href }) => href)).toEqual([undefined, '/works/7'])
})

test('after a field and a colon only its values are offered', () => {
  expect(complete('-tag:fix')).toMatchObject({ from: 5, suggestions: [{ insert: 'Fix-It' }] })
  expect(complete('character:"toshiko s')).toMatchObject({
    from: 10,
    suggestions: [{ insert: '"Toshiko Sato"' }],
  })
  expect(complete('tag:tosh').suggestions).toEqual([])
})

test('within quotation marks nothing is offered', () => {
  expect(complete('"tosh').suggestions).toEqual([])
})

test('whatever is typed, the completed part lies within it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (q) => {
      const { from } = complete(q)
      expect(from).toBeGreaterThanOrEqual(0)
      expect(from).toBeLessThanOrEqual(q.length)
    }),
  )
})
