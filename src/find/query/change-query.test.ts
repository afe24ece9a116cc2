import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chosenIn, tickedQuery, tickIn } from './change-query.ts'
import { parseQuery } from './parse-query.ts'

const nodesOf = (typed: string) => parseQuery(typed).nodes

test('ticking adds a value to what is typed, ticking again leaves it out, a third time lets it go', () => {
  const choice = { field: 'fandoms', value: 'The Lost Boys' } as const
  const once = tickedQuery(nodesOf('he gives him his heart'), choice)
  expect(once).toBe('he gives him his heart fandom:="The Lost Boys"')
  const twice = tickedQuery(nodesOf(once), choice)
  expect(twice).toBe('he gives him his heart -fandom:="The Lost Boys"')
  expect(tickIn(nodesOf(twice), choice)).toBe('excluded')
  expect(tickedQuery(nodesOf(twice), choice)).toBe('he gives him his heart')
})

test('what was typed in its own words is ticked', () => {
  const nodes = nodesOf('rating:T -tag:"major character death" lang:german')
  expect(tickIn(nodes, { field: 'rating', value: 'teen' })).toBe('included')
  expect(tickIn(nodes, { field: 'warnings', value: 'major-character-death' })).toBe('excluded')
  expect(chosenIn(nodes, 'language')).toEqual({ included: ['de'], excluded: [] })
})

test('a second rating takes the place of the first', () => {
  expect(tickedQuery(nodesOf('rating:teen'), { field: 'rating', value: 'mature' })).toBe('rating:mature')
})

test('any value that can be ticked can be let go again', () => {
  const value = fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => /\p{L}/u.test(text))
  fc.assert(
    fc.property(
      value,
      fc.constantFrom('fandoms', 'tags', 'authors', 'series', 'characters'),
      (value, field) => {
        const choice = { field: field as 'fandoms', value }
        const once = nodesOf(tickedQuery(nodesOf('a sailor'), choice))
        expect(tickIn(once, choice)).toBe('included')
        const twice = nodesOf(tickedQuery(once, choice))
        expect(tickIn(twice, choice)).toBe('excluded')
        expect(tickedQuery(twice, choice)).toBe('a sailor')
      },
    ),
  )
})
