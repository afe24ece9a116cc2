import fc from 'fast-check'
import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type SeededLibrary, seededLibrary } from '../../../test/e2e/seeded-library.ts'
import { createApp } from '../server.ts'
import type { Endpoint } from './endpoint.ts'
import { ENDPOINTS } from './endpoints.ts'
import type { OpenApi } from './openapi.ts'
import { ErrorShape } from './schemas/answers.ts'

let library: SeededLibrary
let app: Hono
let berth: string

beforeAll(async () => {
  library = await seededLibrary('no-such-folder')
  app = createApp(library.context)
  berth = await library.idOf('The Quiet Berth')
  await library.archive.keepSearch({ name: 'Hearts', query: 'heart' })
})
afterAll(() => library.close())

function endpointOf(id: string): Endpoint {
  return ENDPOINTS.find((each) => each.id === id) as Endpoint
}

/** The answer, which is of the endpoint's own shape and holds nothing beside it. */
async function answered(id: string, path: string): Promise<Record<string, unknown>> {
  const response = await app.request(path)
  expect(response.status, path).toBe(200)
  expect(response.headers.get('content-type')).toMatch(/^application\/json/)
  const answer = await response.json()
  expect(endpointOf(id).answer.parse(answer), path).toEqual(answer)
  return answer as Record<string, unknown>
}

async function refused(path: string, init: RequestInit = {}) {
  const response = await app.request(path, init)
  const answer = await response.json()
  expect(ErrorShape.parse(answer)).toEqual(answer)
  return { status: response.status, ...ErrorShape.parse(answer).error }
}

describe('a story', () => {
  test('every story and chapter of a library is answered in its shape', async () => {
    for await (const { id, chapters } of library.archive.eachWork()) {
      await answered('getWork', `/api/v1/works/${id}`)
      for (let n = 1; n <= chapters; n++) await answered('getChapter', `/api/v1/works/${id}/chapters/${n}`)
    }
  })

  test('tells its fields, chapters and where they come from', async () => {
    const work = await answered('getWork', `/api/v1/works/${berth}`)
    expect(work).toMatchObject({
      id: berth,
      title: 'The Quiet Berth',
      rating: 'general',
      page: `/works/${berth}`,
    })
    expect(work.chapters).toHaveLength(3)
    expect(work.evidence).toHaveProperty('title')
  })

  test('its chapters have their text, and lead to those beside them', async () => {
    const chapter = await answered('getChapter', `/api/v1/works/${berth}/chapters/2`)
    expect(chapter.text).toMatch(/^There were a hundred/)
    expect(chapter.html).toMatch(/^<p>There were a hundred/)
    expect(chapter.previous).toBe(`/api/v1/works/${berth}/chapters/1`)
    expect(chapter.next).toBe(`/api/v1/works/${berth}/chapters/3`)
  })

  test('one that is not there is told as such', async () => {
    expect(await refused('/api/v1/works/999')).toMatchObject({ status: 404, code: 'works/none' })
    expect(await refused(`/api/v1/works/${berth}/chapters/9`)).toMatchObject({
      status: 404,
      code: 'works/no-chapter',
    })
  })
})

