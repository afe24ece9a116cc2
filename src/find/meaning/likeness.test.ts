import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  bestByChance,
  centredCosine,
  centredLength,
  centreOf,
  chanceOf,
  deviations,
  dot,
  trustIn,
  without,
} from './likeness.ts'

const DIMENSIONS = 16
const unitVector = fc
  .array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: DIMENSIONS, maxLength: DIMENSIONS })
  .filter((numbers) => numbers.some((number) => Math.abs(number) > 0.1))
  .map((numbers) => {
    const length = Math.hypot(...numbers)
    return Float32Array.from(numbers, (number) => number / length)
  })
const rowsOf = (vectors: Float32Array[]) => Float32Array.from(vectors.flatMap((vector) => [...vector]))

test('a centred cosine is the cosine of what is left when the centre is taken off the row', () => {
  fc.assert(
    fc.property(
      unitVector,
      unitVector,
      fc.array(unitVector, { minLength: 1, maxLength: 9 }),
      (question, row, some) => {
        const centre = centreOf(rowsOf(some), DIMENSIONS)
        const left = row.map((value, at) => value - (centre.vector[at] as number))
        const length = Math.hypot(...left)
        fc.pre(length > 0.05)
        expect(centredCosine(question, centre)(row, 0, centredLength(row, 0, centre))).toBeCloseTo(
          dot(question, left, 0) / length,
          3,
        )
      },
    ),
  )
})

test('few rows are trusted little: the centre of one is a two-hundredth of it', () => {
  const [one = 0] = centreOf(Float32Array.of(1, 0), 2).vector
  expect(one).toBeCloseTo(trustIn(1))
  expect(trustIn(1000)).toBe(1)
})

test('a question that is all common stays as it is', () => {
  const question = Float32Array.of(0.6, 0.8)
  expect(without(question, question, 1)).toBe(question)
  expect(dot(without(question, Float32Array.of(0.6, 0), 1), Float32Array.of(0, 1), 0)).toBeCloseTo(1)
})

test('a row as like as chance has no likeness, and more rows make a best one by chance', () => {
  const cosines = Array.from({ length: 400 }, (_, at) => (at % 2 ? 0.1 : 0.3))
  const chance = chanceOf(400, (row) => cosines[row] as number, true)
  expect(deviations(0.2, chance)).toBeCloseTo(0)
  expect(deviations(0.4, chance)).toBeCloseTo(2)
  expect(bestByChance(1)).toBeLessThan(0.1)
  expect(bestByChance(1000)).toBeGreaterThan(bestByChance(100))
})

test('without any rows the usual likeness of prose is chance', () => {
  expect(chanceOf(0, () => 0, true).mean).toBeGreaterThan(0.3)
})
