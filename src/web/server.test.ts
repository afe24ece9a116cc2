import { gzipSync } from 'node:zlib'
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

async function post(path: string, fields: Record<string, string | string[]>): Promise<Response> {
  const body = new URLSearchParams(
    Object.entries(fields).flatMap(([name, value]) => [value].flat().map((each) => [name, each])),
  )
  return app.request(path, { method: 'POST', body, headers: OUR_OWN })
}

describe('the library', () => {
  test('shows stories as blurbs with their squares in words', async () => {
    const html = await page('/')
    expect(html).toContain('The Quiet Berth')
    expect(html).toContain('Rating: General')
    expect(html).toContain('Warnings: No warnings apply')
    expect(html).toContain('550 words (said ~590)')
    expect(html).toContain('23 stories')
  })

  test('narrows by what an address includes and leaves out', async () => {
    expect(await page('/?rating=teen')).toContain('A Loan Until Morning')
    expect(await page('/?rating=teen')).not.toContain('The Quiet Berth')
    expect(await page('/?not-rating=teen')).not.toContain('A Loan Until Morning')
    expect(await page('/?words-from=500')).toContain('1 story')
  })

  test('with a rating ticked another can be added, and both are found', async () => {
    const html = await page('/?rating=teen')
    expect(html).toMatch(/href="\/\?rating=teen&amp;rating=mature"/)
    expect(await page('/?rating=teen&rating=mature')).toContain('11 stories')
  })

  test('says so where nothing is all that was asked', async () => {
    expect(await page('/?tags=none-such')).toContain('No story is all of this at once')
  })

  test('an address that means nothing is answered with help', async () => {
    const response = await app.request('/?words-from=lots')
    expect(response.status).toBe(400)
    expect(await response.text()).toContain('words-from=lots')
  })

  test('a page is not sent again while nothing has changed', async () => {
    const { headers } = await app.request('/')
    const etag = headers.get('etag') ?? ''
    expect((await app.request('/', { headers: { 'if-none-match': etag } })).status).toBe(304)
    await library.archive.confirm([await library.idOf('Nobody had told')])
    expect((await app.request('/', { headers: { 'if-none-match': etag } })).status).toBe(200)
  })
})

describe('finding', () => {
  test('shows passages with the words marked, opening at their place', async () => {
    const id = await library.idOf('A Loan Until Morning')
    const html = await page('/find?q=heart+harbour')
    expect(html).toContain('<mark>heart</mark>')
    expect(html).toContain(`/works/${id}/chapters/1#p0`)
  })

  test('what a person types is shown as text', async () => {
    const html = await page(`/find?q=${encodeURIComponent('<script>alert(1)</script>')}`)
    expect(html).not.toContain('<script>alert')
  })

  test('helps where nothing is found, and asks nothing of an empty box', async () => {
    expect(await page('/find?q=zzyzx')).toContain('Nothing found')
    expect(await page('/find?q=')).not.toContain('Nothing found')
  })
})

describe('reading', () => {
  test('a chapter has addresses, its writer’s breaks and the inferred ones', async () => {
    const id = await library.idOf('The Quiet Berth')
    const html = await page(`/works/${id}/chapters/2`)
    expect(html).toContain('<p id="p0">There were a hundred')
    expect(html).toMatch(/aria-label="Scene break, inferred: time jump: “One hour later[^"]*"/)
    expect(html).toMatch(/rel="prev"[^>]*chapters\/1/)
    expect(html).toMatch(/rel="next"[^>]*chapters\/3/)
  })

  test('the whole story is one page with addresses apart', async () => {
    const html = await page(`/works/${await library.idOf('The Quiet Berth')}/read`)
    expect(html).toContain('id="c1-p0"')
    expect(html).toContain('id="c3-p0"')
  })

  test('a chapter page without its text is under 30 KB compressed', async () => {
    const id = await library.idOf('The Quiet Berth')
    const html = await page(`/works/${id}/chapters/1`)
    const frame = html.replace(/<div class="story">.*?<\/div>/s, '')
    expect(gzipSync(frame).length).toBeLessThan(30_000)
  })

  test('one’s place is kept by a form, and by a beacon that wants no answer', async () => {
    const id = await library.idOf('The Glass Road')
    const kept = await post(`/works/${id}/place`, { chapter: '2', block: '1', fraction: '0.5' })
    expect(kept.headers.get('location')).toBe(`/works/${id}?done=place`)
    expect(await page(`/works/${id}`)).toContain(`/works/${id}/chapters/2#p1`)
    expect(await page('/')).toContain('Continue reading')
    const quiet = await post(`/works/${id}/place`, { chapter: '3', block: '0', fraction: '0.7', quiet: '1' })
    expect(quiet.status).toBe(204)
    expect((await post(`/works/${id}/place`, { chapter: '9', block: '0', fraction: '0.7' })).status).toBe(404)
    expect((await post(`/works/${id}/place`, { chapter: '1', block: 'x', fraction: '7' })).status).toBe(400)
  })

  test.each([
    '/works/99999',
    '/works/99999/chapters/1',
    '/works/abc',
    '/works/1/chapters/77',
    '/works/0',
    '/works/99999999999999999999999999',
    '/works/1/chapters/99999999999999999999',
    '/works/1/chapters/0',
  ])('%s is a page that says what is not there', async (path) => {
    const response = await app.request(path)
    expect(response.status).toBe(404)
    expect(await response.text()).toContain('To the library')
  })
})

