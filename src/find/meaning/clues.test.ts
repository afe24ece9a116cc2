import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cluesOf } from './clues.ts'

test('a description falls into its clauses', () => {
  expect(
    cluesOf(
      'solid family man pretends to lose his memory so he can have a fling in the big town, the doctor’s in on it',
    ),
  ).toEqual([
    'solid family man pretends to lose his memory',
    'so he can have a fling in the big town',
    'the doctor’s in on it',
  ])
})

test('short pieces stay with their neighbours', () => {
  expect(cluesOf('A cat, a dog, and a parrot run a hotel. Badly.')).toEqual([
    'A cat a dog and a parrot run a hotel. Badly.',
  ])
  expect(cluesOf('the lighthouse')).toEqual(['the lighthouse'])
  expect(cluesOf('  ')).toEqual([])
})

test('anything typed gives at most ten clues, none of them empty', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
      const clues = cluesOf(text)
      expect(clues.length).toBeLessThanOrEqual(10)
      expect(clues.every((clue) => clue.trim() !== '')).toBe(true)
    }),
  )
})
