import { expect, test } from 'vitest'
import { creatorsOfByLine, readCreators } from './creators.ts'

test.each([
  ['Jane', ['Jane']],
  ['Jane & John Smith', ['Jane', 'John Smith']],
  ['Jane <jane@example.com>', ['Jane']],
  ['[info]tidewrack', ['tidewrack']],
  ['[personal profile] tidewrack', ['tidewrack']],
  ['moonplait [archived by gothic_archivist]', ['moonplait']],
  ['Anonymous', ['Anonymous']],
  ['unknown', []],
  ['Jane, beta: John', ['Jane']],
])('the creators of %j are %j', (value, names) => {
  expect(readCreators(value)).toEqual(names)
})

test('a by-line is told from a sentence', () => {
  expect(creatorsOfByLine('by Kit Marlowe (kit@example.com)')).toEqual(['Kit Marlowe'])
  expect(creatorsOfByLine('~ by pipe_rack ~')).toEqual(['pipe_rack'])
  expect(creatorsOfByLine('By morning, the rain had stopped.')).toBeNull()
  expect(creatorsOfByLine('by the sea')).toBeNull()
})

test('a page of one word where an author should stand is read at once', () => {
  const begunMs = performance.now()
  expect(readCreators(`Bed${'-st'.repeat(40_000)}`)).toEqual([])
  expect(performance.now() - begunMs).toBeLessThan(2000)
})
