import { mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { addWork } from '../../../test/builders/imports.ts'
import type { RecoveredWorkParts } from '../../../test/builders/recovered-work.ts'
import type { Archive } from '../../archive/archive.ts'
import { openArchive } from '../../archive/open-archive.ts'
import type { Facets, FilterTerm, WorkFilter } from './filter.ts'
import { standingFilters } from './filter.ts'
import { openFacets } from './open-facets.ts'

let libraryDir: string
let archive: Archive
let facets: Facets
let works = 0

beforeEach(async () => {
  libraryDir = mkdtempSync(join(tmpdir(), 'fanfold-facets-'))
  archive = await openArchive(libraryDir)
  facets = await openFacets({ libraryDir, archive })
  works = 0
})

afterEach(async () => {
  await facets.close()
  await archive.close()
  rmSync(libraryDir, { recursive: true })
})

const add = (parts: RecoveredWorkParts) => addWork(archive, `story-${++works}.txt`, parts).then(Number)
const all = (...terms: FilterTerm[]): WorkFilter => ({ every: terms.map((term) => ({ anyOf: [term] })) })
const either = (...anyOf: FilterTerm[]): WorkFilter => ({ every: [{ anyOf }] })
const matching = async (filter: WorkFilter) => [...(await facets.now()).matching(filter)]
const tag = (field: 'any' | 'rating' | 'fandoms' | 'characters' | 'tags' | 'authors', value: string) =>
  ({ kind: 'tag', field, value }) as const

async function openAgain(): Promise<void> {
  await facets.close()
  facets = await openFacets({ libraryDir, archive })
}

test('either of two ratings, and not a tag', async () => {
  const teen = await add({ rating: 'teen', tags: ['Angst'] })
  const mature = await add({ rating: 'mature' })
  await add({ rating: 'explicit' })
  expect(await matching(either(tag('rating', 'teen'), tag('rating', 'mature')))).toEqual([teen, mature])
  expect(await matching(all({ ...tag('tags', 'ANGST'), not: true }, tag('rating', 'teen')))).toEqual([])
  expect(await matching(all({ ...tag('any', 'angst'), not: true }))).toEqual([mature, mature + 1])
})

test('accents, case and punctuation make no other tag, and one name stands for all spellings', async () => {
  await add({ characters: ['Amélie'] })
  await add({ characters: ['Amelie'] })
  const view = await facets.now()
  expect(view.matching(all(tag('characters', 'AMELIE'))).size).toBe(2)
  expect(view.counts(view.all).characters).toEqual([{ value: 'Amélie', count: 2 }])
})

test('a synonym counts for its canonical tag, a subtag for its metatag, and both can be taken back', async () => {
  const tosh = await add({ characters: ['Tosh'], fandoms: ['Torchwood'] })
  const sato = await add({ characters: ['Toshiko Sato'], fandoms: ['Doctor Who'] })
  await archive.makeSynonym({ field: 'characters', name: 'Tosh' }, 'Toshiko Sato')
  await archive.putUnder({ field: 'fandoms', name: 'Torchwood' }, 'Doctor Who')
  const view = await facets.now()
  expect([...view.matching(all(tag('characters', 'tosh')))]).toEqual([tosh, sato])
  expect(view.canonical('characters', 'Tosh')).toBe('Toshiko Sato')
  expect(view.counts(view.all).characters).toEqual([{ value: 'Toshiko Sato', count: 2 }])
  expect([...view.matching(all(tag('fandoms', 'doctor who')))]).toEqual([tosh, sato])
  expect([...view.matching(all(tag('fandoms', 'torchwood')))]).toEqual([tosh])
  await archive.unlinkTag({ field: 'characters', name: 'Tosh' }, 'synonym')
  expect(await matching(all(tag('characters', 'tosh')))).toEqual([tosh])
})

test('a crossover has two fandoms of which none stands above the other', async () => {
  const both = await add({ fandoms: ['Torchwood', 'Stargate'] })
  const nested = await add({ fandoms: ['Torchwood', 'Doctor Who'] })
  expect(await matching(all({ kind: 'crossover' }))).toEqual([both, nested])
  await archive.putUnder({ field: 'fandoms', name: 'Torchwood' }, 'Doctor Who')
  expect(await matching(all({ kind: 'crossover' }))).toEqual([both])
  expect(await matching(all({ kind: 'crossover', not: true }))).toEqual([nested])
})

test('ranges of words and days hold both ends, and a work without a day is in none', async () => {
  const early = await add({ published: '2004-05', updated: '2010-12-31' })
  const late = await add({ published: '2011' })
  const undated = await add({})
  expect(await matching(all({ kind: 'range', of: 'updated', to: '2010' }))).toEqual([early])
  expect(await matching(all({ kind: 'range', of: 'published', from: '2004-05', to: '2011-01-01' }))).toEqual([
    early,
    late,
  ])
  expect(await matching(all({ kind: 'range', of: 'updated', from: '2011-01' }))).toEqual([late])
  expect(await matching(all({ kind: 'range', of: 'updated', from: 'no day' }))).toEqual([])
  const words = (await archive.getWork(`${undated}`))?.words as number
  expect(await matching(all({ kind: 'range', of: 'words', from: words, to: words }))).toHaveLength(3)
  expect(await matching(all({ kind: 'range', of: 'words', from: words + 1 }))).toEqual([])
})

test('what is never to be shown is hidden and told of', async () => {
  const shown = await add({ tags: ['Fluff'], rating: 'teen' })
  await add({ tags: ['Character Death'], rating: 'teen' })
  await add({ tags: ['Fluff'], rating: 'explicit' })
  await archive.setStanding({ never: [{ field: 'any', value: 'character death' }], ratingUpTo: 'mature' })
  const view = await facets.now()
  expect([...view.visible]).toEqual([shown])
  expect(view.suggest('flu')).toEqual([{ kind: 'tags', text: 'Fluff', count: 1 }])
  expect(view.suggest('character')).toEqual([])
  const { shown: left, hidden } = standingFilters(view, view.all)
  expect([left.size, hidden]).toEqual([1, 2])
})

test('a removed story is gone from results, counts and suggestions at once', async () => {
  const id = await add({ title: 'The Glass Harbour', tags: ['Lighthouses'] })
  expect((await facets.now()).suggest('lighth')).toHaveLength(1)
  await archive.removeWorks([`${id}`], { withSources: false })
  const view = await facets.now()
  expect(view.all.size).toBe(0)
  expect(view.counts(view.all)).toEqual({})
  expect(view.suggest('lighth')).toEqual([])
  expect(view.suggest('harbour')).toEqual([])
})

test('any word of a tag, title or creator is suggested, and a synonym leads to its canonical tag', async () => {
  const id = await add({ title: 'Ünder the Ice', characters: ['Tosh'], authors: ['Marrow Vane'] })
  await add({ title: 'Another', characters: ['Toshiko Sato'] })
  await archive.makeSynonym({ field: 'characters', name: 'Tosh' }, 'Toshiko Sato')
  const view = await facets.now()
  expect(view.suggest('under th')).toEqual([
    { kind: 'title', text: 'Ünder the Ice', count: 1, workId: `${id}` },
  ])
  expect(view.suggest('ice')).toHaveLength(1)
  expect(view.suggest('vane')).toEqual([{ kind: 'authors', text: 'Marrow Vane', count: 1 }])
  expect(view.suggest('tosh')).toEqual([
    { kind: 'characters', text: 'Toshiko Sato', count: 2, typed: 'Tosh' },
  ])
  expect(view.suggest('sato')).toEqual([{ kind: 'characters', text: 'Toshiko Sato', count: 2 }])
})

test('names that may be one are offered', async () => {
  await add({ characters: ['Toshiko Sato', 'Jack Harkness'], fandoms: ['Torchwood (TV)'] })
  await add({ characters: ['Tosh', 'Owen Harper'], fandoms: ['Torchwood'] })
  await add({ characters: ['Toshiko Satto'] })
  const view = await facets.now()
  const values = (field: 'characters' | 'fandoms', value: string) =>
    view.alike(field, value).map((each) => each.value)
  expect(values('characters', 'Tosh')).toEqual(['Toshiko Sato', 'Toshiko Satto'])
  expect(values('characters', 'Toshiko Sato')).toEqual(['Tosh', 'Toshiko Satto'])
  expect(values('characters', 'Jack Harkness')).toEqual([])
  expect(values('fandoms', 'Torchwood')).toEqual(['Torchwood (TV)'])
})

test('it is saved, and what happened since is caught up with', async () => {
  const first = await add({ tags: ['Angst'], fandoms: ['Torchwood'] })
  await facets.now()
  await openAgain()
  expect(readdirSync(join(libraryDir, 'facets'))).toEqual(['facets.bin'])
  const second = await add({ tags: ['Angst', 'Fluff'] })
  await archive.removeWorks([`${first}`], { withSources: false })
  const view = await facets.now()
  expect([...view.matching(all(tag('tags', 'angst')))]).toEqual([second])
  expect(view.counts(view.all).tags).toEqual([
    { value: 'Angst', count: 1 },
    { value: 'Fluff', count: 1 },
  ])
})

test.each([
  ['cut off', (file: string) => truncateSync(file, 900)],
  ['of another program', (file: string) => writeFileSync(file, 'not ours')],
  ['empty', (file: string) => writeFileSync(file, '')],
])('a saved file that is %s is made anew', async (_, damage) => {
  await add({ tags: ['Angst'] })
  await facets.now()
  await facets.close()
  damage(join(libraryDir, 'facets/facets.bin'))
  await openAgain()
  const view = await facets.now()
  expect(view.counts(view.all).tags).toEqual([{ value: 'Angst', count: 1 }])
})

test('what was saved of another library is not taken for this one', async () => {
  const otherDir = mkdtempSync(join(tmpdir(), 'fanfold-facets-'))
  const other = await openArchive(otherDir)
  const others = await openFacets({ libraryDir: otherDir, archive: other })
  await addWork(other, 'other.txt', { tags: ['Fluff'] })
  await others.now()
  await others.close()
  await other.close()
  await add({ tags: ['Angst'] })
  await facets.close()
  rmSync(join(libraryDir, 'facets'), { recursive: true, force: true })
  const { cpSync } = await import('node:fs')
  cpSync(join(otherDir, 'facets'), join(libraryDir, 'facets'), { recursive: true })
  rmSync(otherDir, { recursive: true })
  await openAgain()
  const view = await facets.now()
  expect(view.counts(view.all).tags).toEqual([{ value: 'Angst', count: 1 }])
})
