import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { FoundUnpagedShape } from '../../src/web/api/schemas/answers.ts'
import { ListedWorkShape } from '../../src/web/api/schemas/stories.ts'
import { examples, fanfold, scratchFolder } from './run-fanfold.ts'

const { folder, remove } = scratchFolder('searches')
const library = join(folder, 'library')
const run = (...args: string[]) => fanfold([...args, '--library', library])
const json = (...args: string[]) => JSON.parse(run(...args, '--json').stdout)

beforeAll(() => {
  run('import', examples)
})
afterAll(remove)

test('a search is kept, listed, removed and brought back', () => {
  expect(json('searches', 'list')).toEqual({ searches: [] })
  const { search } = json('searches', 'add', 'his own heart', 'rating:teen', '--name', 'Hearts')
  expect(search).toMatchObject({ id: '1', name: 'Hearts', query: 'his own heart rating:teen' })
  expect(run('searches').stdout).toContain('Hearts')
  expect(run('searches', 'remove', '1').code).toBe(0)
  expect(json('searches', 'list').searches).toEqual([])
  expect(json('searches', 'restore', '1')).toEqual({ search })
})

test('a search that is not there is told as such', () => {
  const { code, stderr } = run('searches', 'remove', '99')
  expect(code).toBe(2)
  expect(stderr).toContain('There is no kept search 99')
})

test('what find and list print has the shapes of the API', () => {
  const found = json('find', 'heart words:>10', '--limit', '3')
  expect(FoundUnpagedShape.parse(found)).toEqual(found)
  expect(found.results).not.toEqual([])
  const { works } = json('list')
  expect(works).not.toEqual([])
  expect(z.array(ListedWorkShape).parse(works)).toEqual(works)
})

test('what was not understood is told beside the results', () => {
  const { stdout, stderr } = run('find', 'narwhal rating:purple', '--json')
  expect(JSON.parse(stdout).problems).toHaveLength(1)
  expect(stderr).toContain('purple')
})
