import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { prose } from '../builders/prose.ts'
import { inBrowser, openedLibrary } from './browser.ts'

const opened = openedLibrary()

const story = (title: string, header = `Title: ${title}\nAuthor: wick\nFandom: Harbour Nine\n\n`) =>
  `${header}The lamp of the ${title} went out, and nobody on the stairs said a word about it. ${prose(title.charCodeAt(0) * 1000 + title.length, 40)}\n`

/** As a person drags files in from the desktop. */
async function dropFiles(page: Page, files: Record<string, string>): Promise<void> {
  const transfer = await page.evaluateHandle((named) => {
    const data = new DataTransfer()
    for (const [name, text] of Object.entries(named)) data.items.add(new File([text], name))
    return data
  }, files)
  await page.dispatchEvent('.drop', 'drop', { dataTransfer: transfer })
}

function writeStories(name: string, count: number): string {
  const folder = join(opened.library.folder, '..', name)
  mkdirSync(folder, { recursive: true })
  for (let number = 1; number <= count; number++)
    writeFileSync(join(folder, `s${number}.txt`), `Title: ${name} ${number}\n\n${prose(number, 80)}\n`)
  return folder
}

inBrowser('files are dropped, become stories, and a doubtful one is put right', async () => {
  const { page, library } = opened
  await page.goto('/')
  await page.click('nav a:has-text("Add")')
  await dropFiles(page, {
    'lantern.txt': story('Lantern Hill'),
    'x0417.txt': story('stair', ''),
    'broken.epub': 'no book at all',
  })
  await page.waitForSelector('.upload-sum:has-text("3 files")')
  await page.click('button:has-text("Add them")')
  await page.waitForURL(/\/jobs\/\d+$/)
  await page.waitForSelector('.job-state:has-text("2 new stories")', { timeout: 30_000 })
  expect(await page.textContent('.file:has-text("lantern.txt")')).toContain('Lantern Hill')
  expect(await page.textContent('.file.refused')).toContain('broken.epub')
  await page.click('.file:has-text("x0417.txt") .look-reason a')
  await page.fill('#field-title', 'The Stair')
  await page.click('.fields button:has-text("Save")')
  await page.waitForSelector('.notice:has-text("Saved")')
  expect(await library.idOf('The Stair')).toMatch(/^\d+$/)
})

inBrowser('what it would be is read first, without script too, and then imported', async () => {
  const page = await opened.open({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } })
  await page.goto('/import')
  await page.setInputFiles('#files', [
    { name: 'harbour.txt', mimeType: 'text/plain', buffer: Buffer.from(story('Harbour Wall')) },
  ])
  await page.click('button:has-text("Look first")')
  await page.waitForURL(/\/jobs\/\d+$/)
  await expect
    .poll(() => page.textContent('.job-state').catch(() => ''), { timeout: 30_000 })
    .toContain('Nothing is stored yet')
  expect(await page.textContent('.file-title')).toBe('Harbour Wall')
  expect(await opened.library.idOf('Harbour Wall')).toContain('no story')
  await page.click('button:has-text("Import these")')
  await expect
    .poll(() => page.textContent('.job-state').catch(() => ''), { timeout: 30_000 })
    .toContain('1 new story')
  await page.click('.file-title')
  expect(await page.textContent('h1')).toBe('Harbour Wall')
  await page.context().close()
})

inBrowser('a long import is paused, goes on, is cancelled, and all of it is taken back', async () => {
  const { page, library } = opened
  const before = (await library.archive.counts()).works
  await page.goto('/import')
  await page.fill('#path', writeStories('Long Shelf', 4000))
  await page.click('button:has-text("Add them")')
  await page.waitForSelector('.job-state:has-text("stories so far")', { timeout: 30_000 })
  await page.click('button:has-text("Pause")')
  await page.waitForSelector('.job-state:has-text("Paused")')
  const stored = (await library.archive.counts()).works
  expect(stored).toBeGreaterThan(before)
  expect(stored).toBeLessThan(before + 4000)
  await page.click('button:has-text("Go on")')
  await page.waitForSelector('button:has-text("Pause")')
  await page.click('button:has-text("Cancel")')
  await page.waitForSelector('.job-state:has-text("What was stored by then stays")')
  await page.click('button:has-text("Take it back")')
  await page.waitForSelector('.notice:has-text("The import is taken back")')
  expect(await page.textContent('.job-list')).toContain('Taken back')
  expect((await library.archive.counts()).works).toBe(before)
})

inBrowser('a joining is taken back from the notice that tells of it', async () => {
  const { page, library } = opened
  const id = await library.idOf('Tide Table 1')
  const other = await library.idOf('Tide Table 2')
  await page.goto(`/works/${id}/join`)
  await page.check(`input[name=with][value="${other}"]`)
  await page.click('button:has-text("Join")')
  await page.waitForSelector('.notice:has-text("Joined")')
  await page.click('.notice button:has-text("Take it back")')
  await page.waitForSelector('.notice:has-text("stories of their own again")')
  expect(await library.archive.getWork(other)).toBeDefined()
})
