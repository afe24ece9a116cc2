import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { inBrowser, openedLibrary } from './browser.ts'

const opened = openedLibrary()
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const chips = (page: Page) => page.locator('.understood .chip').allTextContents()

inBrowser('a half-remembered plot leads to the passage', async () => {
  const { page } = opened
  await page.goto('/find')
  await page.fill('input[name=q]', 'the one where he counts the stairs in the dark of a lighthouse')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.results .found')
  const first = page.locator('.found').first()
  expect(await first.locator('mark').allTextContents()).toContain('stairs')
  expect(await first.locator('.why').textContent()).toMatch(/words/)
  await first.locator('.passage blockquote a').first().click()
  await page.waitForURL(/\/works\/\d+\/chapters\/\d+#p\d+$/)
  const box = await page.locator('.story :target').boundingBox()
  expect(box?.y).toBeGreaterThan(0)
  expect(box?.y).toBeLessThan(900)
})

inBrowser('what was understood are chips, each of which can be let go', async () => {
  const { page } = opened
  await page.goto(`/find?${new URLSearchParams({ q: 'lamp fandom:harbour -rating:teen' })}`)
  expect(await chips(page)).toEqual([
    'Let go of: lamp ×',
    'Let go of: fandom: harbour ×',
    'Let go of: without rating: teen ×',
  ])
  await page.click('.chip:has-text("rating: teen")')
  expect(await page.inputValue('input[name=q]')).toBe('lamp fandom:harbour')
})

inBrowser('a name is found under its other forms, and can be asked for exactly', async () => {
  const { page } = opened
  await page.goto(`/find?${new URLSearchParams({ q: 'fandom:harbour' })}`)
  await page.waitForSelector('.query-names:has-text("Harbour Nine")')
  await page.click('.query-names a')
  expect(await page.inputValue('input[name=q]')).toBe('fandom:=harbour')
  await page.waitForSelector('h2:has-text("0 stories")')
})

inBrowser('filters write themselves into the query: only these, then without them', async () => {
  const { page } = opened
  await page.goto('/find?q=lamp')
  const mature = page.locator('.tick:has-text("Mature")')
  const counted = await mature.locator('.tick-count').textContent()
  await mature.click()
  expect(await page.inputValue('input[name=q]')).toBe('lamp rating:mature')
  await page.waitForSelector(`h2:has-text("${counted} likely")`)
  await page.click('.tick:has-text("Mature")')
  expect(await page.inputValue('input[name=q]')).toBe('lamp -rating:mature')
})

for (const javaScriptEnabled of [true, false]) {
  inBrowser(
    `the form writes a query and shows one, ${javaScriptEnabled ? 'with' : 'without'} script`,
    async () => {
      const page = await opened.open({ javaScriptEnabled, viewport: { width: 1280, height: 900 } })
      await page.goto('/find')
      await page.click('.query-form summary')
      await page.fill('.query-form input[name=text]', 'lamp')
      await page.fill('.query-form input[name=fandom]', 'Harbour Nine')
      await page.check('.query-form input[name=rating][value=general]')
      await page.check('.query-form input[name=rating][value=teen]')
      await page.fill('.query-form input[name=words-from]', '50')
      await page.click('.query-form button[type=submit]')
      await page.waitForSelector('.results')
      expect(await page.inputValue('input[name=q]')).toBe(
        'lamp fandom:"Harbour Nine" rating:general OR rating:teen words:>=50',
      )
      expect(await page.inputValue('.query-form input[name=fandom] >> nth=0')).toBe('Harbour Nine')
      expect(await page.isChecked('.query-form input[name=rating][value=teen]')).toBe(true)
      await page.context().close()
    },
  )
}

inBrowser('many results have pages, an order, and more like each', async () => {
  const { page } = opened
  await page.goto('/find?q=harbour')
  expect(await page.locator('.found').count()).toBe(10)
  await page.click('.pager a[rel=next]')
  expect(page.url()).toContain('page=2')
  expect(await page.locator('.found').count()).toBeGreaterThan(0)
  await page.click('.list-head .menu:has-text("Sort") summary')
  await page.click('.menu a:has-text("longest")')
  expect(await page.locator('.blurb-title').first().textContent()).toBe('The Quiet Berth')
  await page.click('.why a:has-text("more like this story") >> nth=0')
  await page.waitForSelector('.chip:has-text("like “The Quiet Berth”")')
  expect(await page.locator('.blurb-title').allTextContents()).not.toContain('The Quiet Berth')
  await page.click('.passage figcaption a >> nth=0')
  await page.waitForSelector('.chip:has-text("like a passage of")')
})

inBrowser('the longest query there can be, in whatever script, has a page', async () => {
  const { page } = opened
  for (const typed of ['心'.repeat(8000), '"', '-( OR ) %00 <b>']) {
    const response = await page.goto(`/find?${new URLSearchParams({ q: typed })}`)
    expect(response?.status()).toBe(200)
    await page.fill('input[name=q]', typed)
    await page.keyboard.press('Enter')
    await page.waitForSelector('h1')
  }
})

inBrowser('on a phone the filters are a sheet, and nothing is wider than the window', async () => {
  const page = await opened.open({ viewport: { width: 390, height: 844 } })
  await page.goto('/find?q=lamp')
  await page.click('.query-form summary')
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(over).toBe(0)
  await page.click('.filters-open')
  await page.click('.filters .tick:has-text("General")')
  expect(await page.inputValue('input[name=q]')).toBe('lamp rating:general')
  await page.context().close()
})

inBrowser('axe finds nothing to complain of, whatever was asked', async () => {
  const queries = ['lamp wrods:5 fandom:harbour', 'rating:teen', 'zzyzx -lamp', '"came back"', 'he -the dies']
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await opened.open({
      colorScheme,
      reducedMotion: 'reduce',
      viewport: { width: 1280, height: 900 },
    })
    const id = await opened.library.idOf('The Quiet Berth')
    const addresses = queries.map((q) => `/find?${new URLSearchParams({ q })}`)
    for (const address of ['/find', `/find?like=${id}`, '/about', ...addresses]) {
      await page.goto(address)
      const form = page.locator('.query-form summary')
      if ((await form.count()) > 0) await form.click()
      await page.evaluate(axe)
      const { violations } = await page.evaluate<AxeResults>(
        'axe.run(document, { resultTypes: ["violations"] })',
      )
      expect(violations.map(({ id, nodes }) => `${address} ${id}: ${nodes[0]?.html}`)).toEqual([])
    }
    await page.context().close()
  }
})
