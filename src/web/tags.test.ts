import type { Hono } from 'hono'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type SeededLibrary, seededLibrary } from '../../test/e2e/seeded-library.ts'
import { createApp } from './server.ts'

let library: SeededLibrary
let app: Hono

beforeEach(async () => {
  library = await seededLibrary('no-such-folder')
  app = createApp(library.context)
})
afterEach(() => library.close())

async function page(path: string): Promise<string> {
  const response = await app.request(path)
  expect(response.status, path).toBe(200)
  return response.text()
}

function post(path: string, fields: Record<string, string>): Promise<Response> {
  const headers = { origin: 'http://localhost', 'sec-fetch-site': 'same-origin' }
  return Promise.resolve(app.request(path, { method: 'POST', body: new URLSearchParams(fields), headers }))
}

describe('what is never shown', () => {
  test('is gone from the list and its counts, told of, and shown when asked', async () => {
    const answer = await post('/never', { deed: 'add', field: 'rating', value: 'teen' })
    expect(answer.status).toBe(303)
    const html = await page('/')
    expect(html).toContain('17 stories')
    expect(html).toMatch(/6 hidden by your standing filters/)
    expect(html).not.toContain('A Loan Until Morning')
    expect(html).not.toMatch(/tick-name">Teen/)
    const shown = await page('/?hidden=show')
    expect(shown).toContain('23 stories')
    expect(shown).toContain('Shown with 6 stories your standing filters hold back')
    expect(await page('/never')).toContain('At present that is 6 stories.')
    await post('/never', { deed: 'remove', field: 'rating', value: 'teen' })
    expect(await page('/')).toContain('23 stories')
  })

  test('what one was reading is not shown above the list either', async () => {
    const workId = await library.idOf('A Loan Until Morning')
    await library.archive.savePlace({ workId, chapter: 1, block: 0, fraction: 0.5 })
    expect(await page('/')).toContain('Continue reading')
    await post('/never', { deed: 'add', field: 'rating', value: 'teen' })
    expect(await page('/')).not.toContain('Continue reading')
  })

  test('a highest rating leaves stories without one', async () => {
    await post('/never', { deed: 'rating', rating: 'general' })
    const html = await page('/')
    expect(html).not.toMatch(/tick-name">(Teen|Mature|Explicit)/)
    expect(html).toMatch(/tick-name">Not rated/)
  })

  test('a form that says nothing is answered with what to do', async () => {
    expect((await post('/never', { deed: 'add', field: 'any', value: ' ' })).status).toBe(400)
  })
})

describe('tags', () => {
  test('are found by any of their words, and lead to a page of their own', async () => {
    expect(await page('/tags?q=nine')).toContain('/tags/fandoms?name=Harbour+Nine')
    expect(await page(`/tags/fandoms?name=harbour+nine`)).toContain('<h1>Harbour Nine</h1>')
    expect((await app.request('/tags/fandoms?name=nobody')).status).toBe(404)
    expect((await app.request('/tags/rating?name=teen')).status).toBe(404)
  })

  test('are made one, found under either name, and parted again', async () => {
    const { archive } = library
    const { facets } = await archive.listWorks({ facets: true })
    const [one, other] = (facets.fandoms ?? []).map(({ value }) => value)
    expect(other).toBeDefined()
    const name = other as string
    const answer = await post('/tags/fandoms', { deed: 'synonym', name, other: one as string })
    expect(answer.headers.get('location')).toContain('done=tag-synonym')
    expect(await page('/tags')).toContain('is another name of')
    expect(await page(`/?${new URLSearchParams({ fandoms: name })}`)).toContain(`Let go: </span>${one}`)
    await post('/tags/fandoms', { deed: 'no-synonym', name })
    expect(await page('/tags')).not.toContain('is another name of')
  })

  test('what cannot be linked is answered on the page, with why', async () => {
    const answer = await post('/tags/fandoms', {
      deed: 'parent',
      name: 'Harbour Nine',
      other: 'harbour nine',
    })
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('they are one tag already')
  })
})

describe('a filter by name', () => {
  const location = async (path: string) => (await app.request(path)).headers.get('location')

  test('is the field that has the name, and keeps the other filters', async () => {
    expect(await location('/filter?path=/&rating=teen&add-value=harbour+nine&add-as=without')).toBe(
      '/?rating=teen&not-fandoms=Harbour+Nine',
    )
  })

  test('is what would be suggested where no tag is called so, and leads nowhere else', async () => {
    expect(await location('/filter?path=https://elsewhere&add-value=harbour+ni')).toBe(
      '/?fandoms=Harbour+Nine',
    )
    expect(await location('/filter?add-value=zzyzx')).toBe('/?tags=zzyzx')
  })
})

test('suggestions come as JSON, and an odd question is refused', async () => {
  const answer = await app.request('/suggest?q=the+one+in+harb')
  expect(await answer.json()).toMatchObject({
    from: 11,
    suggestions: [{ label: 'Fandom', text: 'Harbour Nine', insert: 'fandom:"Harbour Nine"' }],
  })
  expect((await app.request('/suggest?q=a&kinds=colour')).status).toBe(400)
})
