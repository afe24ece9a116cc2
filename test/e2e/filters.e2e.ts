import { expect } from 'vitest'
import { inBrowser, openedLibrary } from './browser.ts'

const opened = openedLibrary()

inBrowser('either of two ratings is a second tick, and lets go by itself', async () => {
  const { page } = opened
  await page.goto('/')
  await page.click('.tick:has-text("Teen")')
  await page.waitForSelector('h2:has-text("6 stories")')
  await page.click('.tick:has-text("Mature")')
  await page.waitForSelector('h2:has-text("11 stories")')
  expect(await page.textContent('.chosen')).toContain('or Mature')
  await page.click('.chosen a:has-text("Teen")')
  await page.waitForSelector('h2:has-text("5 stories")')
})

inBrowser(
  'any name becomes a filter from the keyboard, with suggestions a screen reader is told of',
  async () => {
    const { page } = opened
    await page.goto('/?rating=teen')
    const input = page.locator('#add-value')
    await input.pressSequentially('harb')
    await page.waitForSelector('.add-filter .suggestions li')
    expect(await input.getAttribute('aria-expanded')).toBe('true')
    await page.keyboard.press('ArrowDown')
    const active = await input.getAttribute('aria-activedescendant')
    expect(await page.locator(`#${active}`).getAttribute('aria-selected')).toBe('true')
    await page.keyboard.press('Enter')
    expect(await input.inputValue()).toBe('Harbour Nine')
    expect(await input.getAttribute('aria-expanded')).toBe('false')
    await page.click('.add-filter button:has-text("Leave out")')
    await page.waitForURL(/rating=teen&not-fandoms=Harbour\+Nine/)
  },
)

inBrowser(
  'the box completes the end of what is typed, Escape closes, and a title leads to its story',
  async () => {
    const { page, library } = opened
    await page.goto('/')
    const box = page.locator('.search-box input')
    await box.pressSequentially('something in harbour')
    await page.waitForSelector('.search-box .suggestions li')
    await page.keyboard.press('Escape')
    expect(await page.locator('.search-box .suggestions').isVisible()).toBe(false)
    expect(await box.inputValue()).toBe('something in harbour')
    await box.press('Space')
    await box.pressSequentially('n')
    await page.click('.search-box .suggestions li:has-text("Harbour Nine")')
    expect(await box.inputValue()).toBe('something in fandom:"Harbour Nine" ')
    await box.fill('')
    await box.pressSequentially('the quiet b')
    await page.click('.search-box .suggestions li:has-text("The Quiet Berth")')
    await page.waitForURL(`**/works/${await library.idOf('The Quiet Berth')}`)
  },
)

inBrowser('never again is one click from a tag, is told of above the list, and is let go', async () => {
  const { page } = opened
  await page.goto('/?fandoms=Harbour+Nine')
  const hidden = (await page.textContent('#count'))?.split(' ')[0]
  await page.click('button:has-text("Never show me Harbour Nine")')
  await page.waitForSelector('.notice:has-text("not shown any more")')
  await page.goto('/')
  await page.waitForSelector(`.hidden-line:has-text("${hidden} hidden by your standing filters")`)
  await page.click('.hidden-line a:has-text("show")')
  await page.waitForSelector('h2:has-text("23 stories")')
  await page.click('.hidden-line a:has-text("change them")')
  await page.click('.never-line button:has-text("Let go")')
  await page.goto('/')
  expect(await page.locator('.hidden-line').count()).toBe(0)
})

inBrowser('two names are made one on the tag’s page, without script', async () => {
  const page = await opened.open({ javaScriptEnabled: false })
  await page.goto('/tags')
  await page.fill('#tags-q', 'harb')
  await page.click('.tags-search button')
  await page.click('.tag-list a:has-text("Harbour Nine")')
  await page.fill('#tag-parent', 'no such tag')
  await page.click('button:has-text("Put it under")')
  await page.waitForSelector('[role=alert]:has-text("no such tag")')
  const other = await opened.library.archive
    .listWorks({ facets: true })
    .then(({ facets }) => facets.fandoms?.map(({ value }) => value).find((name) => name !== 'Harbour Nine'))
  await page.fill('#tag-parent', other as string)
  await page.click('button:has-text("Put it under")')
  await page.waitForSelector(`.tag-line-wide:has-text("stands under ${other}")`)
  await page.click('button:has-text("Take it back")')
  await page.waitForSelector('.notice:has-text("Taken back")')
  await page.context().close()
})