describe('taking away', () => {
  test('books and originals come as files that can do nothing', async () => {
    const id = await library.idOf('The Quiet Berth')
    const sha = (await library.archive.getWork(id))?.sources[0]?.sha256
    for (const path of [
      `/works/${id}/download.epub`,
      `/works/${id}/download.html`,
      `/works/${id}/download.txt`,
      `/works/${id}/original/${sha}`,
    ]) {
      const { status, headers } = await app.request(path)
      expect(status, path).toBe(200)
      expect(headers.get('content-disposition')).toMatch(/^attachment; filename="[ -~]+"; filename\*=UTF-8''/)
      expect(headers.get('content-security-policy')).toContain('sandbox')
    }
    const original = await app.request(`/works/${id}/original/${sha}`)
    expect(await original.text()).toMatch(/^Title: The Quiet Berth/)
  })

  test('a story gives away no source of another', async () => {
    const other = (await library.archive.getWork(await library.idOf('The Glass Road')))?.sources[0]?.sha256
    expect(
      (await app.request(`/works/${await library.idOf('The Quiet Berth')}/original/${other}`)).status,
    ).toBe(404)
  })
})

describe('putting right', () => {
  /** The form as a browser sends it back unchanged. */
  async function formOf(id: string): Promise<Record<string, string | string[]>> {
    const html = await page(`/works/${id}/correct`)
    const fields: Record<string, string | string[]> = {}
    for (const [, name, value] of html.matchAll(/<input type="hidden" name="(was-\w+)" value="([^"]*)"/g))
      fields[name as string] = value as string
    return fields
  }

  test('shows each field with its evidence, the source with each stretch leading to its field', async () => {
    const html = await page(`/works/${await library.idOf('The Quiet Berth')}/correct`)
    expect(html).toContain('Line 1, from the header')
    expect(html).toMatch(/<a id="from-title" href="#field-title" class="tint tint-1"/)
    expect(html).toMatch(/<button type="submit" form="choose"[^>]*>The kettle had been[^<]*<\/button>/)
  })

  test('only what was changed becomes a person’s word', async () => {
    const id = await library.idOf('Tide Table 3')
    const form = await formOf(id)
    const unchanged = {
      title: 'Tide Table 3',
      authors: 'quillfeather',
      fandoms: 'Harbour Nine',
      rating: 'mature',
      language: 'English',
    }
    await post(`/works/${id}/correct`, { ...form, ...unchanged, tags: 'gulls\r\n tides ' })
    const work = await library.archive.getWork(id)
    expect(work?.corrected).toEqual(['tags'])
    expect(work?.fields.tags).toEqual(['gulls', 'tides'])
    await post(`/works/${id}/forget`, { field: 'tags' })
    expect((await library.archive.getWork(id))?.fields.tags).toEqual([])
  })

  test('what cannot be is told beside its field, and nothing is lost of what was typed', async () => {
    const id = await library.idOf('Tide Table 4')
    const form = await formOf(id)
    const response = await post(`/works/${id}/correct`, {
      ...form,
      title: '',
      language: 'Klingonish',
      rating: 'explicit',
      authors: 'tidewrack',
      fandoms: 'Harbour Nine',
    })
    expect(response.status).toBe(400)
    const html = await response.text()
    expect(html).toContain('“Klingonish” is no language Fanfold knows')
    expect(html).toContain('value="Klingonish"')
    expect((await library.archive.getWork(id))?.corrected).toEqual([])
  })

  test('another candidate is taken over by its button', async () => {
    const id = await library.idOf('Tide Table 5')
    const key = /name="candidate" value="(title [^"]+)"/.exec(await page(`/works/${id}/correct`))?.[1] ?? ''
    await post(`/works/${id}/choose`, { candidate: key })
    expect((await library.archive.getWork(id))?.fields.title).not.toBe('Tide Table 5')
  })

  test('a creator for several, added or in place of what they have', async () => {
    const ids = [await library.idOf('Tide Table 6'), await library.idOf('Tide Table 7')]
    await post('/correct', { field: 'authors', authors: 'gull', how: 'add', ids })
    expect((await library.archive.getWork(ids[0] as string))?.fields.authors).toEqual(['tidewrack', 'gull'])
    await post('/correct', { field: 'authors', authors: 'gull', how: 'set', ids })
    for (const id of ids) expect((await library.archive.getWork(id))?.fields.authors).toEqual(['gull'])
    expect((await post('/correct', { field: 'authors', authors: 'gull' })).status).toBe(400)
  })

  test('a folder’s stories can be corrected together', async () => {
    const html = await page(
      `/correct?${new URLSearchParams({ folder: `${library.folder}/vale`, field: 'fandoms' })}`,
    )
    expect(html).toContain('The Glass Road')
    expect(html).not.toContain('The Quiet Berth')
  })
})

