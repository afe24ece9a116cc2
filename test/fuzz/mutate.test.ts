import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { mutate } from './mutate.ts'
import { randomFrom } from './random.ts'
import { allTargets } from './seeds.ts'

test('the same seed breaks a file in the same way, so that a finding can be had again', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(), (bytes, seed) => {
      expect(mutate(bytes, randomFrom(seed), [bytes])).toEqual(mutate(bytes, randomFrom(seed), [bytes]))
    }),
  )
})

test('the file that is broken stays as it is, and what comes of it is never huge', () => {
  const seed = zipSync({ 'a.txt': strToU8('Chapter 1\n'.repeat(100)), 'b.xml': strToU8('<p>b</p>') })
  const before = seed.slice()
  for (let number = 0; number < 200; number++)
    expect(mutate(seed, randomFrom(number), [seed]).length).toBeLessThanOrEqual(512 * 1024)
  expect(seed).toEqual(before)
})

test('every reader is tried, with files of its own', () => {
  const targets = allTargets()
  expect(new Set(targets.map(({ id }) => id)).size).toBe(targets.length)
  for (const { id, seeds } of targets) expect(seeds.length, id).toBeGreaterThan(0)
})