describe('lists and results', () => {
  test('all stories are there, newest first, a page at a time', async () => {
    const first = await answered('listWorks', '/api/v1/works?limit=10')
    expect(first).toMatchObject({ total: 23, page: 1, limit: 10, next: '/api/v1/works?page=2&limit=10' })
    expect(first.works).toHaveLength(10)
    const last = await answered('listWorks', '/api/v1/works?limit=10&page=3')
    expect(last).toMatchObject({ next: null })
    expect(last.works).toHaveLength(3)
    expect((await answered('listWorks', '/api/v1/works?page=99')).works).toEqual([])
  })

  test('a query narrows them, and they can be ordered', async () => {
    const { works, chips } = await answered('listWorks', '/api/v1/works?q=rating:teen&order=title')
    expect((works as { rating: string }[]).every(({ rating }) => rating === 'teen')).toBe(true)
    expect(chips).toHaveLength(1)
    const titles = (await answered('listWorks', '/api/v1/works?order=title&direction=desc')).works as {
      title: string
    }[]
    expect(titles[0]?.title).toBe('Tide Table 9')
  })

  test('stories are found with the passages that made them likely', async () => {
    const found = await answered('find', '/api/v1/find?q=heart+harbour')
    const [first] = found.results as { work: { title: string }; passages: { page: string }[] }[]
    expect(first?.work.title).toBe('A Loan Until Morning')
    expect(first?.passages[0]?.page).toMatch(/^\/works\/\d+\/chapters\/1#p0$/)
    expect(found.counts).toHaveProperty('rating')
  })

  test('what was not understood is told', async () => {
    const found = await answered('find', '/api/v1/find?q=heart+rating:purple')
    expect(found.problems).toHaveLength(1)
  })

  test('stories held back by standing filters are counted, and shown when asked for', async () => {
    const { archive } = library
    const before = await archive.standing()
    await archive.setStanding({ never: [{ field: 'rating', value: 'teen' }], ratingUpTo: null })
    const { total, hidden } = await answered('listWorks', '/api/v1/works')
    expect(hidden).toBeGreaterThan(0)
    expect(await answered('listWorks', '/api/v1/works?hidden=show')).toMatchObject({
      total: Number(total) + Number(hidden),
    })
    await archive.setStanding(before)
  })

  test('what is typed is completed', async () => {
    const { suggestions } = await answered('suggest', '/api/v1/suggest?q=the+qui&kinds=title,tags')
    expect(suggestions).toMatchObject([{ kind: 'title', text: 'The Quiet Berth', workId: berth }])
  })

  test('whatever is typed is answered', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (typed) => {
        const q = encodeURIComponent(`x${typed.toWellFormed()}`)
        await answered('find', `/api/v1/find?q=${q}`)
        await answered('listWorks', `/api/v1/works?q=${q}`)
        await answered('suggest', `/api/v1/suggest?q=${q}`)
      }),
      { numRuns: 40 },
    )
  })

  test.each([
    ['/api/v1/find', 'q'],
    ['/api/v1/find?q=%20', 'q'],
    ['/api/v1/find?q=x&limit=51', 'limit'],
    ['/api/v1/find?q=x&limit=0', 'limit'],
    ['/api/v1/find?q=x&page=-1', 'page'],
    ['/api/v1/works?limit=ten', 'limit'],
    ['/api/v1/works?limit=101', 'limit'],
    ['/api/v1/works?page=1e9', 'page'],
    ['/api/v1/works?order=age', 'order'],
    ['/api/v1/works?pagesize=3', 'pagesize'],
    ['/api/v1/suggest?q=a&kinds=colour', 'kinds'],
  ])('%s is refused for its %s', async (path, name) => {
    const refusal = await refused(path)
    expect(refusal).toMatchObject({ status: 400, code: 'web/bad-address' })
    expect(refusal.message).toContain(`“${name}`)
    expect(refusal.help).not.toBeNull()
  })
})

test('kept searches have their page and their feed', async () => {
  const { searches } = await answered('listSearches', '/api/v1/searches')
  expect(searches).toMatchObject([{ name: 'Hearts', query: 'heart', feed: '/searches/1/feed.atom' }])
})

describe('what makes no sense', () => {
  test('is answered with what it may be', async () => {
    expect(await refused('/api/v1/works/abc')).toMatchObject({
      status: 400,
      code: 'web/bad-address',
      help: '“id”: The story’s number.',
    })
    expect((await refused('/api/v1/searches?x=1')).message).toContain('“x”')
  })

  test('an address that is none is answered as JSON too', async () => {
    expect(await refused('/api/v1/nothing')).toMatchObject({ status: 404, code: 'web/not-found' })
  })

  test('nothing can be written', async () => {
    const own = { origin: 'http://localhost', 'sec-fetch-site': 'same-origin' }
    expect(await refused('/api/v1/searches', { method: 'POST', headers: own })).toMatchObject({
      status: 405,
      code: 'web/only-read',
    })
  })

  test('another host’s name, or another site’s form, is refused as on the pages', async () => {
    const elsewhere = { headers: { host: 'evil.example' } }
    expect(await refused('/api/v1/searches', elsewhere)).toMatchObject({
      status: 403,
      code: 'web/wrong-host',
    })
    const form = { method: 'POST', headers: { origin: 'http://evil.example' } }
    expect(await refused('/api/v1/searches', form)).toMatchObject({ status: 403, code: 'web/cross-site' })
  })
})

test('an answer is not sent again while nothing has changed', async () => {
  const { headers } = await app.request('/api/v1/searches')
  const again = { headers: { 'if-none-match': headers.get('etag') ?? '' } }
  expect((await app.request('/api/v1/searches', again)).status).toBe(304)
  await library.archive.keepSearch({ name: 'Other', query: 'other' })
  expect((await app.request('/api/v1/searches', again)).status).toBe(200)
  await library.archive.removeSearch('2')
})

test('every address of the description is answered, and every example in its shape', async () => {
  const { paths } = (await (await app.request('/api/v1/openapi.json')).json()) as OpenApi
  for (const [path, { get }] of Object.entries(paths)) {
    expect(get['x-examples'], path).not.toEqual([])
    for (const example of get['x-examples']) await answered(get.operationId, example)
  }
})