describe('borders', () => {
  const borders = async (title: string) => page(`/works/${await library.idOf(title)}/borders`)

  async function say(title: string, deed: string, words: string): Promise<Response> {
    const id = await library.idOf(title)
    const path = (await library.archive.getWork(id))?.sources[0]?.path ?? ''
    const source = await library.context.sourceDocument(id, path)
    const block = source?.blocks.findIndex(({ text }) => text.includes(words)) ?? -1
    return post(`/works/${id}/borders`, {
      deed,
      path,
      offset: `${source?.blocks[block]?.span.start}`,
      block: `${block}`,
    })
  }

  test('the source stands as blocks with what begins and ends there', async () => {
    const html = await borders('The Quiet Berth')
    expect(html).toContain('The story begins')
    expect(html).toContain('Chapter 2: The Stairs')
    expect(html).toContain('Inferred break')
  })

  test('an inferred break is accepted, and refused', async () => {
    const id = await library.idOf('A Loan Until Morning')
    await say('A Loan', 'scene-start', 'One hour later')
    expect(await library.archive.getWork(id)).toMatchObject({ scenes: 2, scenesInferred: 0 })
    await say('A Loan', 'not-scene-start', 'One hour later')
    expect(await library.archive.getWork(id)).toMatchObject({ scenes: 1, scenesInferred: 0 })
    await say('A Loan', 'forget', 'One hour later')
    expect(await library.archive.getWork(id)).toMatchObject({ scenes: 1, scenesInferred: 1 })
  })

  test('a story is split in two and joined again', async () => {
    const id = await library.idOf('The Glass Road')
    const split = await say('The Glass Road', 'split', 'Chapter 3: Staying')
    const second = /\/works\/(\d+)\?done=split/.exec(split.headers.get('location') ?? '')?.[1] ?? ''
    expect((await library.archive.getWork(id))?.chapters).toBe(2)
    expect((await library.archive.getWork(second))?.chapters).toBe(1)
    expect(await page(`/works/${id}/join`)).toContain('Join it with another')
    await post(`/works/${id}/join`, { numbers: `http://localhost/works/${second}` })
    expect((await library.archive.getWork(id))?.chapters).toBe(3)
    expect(await library.archive.getWork(second)).toBeUndefined()
    expect((await post(`/works/${id}/join`, { numbers: 'nothing' })).status).toBe(400)
  })
})

describe('the queue and the files', () => {
  test('stories that need a look stand with the reason, and leave when confirmed', async () => {
    const html = await page('/look')
    expect(html).toContain('The title was taken from the opening words.')
    const id = await library.idOf('How on earth')
    const answer = await post('/look/confirm', { ids: id })
    expect(answer.headers.get('location')).toBe('/look?done=confirmed')
    expect(await page('/look')).toContain('Nothing needs a look')
  })

  test('refused files say why and what to do', async () => {
    const html = await page('/sources?outcome=refused')
    expect(html).toContain('This EPUB is cut off')
    expect(html).toContain('Download it again')
    expect(html).not.toContain('the quiet berth.txt')
  })

  test('the folders are looked through again, once at a time', async () => {
    await post('/sources/look-again', {})
    expect(library.lookedAgain()).toBe(1)
    library.setProgress({
      files: 9,
      done: 3,
      works: 2,
      needALook: 0,
      refused: 0,
      words: 9,
      latest: '',
      finished: false,
    })
    const second = await post('/sources/look-again', {})
    expect(second.headers.get('location')).toBe('/sources?done=already')
    expect(library.lookedAgain()).toBe(1)
    expect(await page('/')).toContain('Reading your files: 3 of 9')
    expect(await (await app.request('/progress.json')).json()).toMatchObject({ progress: { done: 3 } })
    library.setProgress(null)
  })
})

test('what fails inside is a page that says so', async () => {
  const broken = createApp({
    ...library.context,
    finder: () => Promise.reject(new Error('the index is gone')),
  })
  const errors = console.error
  console.error = () => {}
  const response = await broken.request('/find?q=kettle')
  console.error = errors
  expect(response.status).toBe(500)
  expect(await response.text()).toContain('Fanfold made a mistake')
})
