import { expect, test } from 'vitest'
import { areSiteTags, readSiteTags } from './site-tags.ts'

test('a journal’s tags give what they name by kind', () => {
  expect(readSiteTags('fic, fandom: wick country, pairing: hob/perrin, rating: pg-13, !complete')).toEqual([
    { field: 'fandoms', value: 'wick country', raw: 'fandom: wick country' },
    { field: 'relationships', value: 'hob/perrin', raw: 'pairing: hob/perrin' },
    { field: 'rating', value: 'teen', raw: 'rating: pg-13' },
  ])
})

test.each([
  ['fluff, angst, mills', false],
  ['fandom: merlin', true],
  ['!fic, merlin', true],
])('%j are a journal’s: %s', (value, are) => {
  expect(areSiteTags(value)).toBe(are)
})
