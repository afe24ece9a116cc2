import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
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
const story = (title: string) =>
  `Title: ${title}\nAuthor: wick\nFandom: Harbour Nine\n\nThe lamp of ${title} went out, and nobody on the stairs said a word about it until morning.\n`

function form(fields: Record<string, string>, files: Record<string, string> = {}): FormData {
  const data = new FormData()
  for (const [name, text] of Object.entries(files)) data.append('files', new File([text], name))
  for (const [name, value] of Object.entries(fields)) data.set(name, value)
  return data
}

const post = (path: string, body: FormData, headers: Record<string, string> = OUR_OWN) =>
  Promise.resolve(app.request(path, { method: 'POST', body, headers }))
const page = async (path: string) => (await app.request(path)).text()

async function until(href: string, words: string): Promise<string> {
  for (let tries = 0; tries < 1500; tries++) {
    const html = await page(href)
    if (html.includes(words)) return html
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`${href} never says ${words}: ${(await page(href)).slice(2000, 5000)}`)
}

test('files in a form become stories, each named with what it became', async () => {
  const files = {
    'Old Site/lamp.txt': story('The Lamp'),
    'no.epub': 'no book at all',
    '../up.txt': story('Up'),
  }
  const answer = await post('/import', form({ aim: 'import', path: '' }, files))
  expect(answer.status).toBe(303)
  const href = answer.headers.get('location') ?? ''
  const html = await until(href, '2 new stories')
  expect(html).toContain('Old Site/lamp.txt')
  expect(html).toMatch(/<a class="file-title" href="\/works\/\d+">The Lamp<\/a>/)
  expect(html).toContain('Could not be read')
  expect(html).toContain('Take it back')
  const id = /\d+/.exec(href)?.[0] ?? ''
  expect(readdirSync(join(library.archive.libraryDir, 'inbox', id)).sort()).toEqual([
    'Old Site',
    'no.epub',
    'up.txt',
  ])
})

test('an import is taken back by its button, and only while it was the last deed', async () => {
  const deed = /name="deed" value="(\d+)"/.exec(await page('/jobs'))?.[1] ?? ''
  const undone = await post('/undo', form({ deed }))
  expect(undone.headers.get('location')).toBe('/jobs?done=undone-import')
  expect(await library.idOf('The Lamp')).toContain('no story')
  expect(await page('/jobs')).toContain('Taken back: its stories are out of the library again.')
  expect((await post('/undo', form({ deed }))).status).toBe(409)
  expect((await post('/undo', form({}))).status).toBe(400)
})

test('looked at first, nothing is stored; left, the copies are thrown away', async () => {
  const before = (await library.archive.counts()).works
  const answer = await post('/import', form({ aim: 'look', path: '' }, { 'a.txt': story('Looked At') }))
  const href = answer.headers.get('location') ?? ''
  const html = await until(href, 'Nothing is stored yet')
  expect(html).toContain('Looked At')
  expect(html).toContain('these copies are thrown away')
  expect((await library.archive.counts()).works).toBe(before)
  await post(`${href}/leave`, form({}))
  expect(await page(href)).toContain('Looked at, and left')
  expect(existsSync(join(library.archive.libraryDir, 'inbox', /\d+/.exec(href)?.[0] ?? ''))).toBe(false)
  expect((await post(`${href}/import`, form({}))).status).toBe(409)
})

test('a folder of this machine is read where it is, and known the second time', async () => {
  const path = join(library.folder, 'vale')
  const first = await post('/import', form({ aim: 'look', path }))
  const html = await until(first.headers.get('location') ?? '', 'Nothing is stored yet')
  expect(html).toContain('In the library already')
})

test('nothing chosen and a folder that is not there are told on the form', async () => {
  const nothing = await post('/import', form({ aim: 'import', path: '' }))
  expect(nothing.status).toBe(400)
  expect(await nothing.text()).toContain('Nothing was chosen')
  const typo = await post('/import', form({ aim: 'import', path: '/no/such/folder' }))
  expect(typo.status).toBe(400)
  const html = await typo.text()
  expect(html).toContain('There is no file or folder')
  expect(html).toContain('value="/no/such/folder"')
})

test('where others can reach the library, folders of the machine are neither asked for nor taken', async () => {
  const open = createApp(library.context, { host: '0.0.0.0', port: 80 })
  expect(await (await open.request('/import')).text()).not.toContain('name="path"')
  const answer = await open.request('/import', {
    method: 'POST',
    body: form({ aim: 'look', path: library.folder }),
    headers: OUR_OWN,
  })
  expect(answer.status).toBe(400)
  expect(await answer.text()).toContain('Send the files themselves')
})

test('files come one by one too, the last thing said being what to do with them', async () => {
  const { id } = (await (await post('/import/begin', form({}))).json()) as { id: number }
  const put = (path: string, text: string, headers = OUR_OWN) =>
    app.request(`/import/${id}/file?path=${encodeURIComponent(path)}`, { method: 'PUT', body: text, headers })
  expect(await (await put('Box/one.txt', story('One by One'))).json()).toEqual({ taken: true })
  expect((await put('Box/two.txt', '')).status).toBe(200)
  expect(await page(`/jobs/${id}`)).toContain('Its files are still coming in')
  expect(
    (await put('x.txt', 'x', { origin: 'http://evil.example', 'sec-fetch-site': 'cross-site' })).status,
  ).toBe(403)
  expect(await (await post(`/import/${id}/end`, form({ aim: 'import' }))).json()).toEqual({
    href: `/jobs/${id}`,
  })
  await until(`/jobs/${id}`, '1 new story')
  const late = await put('late.txt', 'x')
  expect(late.status).toBe(404)
  expect(await late.json()).toMatchObject({ taken: false })
})

test('a form from elsewhere brings nothing in, and what is no form is refused', async () => {
  const evil = { origin: 'http://evil.example', 'sec-fetch-site': 'cross-site' }
  expect((await post('/import', form({ aim: 'import' }, { 'a.txt': 'a' }), evil)).status).toBe(403)
  const text = await app.request('/import', { method: 'POST', body: 'x', headers: OUR_OWN })
  expect(text.status).toBe(400)
  const cut = await app.request('/import', {
    method: 'POST',
    body: '--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\nhalf a fi',
    headers: { ...OUR_OWN, 'content-type': 'multipart/form-data; boundary=x' },
  })
  expect(cut.status).toBe(400)
  expect((await app.request('/jobs/9999')).status).toBe(404)
})
