import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestLibrary, type TestLibrary } from '../../test/builders/library.ts'
import { sha256Of } from '../../test/builders/recovered-work.ts'
import { acquireLock } from '../storage/lock.ts'
import { examine } from './doctor.ts'
import { purgeOld } from './purge-old.ts'

const DAY_MS = 24 * 60 * 60 * 1000
let library: TestLibrary
let nowMs: number
const now = () => new Date(nowMs++)

beforeEach(async () => {
  nowMs = Date.UTC(2026, 0, 1)
  library = await openTestLibrary({ now })
  await library.importFolder([
    { path: 'a.txt', content: 'a1', works: { title: 'A', chapters: ['One.'] } },
    { path: 'b.txt', content: 'b1', works: { title: 'B' } },
  ])
})
afterEach(() => library.close())

const hasKept = (content: string) => library.sourceFiles.has(sha256Of(content))

test('within thirty days nothing is thrown away', async () => {
  await library.archive.removeWorks(['1'], { withSources: true })
  nowMs += 29 * DAY_MS
  expect(await purgeOld(library, now())).toEqual({ texts: 0, works: 0, sources: 0 })
  await library.archive.undo()
  expect(await library.archive.getChapters('1')).toHaveLength(1)
})

test('after that a removed work loses its text, and its kept file if it was removed with it', async () => {
  await library.archive.removeWorks(['1'], { withSources: true })
  await library.archive.removeWorks(['2'], { withSources: false })
  nowMs += 31 * DAY_MS
  expect(await purgeOld(library, now())).toEqual({ texts: 2, works: 2, sources: 1 })
  expect([await hasKept('a1'), await hasKept('b1')]).toEqual([false, true])
  expect(await library.archive.undo()).toBeUndefined()
  expect(await examine(library)).toEqual([])
  expect(await purgeOld(library, now())).toEqual({ texts: 0, works: 0, sources: 0 })
})

test('a kept file another work needs stays', async () => {
  await library.importFolder([
    { path: 'two.txt', content: 'two', works: [{ title: 'First' }, { title: 'Second' }] },
  ])
  await library.archive.removeWorks(['3'], { withSources: true })
  nowMs += 31 * DAY_MS
  expect((await purgeOld(library, now())).sources).toBe(0)
  expect(await hasKept('two')).toBe(true)
})

test('works removed for good stay removed, and come back whole when their file is named', async () => {
  await library.archive.correctFields(['1'], { authors: ['Ama'] })
  await library.archive.removeWorks(['1'], { withSources: true })
  nowMs += 31 * DAY_MS
  await purgeOld(library, now())
  const file = { path: 'a.txt', content: 'a1', works: { title: 'A', chapters: ['One.'] } }
  expect((await library.importFolder([file]))[0]?.became).toBe('removed')
  const moved = { ...file, path: 'moved.txt', named: true }
  expect((await library.importFolder([moved]))[0]).toMatchObject({ became: 'added', workIds: ['1'] })
  expect(await library.archive.getWork('1')).toMatchObject({
    words: 1,
    fields: { title: 'A', authors: ['Ama'] },
  })
  expect(await examine(library)).toEqual([])
})

test('texts that were replaced go, the present one stays', async () => {
  await library.importFolder([
    { path: 'a.txt', content: 'a2', works: { title: 'A2', chapters: ['Two.', 'Three.'] } },
  ])
  nowMs += 31 * DAY_MS
  expect((await purgeOld(library, now())).texts).toBe(1)
  expect(await library.archive.getChapters('1')).toHaveLength(2)
  // Bytes that came in are kept for ever, those of an earlier revision too.
  expect(await hasKept('a1')).toBe(true)
})

test('while an import is under way nothing is thrown away', async () => {
  await library.archive.removeWorks(['1'], { withSources: true })
  nowMs += 31 * DAY_MS
  const lock = acquireLock(library.libraryDir, 'import', 'an import')
  expect((await purgeOld(library, now())).works).toBe(0)
  lock.release()
  expect((await purgeOld(library, now())).works).toBe(1)
})
