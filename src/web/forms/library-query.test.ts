import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FACET_FIELDS } from '../../archive/archive.ts'
import { filterCount, parseLibraryQuery, queryHref, queryPairs, ticked, tickOf } from './library-query.ts'

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

test('a second rating takes the place of the first, a second tag stands beside it', () => {
  expect(queryHref(ticked(parse('/?rating=teen'), 'rating', 'mature'))).toBe('/?rating=mature')
  expect(queryHref(ticked(parse('/?tags=au'), 'tags', 'angst'))).toBe('/?tags=au&tags=angst')
})

test.each([
  '/?page=0',
  '/?page=x',
  '/?sort=colour',
  '/?words-from=-3',
  '/?words-to=many',
  '/?order=up',
  '/?more=x',
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
        const query = { ...parse('/'), include: { ...include }, exclude: { ...exclude }, wordsFrom, page }
        expect(queryPairs(parse(queryHref(query)))).toEqual(queryPairs(query))
      },
    ),
  )
})
