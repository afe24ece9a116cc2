import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'

/** What each room may import from. A room may always import from itself, from story/ and from src/*.ts. */
const MAY_IMPORT: Record<string, string[]> = {
  story: [],
  intake: ['story'],
  archive: ['story', 'storage'],
  storage: ['story'],
  find: ['story', 'archive', 'storage'],
  understand: ['story'],
  books: ['story', 'archive'],
  jobs: ['story', 'intake', 'archive', 'storage', 'find', 'books'],
  web: ['story', 'intake', 'archive', 'storage', 'find', 'books', 'jobs'],
  cli: ['story', 'intake', 'archive', 'storage', 'find', 'books', 'jobs', 'web'],
}

const root = resolve(import.meta.dirname, '../src')

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return sources(path)
    return /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name) ? [path] : []
  })
}

const roomOf = (path: string) => relative(root, path).split('/')[0] as string

test('rooms import only from the rooms before them', () => {
  const wrong: string[] = []
  for (const path of sources(root)) {
    const room = roomOf(path)
    if (room.endsWith('.ts')) continue
    for (const [, target] of readFileSync(path, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)) {
      const to = roomOf(resolve(dirname(path), target as string))
      if (to === room || to.endsWith('.ts')) continue
      if (!MAY_IMPORT[room]?.includes(to)) wrong.push(`${relative(root, path)} imports ${target}`)
    }
  }
  expect(wrong).toEqual([])
})
