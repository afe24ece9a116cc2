import type { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { prose, withEdits } from '../../test/builders/prose.ts'
import { type SeededLibrary, seededLibrary } from '../../test/e2e/seeded-library.ts'
import { settleDuplicates } from '../jobs/settle-duplicates.ts'
import { createApp } from './server.ts'

let library: SeededLibrary
let app: Hono

const paragraphs = (text: string) => text.replace(/((?:[^.]+\. ?){4})/g, '$1\n\n')
const STORY = paragraphs(prose(1, 800))

beforeAll(async () => {
  library = await seededLibrary('no-such-folder', [
    { path: 'lj/lamp.txt', text: `Title: The Lamp\nAuthor: Kay\nRating: PG\n\n${STORY}` },
    {
      path: 'site/lamp.txt',
      text: `Title: The Lamp\nAuthor: Kay\nGenre: Drama\n\n${withEdits(STORY, 0.01)}`,
    },
    {
      path: 'snow.txt',
      text: `Title: Snow\n\n${paragraphs(prose(20, 850))}\n\n${paragraphs(prose(21, 130))}`,
    },
    { path: 'ice.txt', text: `Title: Ice\n\n${paragraphs(prose(20, 850))}\n\n${paragraphs(prose(22, 130))}` },
  ])
  await settleDuplicates({ archive: library.archive, importId: 1 })
  app = createApp(library.context)
})
afterAll(() => library.close())

async function page(path: string): Promise<string> {
  const response = await app.request(path)
  expect(response.status, path).toBe(200)
  return response.text()
}

async function post(path: string, fields: Record<string, string>): Promise<string> {
  const headers = { origin: 'http://localhost', 'sec-fetch-site': 'same-origin' }
  const response = await app.request(path, { method: 'POST', body: new URLSearchParams(fields), headers })
  expect(response.status).toBe(303)
  return response.headers.get('location') ?? ''
}

test('what may be the same story is offered in the queue and on both pages, and can be refused', async () => {
  const [snow, ice] = [await library.idOf('Snow'), await library.idOf('Ice')]
  const [newer, older] = Number(snow) > Number(ice) ? [snow, ice] : [ice, snow]
  const look = await page('/look')
  expect(look).toContain('Perhaps the same story as')
  expect(look).toContain(`formaction="/works/${newer}/offers/${older}"`)
  expect(await page(`/works/${snow}`)).toContain('Perhaps the same story')
  expect(await page(`/works/${snow}/offers/${ice}`)).toContain('<ins>')
  expect(await post(`/works/${newer}/offers/${older}`, { deed: 'apart', queue: '1' })).toBe(
    '/look?done=apart',
  )
  expect(await page('/look')).not.toContain('Perhaps the same story as')
})

test('a work says that it has two sources, shows where they differ, and lets them be parted', async () => {
  const lamp = await library.idOf('The Lamp')
  const html = await page(`/works/${lamp}`)
  expect(html).toContain('The same story from two sources')
  const other = /\/versions\/(\d+)"/.exec(html)?.[1] as string
  const differences = await page(`/works/${lamp}/versions/${other}`)
  expect(differences).toMatch(/\d+ paragraphs differ/)
  expect(differences).toMatch(/<del>[^<]+<\/del> ?<ins>[^<]+<\/ins>/)
  expect(await post(`/works/${lamp}/versions/${other}`, { deed: 'show' })).toBe(`/works/${lamp}?done=text`)
  expect(await page(`/works/${lamp}`)).toContain('since you chose it')
  expect(await post(`/works/${lamp}/versions/${other}`, { deed: 'part' })).toBe(`/works/${lamp}?done=parted`)
  expect(await page(`/works/${lamp}`)).not.toContain('The same story from')
  expect((await app.request(`/works/${lamp}/versions/${other}`)).status).toBe(404)
})
