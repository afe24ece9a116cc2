import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { examples, fanfold, scratchFolder } from './run-fanfold.ts'

const { folder, remove } = scratchFolder('cli-tags')
const library = join(folder, 'library')
const run = (...args: string[]) => fanfold([...args, '--library', library])
const json = (...args: string[]) => JSON.parse(run(...args, '--json').stdout)

let names: string[]

beforeAll(() => {
  run('import', examples)
  names = json('tags', 'find', 'a').tags.map((tag: { name: string }) => tag.name)
})
afterAll(remove)

test('tags are found by how a word of theirs begins', () => {
  expect(names.length).toBeGreaterThan(1)
  for (const name of names) expect(name.toLowerCase()).toMatch(/(^|[^a-z])a/)
})

test('two tags are made one and two again', () => {
  const [one, other] = json('tags', 'find', 'a').tags.filter((tag: { field: string }) => tag.field === 'tags')
  expect(run('tags', 'same', 'tags', one.name, other.name).code).toBe(0)
  expect(json('tags', 'links').links).toEqual([
    { kind: 'synonym', field: 'tags', name: one.name, target: other.name },
  ])
  expect(run('tags', 'unlink', 'same', 'tags', one.name).code).toBe(0)
  const again = run('tags', 'unlink', 'same', 'tags', one.name)
  expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('is not linked so')])
})

test('what is never to be shown is kept, counted and let go', () => {
  const [tag] = json('tags', 'find', 'a').tags
  expect(json('never', 'add', tag.name)).toMatchObject({ never: [{ field: 'any', value: tag.name }] })
  expect(json('never', 'list').hidden).toBeGreaterThan(0)
  expect(json('never', 'rating', 'general').ratingUpTo).toBe('general')
  json('never', 'rating', 'all')
  expect(json('never', 'remove', tag.name)).toEqual({ never: [], ratingUpTo: null, hidden: 0 })
})

test('a field that is none is refused with those there are', () => {
  const { code, stderr } = run('tags', 'same', 'colour', 'a', 'b')
  expect(code).toBe(2)
  expect(stderr).toContain('fandoms, relationships, characters')
})
