/** A real browser on a seeded library. Where there is no Chromium the tests are skipped by name; under CI that fails. */
import { existsSync, rmSync } from 'node:fs'
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RunningServer, serve } from '../../src/web/server.ts'
import { buildAssets } from './built-assets.ts'
import { type SeededLibrary, seededLibrary } from './seeded-library.ts'

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const executablePath = [process.env.CHROMIUM, ...PLACES].find(
  (path) => path !== undefined && existsSync(path),
)

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export interface Opened {
  page: Page
  library: SeededLibrary
  /** Of the server, without a slash at the end. */
  url: string
  /** A second window of other habits: dark, a phone, without script. */
  open(habits: BrowserContextOptions): Promise<Page>
}

/** A test in the browser, where there is one. */
export function inBrowser(name: string, run: () => Promise<void>): void {
  if (executablePath !== undefined) test(name, run)
  else if (process.env.CI === 'true')
    test(name, () =>
      expect.fail('There is no Chromium here, and under CI nothing is skipped: apt-get install chromium'),
    )
  else test.skip(`${name} (skipped: no Chromium)`)
}

/**
 * One library, server and browser for all tests of a file. The page fails its test on any error in the console,
 * which a breach of the content security policy is too, and on any request to elsewhere.
 */
export function openedLibrary(): Opened {
  const opened: Partial<Opened> = {}
  let browser: Browser | undefined
  let server: RunningServer | undefined
  let assetsDir = ''
  beforeAll(async () => {
    if (executablePath === undefined) return
    assetsDir = await buildAssets()
    opened.library = await seededLibrary(assetsDir)
    server = await serve(opened.library.context, { host: '127.0.0.1', port: 0 })
    browser = await chromium.launch({ executablePath, args: FLAGS })
    opened.url = server.url
    opened.open = (habits) => newPage(browser as Browser, { baseURL: opened.url, ...habits })
    opened.page = await opened.open({ viewport: { width: 1280, height: 900 } })
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
    await opened.library?.close()
    if (assetsDir !== '') rmSync(assetsDir, { recursive: true, force: true })
    expect(complaints).toEqual([])
  })
  return opened as Opened
}

const complaints: string[] = []

async function newPage(browser: Browser, habits: BrowserContextOptions): Promise<Page> {
  const context: BrowserContext = await browser.newContext(habits)
  context.setDefaultTimeout(10_000)
  const page = await context.newPage()
  page.on('console', (message) => {
    // An answer of 404 or 400 is an error in the console too: those pages are asked for on purpose.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('request', (request) => {
    if (!request.url().startsWith(`${habits.baseURL}/`)) complaints.push(`asked for ${request.url()}`)
  })
  return page
}
