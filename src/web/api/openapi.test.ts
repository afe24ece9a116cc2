import { expect, test } from 'vitest'
import { ENDPOINTS } from './endpoints.ts'
import { type JsonSchema, openApi } from './openapi.ts'

const description = openApi(ENDPOINTS)
const operations = Object.entries(description.paths).map(([path, { get }]) => ({ path, ...get }))

/** Every value of a key, however deep. */
function valuesOf(key: string, within: unknown): unknown[] {
  if (typeof within !== 'object' || within === null) return []
  return Object.entries(within).flatMap(([name, value]) => [
    ...(name === key ? [value] : []),
    ...valuesOf(key, value),
  ])
}

test('it is OpenAPI 3.1 as JSON has it', () => {
  expect(description.openapi).toBe('3.1.0')
  expect(description.info).toMatchObject({ title: expect.any(String), version: expect.any(String) })
  expect(JSON.parse(JSON.stringify(description))).toEqual(description)
})

test('every operation has a name of its own, words, and an answer', () => {
  const ids = operations.map(({ operationId }) => operationId)
  expect(new Set(ids).size).toBe(ids.length)
  for (const { summary, description: words, responses } of operations) {
    expect(summary).not.toBe('')
    expect(words).not.toBe('')
    expect(responses[200]?.content['application/json'].schema).toBeDefined()
    for (const status of Object.keys(responses)) expect(status).toMatch(/^[2345]\d\d$/)
    for (const response of Object.values(responses)) expect(response.description).not.toBe('')
  }
})

test('the parts of a path are its parameters, all of them needed, and no parameter is named twice', () => {
  for (const { path, parameters } of operations) {
    const inPath = parameters.filter((each) => each.in === 'path')
    expect(inPath.map(({ name }) => name)).toEqual([...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]))
    expect(inPath.every(({ required }) => required)).toBe(true)
    const names = parameters.map((each) => `${each.in} ${each.name}`)
    expect(new Set(names).size).toBe(names.length)
    for (const { name, description: words, schema } of parameters) {
      expect(words, name).not.toBe('')
      expect(Object.keys(schema).length, name).toBeGreaterThan(0)
    }
  }
})

test('every reference leads to a named shape, and every named shape is used', () => {
  const known = Object.keys(description.components.schemas).map((name) => `#/components/schemas/${name}`)
  const used = new Set(valuesOf('$ref', description) as string[])
  expect([...used].sort()).toEqual(known.sort())
})

test('every named shape says what it is', () => {
  for (const [name, { description: words }] of Object.entries(description.components.schemas))
    expect(words, name).toMatch(/^\p{Lu}.*\.$/u)
})

test('keys say what they hold', () => {
  const { Passage } = description.components.schemas
  expect(Passage?.properties?.start?.description).toContain('UTF-16')
})

test('no shape within it claims a dialect or an address', () => {
  expect(valuesOf('$id', description)).toEqual([])
  expect(valuesOf('$schema', description)).toEqual([])
})

test('an object names only keys it has as needed', () => {
  const check = (schema: JsonSchema) => {
    for (const name of schema.required ?? []) expect(Object.keys(schema.properties ?? {})).toContain(name)
    for (const each of Object.values(schema.properties ?? {})) check(each)
    if (schema.items !== undefined) check(schema.items)
  }
  for (const schema of Object.values(description.components.schemas)) check(schema)
})
