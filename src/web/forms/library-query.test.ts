import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FACET_FIELDS } from '../../archive/archive.ts'
import { ticked, tickedWanted, tickOf, turned } from './filter-ticks.ts'
import { filterCount, parseLibraryQuery, queryHref, queryPairs } from './library-query.ts'

const parse = (address: string) => parseLibraryQuery(new URL(address, 'http://x').searchParams)

test('an address without anything asks for the newest stories', () => {
  expect(parse('/')).toMatchObject({ sort: 'added', descending: true, page: 1, include: {}, exclude: {} })
})

test('ticking a value includes it, ticking again leaves it out, a third time forgets it', () => {
  const once = ticked(parse('/?page=3'), 'tags', 'angst')
  expect(queryHref(once)).toBe('/?tags=angst')
  const twice = ticked(once, 'tags', 'angst')
  expect(queryHref(twice)).toBe('/?not-tags=angst')
  expect(tickOf(twice, 'tags', 'angst')).toBe('excluded')
  expect(queryHref(ticked(twice, 'tags', 'angst'))).toBe('/')
})

test('a second rating or tag stands beside the first, and of tags it is said whether either is enough', () => {
  expect(queryHref(ticked(parse('/?rating=teen'), 'rating', 'mature'))).toBe('/?rating=teen&rating=mature')
  const both = ticked(parse('/?tags=au'), 'tags', 'angst')
  expect(queryHref(both)).toBe('/?tags=au&tags=angst')
  expect(queryHref(turned(both, 'tags'))).toBe('/?tags=au&tags=angst&any=tags')
  expect(queryHref(turned(turned(both, 'tags'), 'tags'))).toBe('/?tags=au&tags=angst')
})

test('what is no tag is wanted, not wanted, and not asked', () => {
  const once = { ...parse('/'), crossover: tickedWanted(undefined) }
  expect(queryHref(once)).toBe('/?crossover=1')
  expect(queryHref({ ...once, crossover: tickedWanted('yes') })).toBe('/?crossover=0')
  expect(tickedWanted('no')).toBe(undefined)
})

test('ranges of days are kept as they were written', () => {
  expect(queryHref(parse('/?updated-from=2004-05&updated-to=2010'))).toBe(
    '/?updated-from=2004-05&updated-to=2010',
  )
})

test('a page that finds keeps what was looked for in every link', () => {
  const found = parseLibraryQuery(new URLSearchParams('q=heart&tags=angst'), '/find')
  expect(queryHref(ticked(found, 'rating', 'teen'))).toBe('/find?q=heart&rating=teen&tags=angst')
})

test.each([
  '/?page=0',
  '/?page=x',
  '/?sort=colour',
  '/?words-from=-3',
  '/?words-to=many',
  '/?order=up',
  '/?more=x',
  '/?updated-from=lately',
  '/?crossover=maybe',
])('%s is refused by name', (address) => {
  expect(() => parse(address)).toThrow(/means nothing here/)
})

test('empty word counts, as an unfilled form sends them, ask for nothing', () => {
  expect(filterCount(parse('/?words-from=&words-to='))).toBe(0)
})

test('any query comes back the same from its own address', () => {
  const values = fc.dictionary(
    fc.constantFrom(...FACET_FIELDS),
    fc.uniqueArray(fc.string({ minLength: 1, unit: 'grapheme' }), { minLength: 1, maxLength: 3 }),
  )
  fc.assert(
    fc.property(
      values,
      values,
      fc.nat(),
      fc.integer({ min: 1, max: 999 }),
      (include, exclude, wordsFrom, page) => {
        const numbers = { words: { from: wordsFrom } }
        const query = { ...parse('/'), include: { ...include }, exclude: { ...exclude }, numbers, page }
        expect(queryPairs(parse(queryHref(query)))).toEqual(queryPairs(query))
      },
    ),
  )
})
