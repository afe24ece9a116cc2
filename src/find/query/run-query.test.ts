import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { addWork } from '../../../test/builders/imports.ts'
import type { Archive } from '../../archive/archive.ts'
import { openArchive } from '../../archive/open-archive.ts'
import type { Facets } from '../facets/filter.ts'
import { openFacets } from '../facets/open-facets.ts'
import type { Finder } from '../finder.ts'
import { indexWorks } from '../index-works.ts'
import { openFinder } from '../open-finder.ts'
import { parseQuery } from './parse-query.ts'
import { type QueryAnswer, type RunOptions, runQuery } from './run-query.ts'

let libraryDir: string
let archive: Archive
let finder: Finder
let facets: Facets

beforeEach(async () => {
  libraryDir = mkdtempSync(join(tmpdir(), 'fanfold-query-'))
  archive = await openArchive(libraryDir)
  finder = await openFinder({ libraryDir, archive })
  facets = await openFacets({ libraryDir, archive })
})

afterEach(async () => {
  await finder.close()
  await facets.close()
  await archive.close()
  rmSync(libraryDir, { recursive: true, force: true })
})

function run(typed: string, options: Partial<RunOptions> = {}): Promise<QueryAnswer> {
  const searched = { archive, finder: async () => finder, facets: async () => facets }
  return runQuery(searched, parseQuery(typed), { limit: 20, ...options })
}

const found = async (typed: string, options?: Partial<RunOptions>) =>
  (await run(typed, options)).results.map(({ workId }) => workId)

/** Five stories. @returns their ids by a short name. */
async function someStories(): Promise<Record<'lamp' | 'salt' | 'tea' | 'sea' | 'old', string>> {
  const ids = {
    lamp: await addWork(archive, 'harbour/lamp.txt', {
      title: 'The Lamp',
      authors: ['Marrowbone'],
      fandoms: ['Torchwood'],
      characters: ['Toshiko Sato'],
      rating: 'teen',
      status: 'complete',
      tags: ['Hurt/Comfort'],
      published: '2009-03-01',
      chapters: ['The keeper lit the lamp, and the captain came home to it.'],
    }),
    salt: await addWork(archive, 'salt.txt', {
      title: 'Three Kinds of Salt',
      authors: ['Anne'],
      fandoms: ['Torchwood', 'Sherlock'],
      characters: ['Tosh'],
      rating: 'mature',
      status: 'in-progress',
      summary: '<p>Nobody comes home.</p>',
      published: '2012',
      chapters: ['The captain never saw the lamp again.', 'He died of salt.'],
    }),
    tea: await addWork(archive, 'tea.txt', {
      title: 'Tea for Two',
      fandoms: ['Sherlock'],
      rating: 'general',
      warnings: ['major-character-death'],
      published: '2011-06',
      chapters: ['They drank tea at home, and talked of a captain.'],
    }),
    sea: await addWork(archive, 'sea.txt', {
      title: 'Sea Captain',
      fandoms: ['Torchwood: Children of Earth'],
      chapters: ['Waves, all night.'],
    }),
    old: await addWork(archive, 'old.txt', { title: 'Old', chapters: ['Nothing here.'] }),
  }
  await indexWorks({ libraryDir, archive })
  return ids
}

test('filters narrow what words find, and alone list what they leave', async () => {
  const { lamp, salt, tea, sea } = await someStories()
  expect(await found('captain')).toHaveLength(4)
  expect(await found('captain fandom:sherlock')).toEqual(expect.arrayContaining([salt, tea]))
  expect(await found('captain fandom:sherlock -tag:"major character death"')).toEqual([salt])
  expect(await found('fandom:torchwood')).toEqual([sea, salt, lamp])
  expect(await found('fandom:=torchwood crossover:no')).toEqual([lamp])
  expect(await found('rating:teen OR rating:general')).toEqual([tea, lamp])
  expect(await found('published:>2009 published:<2012')).toEqual([tea])
  expect(await found('status:complete by:marrowbone chapters:1')).toEqual([lamp])
})

test('words are left out, wherever they stand', async () => {
  const { lamp, tea, sea, old } = await someStories()
  expect((await found('captain -salt')).sort()).toEqual([lamp, tea, sea].sort())
  expect(await found('-captain -tea')).toEqual([old])
  expect(await found('captain -"came home"')).not.toContain(lamp)
})

test('words are looked for in a title, a summary or the path of a file alone', async () => {
  const { lamp, salt, sea } = await someStories()
  expect(await found('captains in:title')).toEqual([sea])
  expect(await found('title:lamp')).toEqual([lamp])
  expect(await found('"comes home" in:summary')).toEqual([salt])
  expect(await found('source:harbour')).toEqual([lamp])
})

