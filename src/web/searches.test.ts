import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type SeededLibrary, seededLibrary } from '../../test/e2e/seeded-library.ts'
import { createApp } from './server.ts'

let library: SeededLibrary
let app: Hono

beforeAll(async () => {
  library = await seededLibrary('no-such-folder')
  app = createApp(library.context)
})
afterAll(() => library.close())

const OUR_OWN = { origin: 'http://localhost', 'sec-fetch-site': 'same-origin' }

async function page(path: string): Promise<string> {
  const response = await app.request(path)
  expect(response.status, path).toBe(200)
  return response.text()
}

async function post(path: string, fields: Record<string, string> = {}): Promise<Response> {
  return app.request(path, { method: 'POST', body: new URLSearchParams(fields), headers: OUR_OWN })
}

/** @returns its number. */
async function keep(q: string, name = ''): Promise<string> {
  const kept = await post('/searches', { q, name })
  return /^\/searches\/(\d+)\?done=search-kept$/.exec(kept.headers.get('location') ?? '')?.[1] as string
}

describe('kept searches', () => {
  test('one is kept by a form, and its address runs it', async () => {
    const id = await keep('heart rating:teen', 'Hearts & <bells>')
    expect(await page('/searches')).toContain('Hearts &amp; &lt;bells&gt;')
    const run = await app.request(`/searches/${id}`)
    expect(run.status).toBe(302)
    expect(run.headers.get('location')).toBe('/find?q=heart+rating%3Ateen')
  })

  test('one is renamed, and its address stays', async () => {
    const id = await keep('rating:mature', 'old')
    const renamed = await post(`/searches/${id}/name`, { name: 'new' })
    expect(renamed.headers.get('location')).toBe('/searches?done=search-renamed')
    expect((await library.archive.getSearch(id))?.name).toBe('new')
  })

  test('one is removed, and called back from the page that says so', async () => {
    const id = await keep('rating:explicit', 'Once')
    const removed = await post(`/searches/${id}/remove`)
    const html = await page(removed.headers.get('location') ?? '')
    expect(html).not.toContain('Once')
    expect(html).toContain(`action="/searches/${id}/restore"`)
    expect((await app.request(`/searches/${id}`)).status).toBe(404)
    await post(`/searches/${id}/restore`)
    expect(await page('/searches')).toContain('Once')
  })

  test('what cannot be kept is told where it was typed, with what was typed', async () => {
    const refused = await post('/searches', { q: ' ', name: 'nothing' })
    expect(refused.status).toBe(400)
    const html = await refused.text()
    expect(html).toContain('There is nothing to look for')
    expect(html).toContain('value="nothing"')
  })

  test('a form of another site keeps nothing', async () => {
    const body = new URLSearchParams({ q: 'evil' })
    const response = await app.request('/searches', {
      method: 'POST',
      body,
      headers: { origin: 'http://evil.example' },
    })
    expect(response.status).toBe(403)
    expect(await library.archive.searchOf('evil')).toBeUndefined()
  })
})

describe('feeds', () => {
  test('tell of the stories that match, newest first, under the address asked', async () => {
    const id = await keep('rating:teen', 'Teens')
    const response = await app.request(`http://localhost/searches/${id}/feed.atom`)
    expect(response.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8')
    const xml = await response.text()
    expect(xml).toContain('<title>Teens</title>')
    expect(xml).toContain(`href="http://localhost/searches/${id}/feed.atom"`)
    const berth = await library.idOf('A Loan Until Morning')
    expect(xml).toContain(`href="http://localhost/works/${berth}"`)
    expect(xml).not.toContain('The Quiet Berth')
  })

  test('any search can be followed, kept or not', async () => {
    expect(await page('/find?q=heart')).toContain('type="application/atom+xml"')
    expect(await page('/find')).not.toContain('application/atom+xml')
    expect(await page('/find/feed.atom?q=heart+harbour')).toContain('A Loan Until Morning')
    expect((await app.request('/find/feed.atom')).status).toBe(400)
  })

  test('are not sent again while they say the same, and are when a story comes to match', async () => {
    const path = '/find/feed.atom?q=rating:general'
    const { headers } = await app.request(path)
    const known = { 'if-none-match': headers.get('etag') ?? '' }
    const since = { 'if-modified-since': headers.get('last-modified') ?? '' }
    expect((await app.request(path, { headers: known })).status).toBe(304)
    expect((await app.request(path, { headers: since })).status).toBe(304)
    await library.archive.correctFields([await library.idOf('A Loan Until Morning')], { rating: 'general' })
    expect((await app.request(path, { headers: known })).status).toBe(200)
    expect((await app.request(path, { headers: { ...since, 'if-none-match': '"x"' } })).status).toBe(200)
    await library.archive.correctFields([await library.idOf('A Loan Until Morning')], { rating: 'teen' })
  })

  test('a removed story is gone from them at once', async () => {
    const id = await library.idOf('The Quiet Berth')
    expect(await page('/find/feed.atom?q=rating:general')).toContain('The Quiet Berth')
    await library.archive.removeWorks([id], { withSources: false })
    expect(await page('/find/feed.atom?q=rating:general')).not.toContain('The Quiet Berth')
    await library.archive.undo()
  })
})

test('the page for programs shows every address and shape, with links to try', async () => {
  const newest = (await library.archive.listWorks({ sort: 'added', descending: true, pageSize: 1 })).works[0]
    ?.id
  const html = await page('/api')
  for (const said of ['/api/v1/find', 'id="shape-Found"', `href="/api/v1/works/${newest}"`])
    expect(html.includes(said), said).toBe(true)
})
