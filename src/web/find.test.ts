import fc from 'fast-check'
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

async function page(asked: Record<string, string>): Promise<string> {
  const response = await app.request(`/find?${new URLSearchParams(asked)}`)
  expect(response.status, JSON.stringify(asked)).toBe(200)
  return response.text()
}

const PIECES =
  '( ) - " “ OR AND NOT : heart -heart fandom:harbour rating:t rating:zz words:1-2 words:x in:title title:tide source:a \0 \ud800 <b> %00 é 心 by:=x -(a -tag:angst updated:>2010'
const typed = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.constantFrom(...PIECES.split(' ')), { maxLength: 9 }).map((pieces) => pieces.join(' ')),
)

test('whatever a person types has a page', async () => {
  await fc.assert(
    fc.asyncProperty(typed, async (q) => {
      await page({ q })
    }),
    { numRuns: 120 },
  )
})

test('whatever an address asks has a page', async () => {
  const names = ['q', 'page', 'sort', 'order', 'hidden', 'more', 'chapter', 'at']
  const value = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('1', '0', '999999999999', '-1', 'title'),
  )
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.constantFrom(...names), value), async (asked) => {
      await page(asked)
    }),
    { numRuns: 60 },
  )
})

test('chips, filters and the form all lead to a query', async () => {
  const html = await page({ q: 'lamp fandom:saltmarsh -rating:teen' })
  expect(html).toContain('href="/find?q=lamp+-rating%3Ateen"')
  expect(html).toContain('href="/find?q=lamp+fandom%3Asaltmarsh"')
  expect(html).toMatch(/<input type="text" name="fandom" value="saltmarsh"/)
  expect(html).toMatch(/class="tick included"[^>]*>(?:(?!<\/a>).)*Saltmarsh/s)
})

test('the form writes a query, and leads to its address', async () => {
  const form = { form: '1', text: 'lamp', 'not-tag': 'angst', 'words-from': '10', rating: 'mature' }
  const response = await app.request(`/find?${new URLSearchParams(form)}`)
  expect(response.status).toBe(303)
  const to = new URL(response.headers.get('location') ?? '', 'http://localhost')
  expect(to.searchParams.get('q')).toBe('lamp rating:mature words:>=10 -tag:angst')
})

test('a mistake is told, and the rest is searched', async () => {
  const html = await page({ q: 'lamp wrods:5 kudos:>100 words:many' })
  expect(html).toContain('Did you mean “words:”?')
  expect(html).toContain('A library knows nothing of “kudos:”')
  expect(html).toContain('“many” is none')
  expect(html).toContain('<mark>lamp</mark>')
})

test('a choice finds as many stories as were counted beside it', async () => {
  const html = await page({ q: 'rating:general' })
  const choice = /href="(\/find\?q=[^"]*fandom[^"]*)"[^>]*>(?:(?!<\/a>).)*?tick-count">(\d+)</s.exec(html)
  const [, href = '', counted] = choice ?? []
  const narrowed = await (await app.request(href.replaceAll('&amp;', '&'))).text()
  expect(narrowed).toContain(`${counted} stories</h2>`)
})

test('stories like one are found, from its page and from a passage', async () => {
  const id = await library.idOf('The Glass Road')
  expect(await (await app.request(`/works/${id}`)).text()).toContain(`href="/find?like=${id}"`)
  expect(await page({ like: id })).toContain('like “The Glass Road”')
  expect(await page({ like: id, chapter: '1', at: '0' })).toContain('like a passage of “The Glass Road”')
  expect((await app.request('/find?like=99999')).status).toBe(404)
})

test('what is removed is gone from results, counts and pages at the next request', async () => {
  const id = await library.idOf('A Loan Until Morning')
  expect(await page({ q: 'heart fandom:harbour' })).toContain('A Loan Until Morning')
  await library.archive.removeWorks([id], { withSources: false })
  expect(await page({ q: 'heart fandom:harbour' })).not.toContain('A Loan Until Morning')
  expect(await page({ q: 'by:marrowbone' })).toContain('0 stories')
  expect(await page({ q: 'rating:teen' })).not.toContain('marrowbone')
  await library.archive.undo()
  expect(await page({ q: 'by:marrowbone' })).toContain('A Loan Until Morning')
})