test('stories that are not indexed yet are told of wherever words were asked for', async () => {
  await addWork(archive, 'a.txt', { title: 'New', chapters: ['The captain is late.'] })
  expect(await run('captain')).toMatchObject({ total: 0, pendingWorks: 1 })
  expect(await run('-captain')).toMatchObject({ total: 1, pendingWorks: 1 })
  expect(await run('title:new')).toMatchObject({ total: 1, pendingWorks: 0 })
})

test('works that have a word or something else are listed, with the passages that have it', async () => {
  const { lamp, salt, sea } = await someStories()
  const { results, isRanked } = await run('lamp OR title:sea')
  expect(results.map(({ workId, passages }) => [workId, passages.length])).toEqual([
    [sea, 0],
    [salt, 1],
    [lamp, 1],
  ])
  expect(isRanked).toBe(false)
})

test('a name is found under its other forms, and left out by its own alone', async () => {
  const { lamp, salt } = await someStories()
  expect((await found('character:tosh')).sort()).toEqual([lamp, salt].sort())
  expect((await found('character:"Toshiko Sato"')).sort()).toEqual([lamp, salt].sort())
  expect(await found('character:=Tosh')).toEqual([salt])
  expect(await found('character:tosh -character:tosh')).toEqual([lamp])
  expect(await found('by:marrow')).toEqual([lamp])
  await archive.correctFields([salt], { authors: ['Marrow'] })
  expect(await found('by:marrow')).toEqual([salt])
  const { results, names } = await run('Tosh')
  expect(results.map(({ workId }) => workId).sort()).toEqual([lamp, salt].sort())
  expect(names).toEqual([{ name: 'Tosh', also: ['Toshiko'] }])
})

test('a tag nobody uses stands for those that have its words, and says so', async () => {
  const { lamp, salt, sea } = await someStories()
  const { results, names } = await run('tag:hurt')
  expect(results.map(({ workId }) => workId)).toEqual([lamp])
  expect(names).toEqual([{ name: 'hurt', field: 'any', also: ['Hurt/Comfort'] }])
  expect(await found('fandom:children')).toEqual([sea])
  await archive.correctFields([salt], { relationships: ['Owen/Toshiko'] })
  expect(await found('ship:owen')).toEqual([salt])
  expect(await found('tag:none-such')).toEqual([])
})

test('counts are those of the works found, pages go through them, and another order is kept to', async () => {
  const { lamp, salt, tea, sea } = await someStories()
  const answer = await run('captain', { limit: 1 })
  expect(answer).toMatchObject({ total: 4, isRanked: true })
  expect(answer.counts.fandoms).toContainEqual({ value: 'Torchwood', count: 2 })
  const pages = await Promise.all([0, 1, 2, 3, 4].map((skip) => found('captain', { limit: 1, skip })))
  expect(new Set(pages.flat())).toEqual(new Set([lamp, salt, tea, sea]))
  const byTitle = { by: 'title', descending: false } as const
  expect(await found('captain', { sort: byTitle })).toEqual([lamp, sea, tea, salt])
  expect(await found('fandom:sherlock', { sort: byTitle })).toEqual([tea, salt])
})

test('where the filters leave nothing, no words are looked for', async () => {
  await someStories()
  const searched = { archive, facets: async () => facets, finder: () => Promise.reject(new Error('asked')) }
  const answer = await runQuery(searched, parseQuery('captain rating:explicit'), { limit: 5 })
  expect(answer).toMatchObject({ results: [], total: 0, left: 0, isRanked: true })
})

test('what is never to be shown is not, is told of, and is shown for once when asked', async () => {
  const { tea } = await someStories()
  await archive.setStanding({ never: [{ field: 'any', value: 'major-character-death' }], ratingUpTo: null })
  expect(await run('captain')).toMatchObject({ total: 3, hidden: 1 })
  expect(await found('captain', { showHidden: true })).toContain(tea)
  expect((await run('fandom:sherlock')).counts.fandoms).toContainEqual({ value: 'Sherlock', count: 1 })
})

test('what is gone or changed is in no result and no count', async () => {
  const { lamp, salt } = await someStories()
  await archive.removeWorks([lamp], { withSources: false })
  await archive.correctFields([salt], { fandoms: ['Merlin'] })
  expect(await found('lamp')).toEqual([salt])
  const { counts, total } = await run('')
  expect(total).toBe(4)
  expect(counts.fandoms).not.toContainEqual(expect.objectContaining({ value: 'Torchwood' }))
  expect(await found('fandom:merlin captain')).toEqual([salt])
})

test('stories like one are found, kept to the filters', async () => {
  const { lamp } = await someStories()
  const like = await found('', { like: { workId: lamp } })
  expect(like).not.toContain(lamp)
  expect(like.length).toBeGreaterThan(0)
  expect(await found('rating:explicit', { like: { workId: lamp } })).toEqual([])
})
