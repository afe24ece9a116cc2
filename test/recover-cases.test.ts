import { join } from 'node:path'
import { expect, test } from 'vitest'
import { scoreFolder } from '../src/intake/score/score-folder.ts'

const cases = (name: string) => join(import.meta.dirname, 'fixtures', name)

test.each([
  ['recover', 0.97, 0.93],
  ['unseen', 0.95, 0],
])('recovery is right on the cases of %s', async (name, overall, eachField) => {
  const { all, fields, refused } = await scoreFolder(cases(name))
  expect(all.f1).toBeGreaterThanOrEqual(overall)
  expect(
    fields.filter(({ f1 }) => f1 < eachField).map(({ field, f1 }) => `${field} ${f1.toFixed(3)}`),
  ).toEqual([])
  // Mailboxes are refused by name until they are read.
  expect(refused.filter(({ code }) => code !== 'read/not-yet')).toEqual([])
})
