import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const ROOMS = [
  'library',
  'sources',
  'read',
  'import',
  'find',
  'query',
  'export',
  'remove',
  'serve',
  'works',
  'searches',
  'backup',
  'restore',
  'doctor',
  'archive',
  'tags',
  'web',
]
const CODE = new RegExp(`(?<!from )['\`]((?:${ROOMS.join('|')})/[a-z]+(?:-[a-z]+)*)['\`]`, 'g')

const root = resolve(import.meta.dirname, '..')
const table = readFileSync(join(root, 'docs/errors.md'), 'utf8')

function codesInSource(): Set<string> {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter(
    (name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name),
  )
  const codes = files.flatMap((name) =>
    [
      ...readFileSync(join(root, 'src', name), 'utf8')
        .replace(/\/\*[\s\S]*?\*\//g, '')
        .matchAll(CODE),
    ].map((match) => match[1] as string),
  )
  return new Set(codes)
}

test('every code the program answers with stands in docs/errors.md, once', () => {
  const listed = [...table.matchAll(/^\| (`[^|]*`) \|/gm)].flatMap((row) =>
    [...(row[1] as string).matchAll(/`([a-z-]+\/[a-z-]+)`/g)].map((match) => match[1] as string),
  )
  expect(listed.filter((code, index) => listed.indexOf(code) !== index)).toEqual([])
  expect([...codesInSource()].filter((code) => !listed.includes(code)).sort()).toEqual([])
})
