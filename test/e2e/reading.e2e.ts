import { expect } from 'vitest'
import { inBrowser, openedLibrary } from './browser.ts'

const opened = openedLibrary()

inBrowser('a reader reads on to the next chapter, and the place is kept and taken up again', async () => {
  const { page, library } = opened
  const id = await library.idOf('The Quiet Berth')
  await page.setViewportSize({ width: 1280, height: 500 })
  await page.goto(`/works/${id}`)
  await page.click('a:has-text("Read ·")')
  await page.waitForURL(/chapters\/1$/)
  await page.click('.go-on a')
  await page.waitForURL(/chapters\/2$/)
  await page.locator('#p6').evaluate((block) => block.scrollIntoView())
  await page.mouse.wheel(0, 40)
  await page.waitForResponse((response) => response.url().endsWith('/place') && response.status() === 204)
  const place = await library.archive.getPlace(id)
  expect(place).toMatchObject({ chapter: 2 })
  expect(place?.block).toBeGreaterThan(3)
  await page.goto('/')
  await page.click('.card:has-text("The Quiet Berth")')
  await page.waitForURL(new RegExp(`chapters/2#p${place?.block}$`))
  await page.setViewportSize({ width: 1280, height: 900 })
})

inBrowser('the bars step aside while one reads down and come back on the way up', async () => {
  const { page, library } = opened
  await page.setViewportSize({ width: 1280, height: 500 })
  await page.goto(`/works/${await library.idOf('The Quiet Berth')}/chapters/1`)
  await page.waitForTimeout(500)
  await page.mouse.move(640, 250)
  await page.mouse.wheel(0, 300)
  await page.waitForSelector('body.away')
  await page.mouse.wheel(0, -120)
  await page.waitForSelector('body:not(.away)')
  expect(await page.textContent('[data-left]')).toMatch(/^\d+ min left · \d+ %$/)
  await page.setViewportSize({ width: 1280, height: 900 })
})

inBrowser('the contents lead to chapters and scenes, and close on Escape', async () => {
  const { page, library } = opened
  await page.goto(`/works/${await library.idOf('The Quiet Berth')}/chapters/2`)
  await page.click('.contents summary')
  await page.click('.scene-list a:has-text("One hour later")')
  await page.waitForURL(/#p4$/)
  await page.click('.contents summary')
  await page.keyboard.press('Escape')
  expect(await page.locator('.contents nav').isVisible()).toBe(false)
})

inBrowser('the arrow keys turn to the chapter before and after', async () => {
  const { page, library } = opened
  await page.goto(`/works/${await library.idOf('The Glass Road')}/chapters/2`)
  await page.keyboard.press('ArrowRight')
  await page.waitForURL(/chapters\/3$/)
  await page.keyboard.press('ArrowLeft')
  await page.waitForURL(/chapters\/2$/)
})

inBrowser('the whole story on one page keeps the place too', async () => {
  const { page, library } = opened
  const id = await library.idOf('The Glass Road')
  await page.goto(`/works/${id}/read`)
  await page.locator('#c3-p2').evaluate((block) => block.scrollIntoView())
  await page.mouse.wheel(0, 20)
  await page.waitForResponse((response) => response.url().endsWith('/place'))
  expect(await library.archive.getPlace(id)).toMatchObject({ chapter: expect.any(Number) })
})

inBrowser('without script one reads, turns the page and keeps one’s place all the same', async () => {
  const page = await opened.open({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } })
  const id = await opened.library.idOf('A Loan Until Morning')
  await page.goto(`/works/${id}/chapters/1`)
  await page.click('button:has-text("Keep my place here")')
  await page.waitForSelector('.notice:has-text("Your place is kept")')
  await page.goto(`/works/${await opened.library.idOf('The Glass Road')}/chapters/1`)
  await page.click('a[rel=next]')
  await page.waitForURL(/chapters\/2$/)
  await page.context().close()
})

inBrowser(
  'a chapter page without its fonts is under 30 KB on the wire, and the fonts under 200 KB',
  async () => {
    const page = await opened.open({ viewport: { width: 1280, height: 900 } })
    await page.goto(`/works/${await opened.library.idOf('The Quiet Berth')}/chapters/1`)
    await page.evaluate(() => document.fonts.ready)
    const sizes = await page.evaluate(() =>
      [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].map(
        (entry) => ({
          isFont: entry.name.endsWith('.woff2'),
          bytes: (entry as PerformanceResourceTiming).encodedBodySize,
        }),
      ),
    )
    const sum = (isFont: boolean) =>
      sizes.filter((each) => each.isFont === isFont).reduce((all, { bytes }) => all + bytes, 0)
    expect(sum(false)).toBeGreaterThan(1000)
    expect(sum(false)).toBeLessThan(30_000)
    expect(sum(true)).toBeLessThan(200_000)
    await page.context().close()
  },
)

inBrowser('nothing jumps while a chapter loads', async () => {
  const { page, library } = opened
  await page.goto(`/works/${await library.idOf('The Quiet Berth')}/chapters/2`)
  await page.evaluate(() => document.fonts.ready)
  await page.waitForTimeout(300)
  const shift = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0
        const observer = new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) sum += (entry as PerformanceEntry & { value: number }).value
        })
        observer.observe({ type: 'layout-shift', buffered: true })
        setTimeout(() => resolve(sum), 200)
      }),
  )
  expect(shift).toBeLessThan(0.01)
})
