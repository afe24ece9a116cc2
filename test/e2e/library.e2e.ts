import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { inBrowser, openedLibrary } from './browser.ts'

const opened = openedLibrary()

inBrowser('a reader narrows the library by ticking, leaves out by ticking again, and lets go', async () => {
  const { page } = opened
  await page.goto('/')
  expect(await page.title()).toBe('Fanfold')
  await page.click('.tick:has-text("Teen")')
  expect(page.url()).toContain('rating=teen')
  await page.waitForSelector('h2:has-text("6 stories")')
  await page.click('.tick:has-text("Teen")')
  expect(page.url()).toContain('not-rating=teen')
  await page.waitForSelector('h2:has-text("17 stories")')
  await page.click('.chosen a:has-text("without Teen")')
  await page.waitForSelector('h2:has-text("23 stories")')
})

inBrowser('words from and to are set by a form that keeps the other filters', async () => {
  const { page } = opened
  await page.goto('/?fandoms=Harbour+Nine')
  await page.click('summary:has-text("Words")')
  await page.fill('input[name=words-from]', '150')
  await page.click('#filter-words button')
  expect(page.url()).toContain('fandoms=Harbour+Nine')
  await page.waitForSelector('h2:has-text("2 stories")')
})

inBrowser('the list is ordered by title from its menu, and a second page has an address', async () => {
  const { page } = opened
  await page.goto('/')
  await page.click('.list-head summary')
  await page.click('.menu a:has-text("title")')
  expect(await page.textContent('.blurb-title')).toBe('The Glass Road')
  await page.click('.pager a[rel=next]')
  expect(page.url()).toContain('page=2')
  expect(await page.locator('.blurb').count()).toBe(3)
})

inBrowser('on a phone the filters are a sheet that opens and closes', async () => {
  const page = await opened.open({ viewport: { width: 390, height: 844 } })
  await page.goto('/')
  expect(await page.locator('.filters').isVisible()).toBe(false)
  await page.click('.filters-open')
  await page.waitForSelector('.filters:popover-open')
  await page.click('.filters .tick:has-text("Mature")')
  await page.waitForSelector('h2:has-text("5 stories")')
  expect(await page.textContent('.filters-open')).toBe('Filters · 1')
  await page.context().close()
})

inBrowser('a reader finds a half-remembered line and lands on it', async () => {
  const { page } = opened
  await page.goto('/')
  await page.fill('input[name=q]', 'queen of cups')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.results')
  expect(await page.locator('.passage mark').first().textContent()).toBe('queen')
  await page.locator('.why a').first().click()
  await page.waitForURL(/\/works\/\d+\/chapters\/\d+#p\d+$/)
  const target = page.locator('.story :target')
  expect(await target.textContent()).toContain('the queen of cups')
  const box = await target.boundingBox()
  expect(box?.y).toBeGreaterThan(0)
  expect(box?.y).toBeLessThan(900)
})

inBrowser('a story is taken away as a book and as it came in', async () => {
  const { page, library } = opened
  await page.goto(`/works/${await library.idOf('The Quiet Berth')}`)
  for (const [label, name] of [
    ['EPUB', /\.epub$/],
    ['Text', /\.txt$/],
    ['Original', /^the quiet berth\.txt$/],
  ] as const) {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.click(`.take a:has-text("${label}")`),
    ])
    expect(download.suggestedFilename()).toMatch(name)
    if (label === 'Original')
      expect(readFileSync(await download.path(), 'utf8')).toMatch(/^Title: The Quiet Berth/)
  }
})

inBrowser('an import under way is a quiet line that goes on by itself', async () => {
  const { page, library } = opened
  const progress = {
    files: 40,
    done: 10,
    works: 9,
    needALook: 0,
    refused: 0,
    words: 1,
    latest: '',
    finished: false,
  }
  library.setProgress(progress)
  await page.goto('/')
  await page.waitForSelector('.progress-line:has-text("10 of 40")')
  library.setProgress({ ...progress, done: 31 })
  await page.waitForSelector('.progress-line:has-text("31 of 40")')
  library.setProgress({ ...progress, finished: true })
  await page.waitForSelector('.progress-line:has-text("Your files are read")')
  library.setProgress(null)
})

inBrowser('the files page tells what became of each, and looks again when asked', async () => {
  const { page, library } = opened
  await page.goto('/')
  await page.click('nav a:has-text("Files")')
  await page.click('.tabs a:has-text("Could not be read")')
  expect(await page.textContent('.file')).toContain('Download it again from where it came from.')
  await page.click('button:has-text("Look again")')
  await page.waitForSelector('.notice:has-text("Looking through your folders again")')
  expect(library.lookedAgain()).toBe(1)
})

inBrowser('what is not there, or makes no sense, is a page that helps', async () => {
  const { page } = opened
  for (const [path, words] of [
    ['/works/99999', 'no story 99999'],
    ['/nowhere', 'no page /nowhere'],
    ['/?page=zero', 'page=zero'],
  ] as const) {
    await page.goto(path)
    expect(await page.textContent('main')).toContain(words)
    await page.click('main a:has-text("To the library")')
    await page.waitForSelector('h1:has-text("What happens in it?")')
  }
})
