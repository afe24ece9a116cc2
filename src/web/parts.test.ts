import type { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { prose } from '../../test/builders/prose.ts'
import { type SeededLibrary, seededLibrary } from '../../test/e2e/seeded-library.ts'
import { createApp } from './server.ts'

let library: SeededLibrary
let app: Hono

beforeAll(async () => {
  library = await seededLibrary('no-such-folder', [
    { path: 'Glove - Chapter 1.txt', text: `Chapter 1\n\n${prose(1, 200)}` },
    { path: 'Glove - Chapter 2.txt', text: `Chapter 2\n\n${prose(2, 200)}` },
    { path: 'Rope House 1.txt', text: prose(3, 200) },
    { path: 'Rope House 2.txt', text: prose(4, 200) },
  ])
  await library.archive.settleParts(1)
  app = createApp(library.context)
})
afterAll(() => library.close())

async function page(path: string): Promise<string> {
  const response = await app.request(path)
  expect(response.status, path).toBe(200)
  return response.text()
}

async function post(path: string, fields: [string, string][]): Promise<string> {
  const headers = { origin: 'http://localhost', 'sec-fetch-site': 'same-origin' }
  const response = await app.request(path, { method: 'POST', body: new URLSearchParams(fields), headers })
  expect(response.status).toBe(303)
  return response.headers.get('location') ?? ''
}

test('a story says which parts it was put together from, and one click takes them apart', async () => {
  const id = await library.idOf('Glove')
  const html = await page(`/works/${id}`)
  expect(html).toContain('Put together from 2 parts')
  expect(html).toContain('Glove - Chapter 2.txt')
  expect(await post(`/works/${id}/parts`, [['deed', 'part']])).toBe(`/works/${id}?done=parted`)
  expect(await page(`/works/${id}`)).not.toContain('Put together from')
})

test('what numbers alone suggest is asked in the queue and on the page, and joined at a word', async () => {
  expect(await page('/look')).toContain('Perhaps parts of one story')
  const [offer] = await library.archive.partOffers()
  const ids = offer?.works.map(({ id }) => id) ?? []
  expect(await page(`/works/${ids[0]}`)).toContain('Perhaps parts of one story')
  const fields = ids.map((id): [string, string] => ['ids', id])
  expect(await post(`/works/${ids[0]}/parts`, [...fields, ['deed', 'join']])).toContain('?done=joined')
  expect(await page('/look')).not.toContain('Perhaps parts of one story')
})
