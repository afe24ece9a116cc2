import { expect } from 'vitest'
import { inBrowser, openedLibrary } from './browser.ts'

const opened = openedLibrary()

inBrowser('a search is kept from its results, renamed, followed, removed and taken back', async () => {
  const { page } = opened
  await page.goto('/find?q=heart+harbour')
  await page.getByText('Keep this search').click()
  await page.getByLabel('Under what name?').fill('The harbour one')
  await page.getByRole('button', { name: 'Keep it' }).click()
  expect(new URL(page.url()).pathname).toBe('/find')
  expect(await page.locator('.keep-search').textContent()).toContain('The harbour one')

  await page.goto('/searches')
  await page.locator('.rename summary').click()
  await page.getByLabel('New name').fill('Heart at the harbour')
  await page.locator('.rename').getByRole('button').click()
  const named = page.getByRole('link', { name: 'Heart at the harbour', exact: true })
  expect(await named.count()).toBe(1)

  const feed = await page.request.get('/searches/1/feed.atom')
  expect(feed.headers()['content-type']).toContain('application/atom+xml')
  expect(await feed.text()).toContain('A Loan Until Morning')

  await page.getByRole('button', { name: 'Remove' }).click()
  expect(await named.count()).toBe(0)
  await page.getByRole('button', { name: 'Take it back' }).click()
  expect(await named.count()).toBe(1)
  await named.click()
  expect(new URL(page.url()).searchParams.get('q')).toBe('heart harbour')
})
