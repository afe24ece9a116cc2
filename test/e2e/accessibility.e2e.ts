import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { inBrowser, openedLibrary } from './browser.ts'

const opened = openedLibrary()
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Every page there is, in the states that look different. */
async function addresses(): Promise<Record<string, string>> {
  const { library } = opened
  const berth = await library.idOf('The Quiet Berth')
  await library.archive.keepSearch({ name: 'Teens', query: 'rating:teen' })
  const nameless = await library.idOf('Nobody had told')
  return {
    library: '/',
    'library, filtered': '/?rating=teen&not-tags=angst&words-from=10',
    'library, either of two': '/?rating=teen&rating=mature&fandoms=Harbour+Nine&updated-from=1999',
    'library, nothing left': '/?tags=none-such',
    tags: '/tags',
    'tags, found': '/tags?q=a',
    tag: '/tags/fandoms?name=Harbour+Nine',
    never: '/never',
    find: '/find?q=heart+harbour',
    'find, nothing': '/find?q=zzyzx',
    'find, not asked': '/find',
    story: `/works/${berth}`,
    chapter: `/works/${berth}/chapters/2#p3`,
    'first chapter': `/works/${berth}/chapters/1`,
    whole: `/works/${berth}/read`,
    correct: `/works/${berth}/correct`,
    queue: `/works/${nameless}/correct?queue=1`,
    borders: `/works/${berth}/borders?at=14`,
    evidence: `/works/${berth}/evidence`,
    join: `/works/${berth}/join`,
    bulk: '/correct?rating=teen&field=warnings',
    'bulk, nothing chosen': '/correct?rating=teen',
    look: '/look',
    sources: '/sources',
    'add stories': '/import',
    imports: '/jobs',
    ...(await imports()),
    refused: '/sources?outcome=refused',
    searches: '/searches?removed=1',
    'for programs': '/api',
    about: '/about',
    'not there': '/works/99999',
    'makes no sense': '/?page=x',
  }
}

/** An import that is done, one that was only looked at, one that failed. */
async function imports(): Promise<Record<string, string>> {
  const queue = opened.library.context.imports
  const ended = async (aim: 'look' | 'import', path: string) => {
    const job = await queue.add({ paths: [path], aim })
    const isOver = async () => (await queue.get(job.id))?.endedAt !== null
    while (!(await isOver())) await new Promise((resolve) => setTimeout(resolve, 20))
    return `/jobs/${job.id}`
  }
  made ??= Promise.all([
    ended('look', opened.library.folder),
    ended('import', `${opened.library.folder}/vale`),
    ended('import', '/no/such/folder'),
  ])
  const [looked, done, failed] = await made
  return { looked, 'import done': done, 'import failed': failed }
}
let made: Promise<[string, string, string]> | undefined

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  const results = await page.evaluate<AxeResults>('axe.run(document, { resultTypes: ["violations"] })')
  return results.violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .map(({ html }) => html.slice(0, 120))
        .slice(0, 3)
        .join(' | ')}`,
  )
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1280, 390]) {
    inBrowser(`axe finds nothing to complain of on any page, ${colorScheme}, ${width} px`, async () => {
      const page = await opened.open({
        colorScheme,
        viewport: { width, height: 900 },
        reducedMotion: 'reduce',
      })
      const found: Record<string, string[]> = {}
      for (const [name, address] of Object.entries(await addresses())) {
        await page.goto(address)
        const here = await violations(page)
        if (here.length > 0) found[name] = here
      }
      expect(found).toEqual({})
      await page.context().close()
    })
  }
}

inBrowser('axe finds nothing in what opens: the filters, the contents, an import under way', async () => {
  const page = await opened.open({ viewport: { width: 390, height: 844 }, reducedMotion: 'reduce' })
  opened.library.setProgress({
    files: 9,
    done: 3,
    works: 2,
    needALook: 0,
    refused: 1,
    words: 9,
    latest: '',
    finished: false,
  })
  await page.goto('/')
  await page.click('.filters-open')
  expect(await violations(page)).toEqual([])
  opened.library.setProgress(null)
  await page.goto(`/works/${await opened.library.idOf('The Quiet Berth')}/chapters/2`)
  await page.click('.contents summary')
  expect(await violations(page)).toEqual([])
  await page.context().close()
})

inBrowser('no page is wider than the window, from a small phone to a desk', async () => {
  for (const width of [320, 768]) {
    const page = await opened.open({ viewport: { width, height: 900 } })
    for (const [name, address] of Object.entries(await addresses())) {
      await page.goto(address)
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect(over, `${name} at ${width}`).toBe(0)
    }
    await page.context().close()
  }
})
