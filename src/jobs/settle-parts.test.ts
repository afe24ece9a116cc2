import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { NO_SUMMARY } from '../../test/builders/imports.ts'
import { prose } from '../../test/builders/prose.ts'
import type { Archive } from '../archive/archive.ts'
import { openArchive } from '../archive/open-archive.ts'
import { DEFAULT_LIMITS } from '../intake/formats/format.ts'
import { recoverSource } from '../intake/recover-source.ts'
import { settleImport } from './settle-import.ts'

const ROOT = '/hoard'
let folder: string
let archive: Archive
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fanfold-parts-'))
  archive = await openArchive(folder)
})
afterEach(async () => {
  await archive.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Imports these texts, as `importSources` does. */
async function importTexts(texts: Record<string, string>, { settled = true } = {}): Promise<void> {
  const importId = await archive.beginImport([ROOT])
  for (const [path, text] of Object.entries(texts)) {
    const bytes = Buffer.from(text)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const works = await recoverSource({ path, bytes, limits: DEFAULT_LIMITS }, { sha256 })
    const file = { absolutePath: `${ROOT}/${path}`, path, sizeBytes: bytes.length, mtimeMs: 1, sha256 }
    await archive.storeFiles(importId, [{ file, outcome: { kind: 'works', works }, named: false }])
  }
  if (!settled) return
  await settleImport({ archive, importId })
  await archive.finishImport(importId, NO_SUMMARY)
}

const part = (number: number, more = '') => `Chapter ${number}\n\n${prose(number, 120)}${more}`
const name = (number: number) => `The Glove - Chapter ${number}.txt`
const FIRST = `Title: The Glove\nAuthor: Ann\nRating: PG\nNotes: My first story, thanks for reading this fic.\n\n${part(1)}`
const THREE = { [name(1)]: FIRST, [name(2)]: part(2), [name(3)]: part(3) }

const shown = async () => (await archive.listWorks({ sort: 'added' })).works
async function onlyWork() {
  const works = await shown()
  expect(works.map(({ fields }) => fields.title)).toHaveLength(1)
  return works[0] as (typeof works)[number]
}
async function startsOf(id: string) {
  return (await archive.getChapters(id)).map(({ html }) => html.replace(/<[^>]*>/g, '').slice(0, 20))
}
const startOf = (number: number) => prose(number, 120).slice(0, 20)

test('chapters in files of their own are one work, in the order of their numbers', async () => {
  await importTexts({ [name(10)]: part(10), [name(2)]: part(2), [name(1)]: FIRST })
  const work = await onlyWork()
  expect(work.fields).toMatchObject({ title: 'The Glove', authors: ['Ann'], rating: 'general' })
  expect(await startsOf(work.id)).toEqual([1, 2, 10].map(startOf))
  expect(work.looks.map(({ rule }) => rule)).toContain('parts/missing')
  expect((await archive.partsOf(work.id)).map(({ number }) => number)).toEqual([1, 2, 10])
})

test('a chapter that comes later goes into the work that is there, and undo takes it out again', async () => {
  await importTexts(THREE)
  const { id } = await onlyWork()
  await archive.correctFields([id], { title: 'The Left Glove' })
  await importTexts({ [name(4)]: part(4) })
  const work = await onlyWork()
  expect(work).toMatchObject({ id, chapters: 4, fields: { title: 'The Left Glove' } })
  await archive.undo()
  expect(await onlyWork()).toMatchObject({ id, chapters: 3, fields: { title: 'The Left Glove' } })
  await importTexts({ [name(4)]: part(4) })
  expect(await onlyWork()).toMatchObject({ id, chapters: 4 })
})

test('undo of the import that brought all parts takes all away, and importing them again brings one work', async () => {
  await importTexts(THREE)
  await archive.undo()
  expect(await shown()).toEqual([])
  await importTexts(THREE)
  expect(await onlyWork()).toMatchObject({ chapters: 3 })
})

test('a part whose file changed revises its chapter and nothing else', async () => {
  await importTexts(THREE)
  const { id } = await onlyWork()
  await importTexts({ [name(2)]: `Chapter 2: The Other Hand\n\n${prose(77, 130)}` })
  expect(await onlyWork()).toMatchObject({ id, chapters: 3, fields: { authors: ['Ann'] } })
  const chapters = await archive.getChapters(id)
  expect(chapters.map(({ title }) => title)).toEqual([null, 'The Other Hand', null])
  expect(await startsOf(id)).toEqual([startOf(1), prose(77, 130).slice(0, 20), startOf(3)])
})

test('an import that was killed before parts were joined is settled by the next one', async () => {
  await importTexts(THREE, { settled: false })
  expect(await shown()).toHaveLength(3)
  await importTexts({ 'other.txt': prose(50, 200) })
  expect((await shown()).map(({ chapters }) => chapters).sort()).toEqual([1, 3])
})

test('a work parted again stays in parts, with the notes each had', async () => {
  await importTexts({
    ...THREE,
    [name(2)]: `Author's note: Sorry this chapter took so long to write, you all.\n\n${part(2)}`,
  })
  const { id } = await onlyWork()
  expect((await archive.getChapters(id))[1]?.notesBefore).toContain('took so long')
  const ids = await archive.partAgain(id)
  expect(ids).toHaveLength(3)
  const works = await shown()
  expect(works.map(({ chapters }) => chapters)).toEqual([1, 1, 1])
  const second = works.find(({ sources }) => sources[0]?.path === name(2))
  expect(second?.fields.notesBefore).toContain('took so long')
  expect((await archive.getChapters(second?.id ?? ''))[0]?.notesBefore).toBeNull()
  await importTexts({ [name(4)]: part(4) })
  expect(await shown()).toHaveLength(4)
  await archive.undo()
  await archive.undo()
  expect(await onlyWork()).toMatchObject({ id, chapters: 3 })
})

test('where one was reading stays the same place when earlier chapters come in', async () => {
  await importTexts({ [name(3)]: part(3) })
  const { id } = await onlyWork()
  await archive.savePlace({ workId: id, chapter: 1, block: 0, fraction: 0.5 })
  await importTexts({ [name(1)]: FIRST, [name(2)]: part(2) })
  expect(await onlyWork()).toMatchObject({ id, chapters: 3 })
  expect(await archive.getPlace(id)).toMatchObject({ chapter: 3 })
})

test('numbers alone are offered, joined at a word, and never again once refused', async () => {
  const texts = { 'Rope House 1.txt': prose(61, 150), 'Rope House 2.txt': prose(62, 150) }
  await importTexts({ ...texts, 's0001.txt': prose(63, 150), 's0002.txt': prose(64, 150) })
  expect(await shown()).toHaveLength(4)
  const [offer, ...more] = await archive.partOffers()
  expect(more).toEqual([])
  const ids = offer?.works.map(({ id }) => id) ?? []
  expect(await archive.partOffers(ids[1])).toEqual([offer])
  const joined = await archive.joinParts(ids)
  expect(await startsOf(joined)).toEqual([61, 62].map((seed) => prose(seed, 150).slice(0, 20)))
  await archive.undo()
  expect(await archive.partOffers()).toEqual([offer])
  await archive.keepPartsApart(ids)
  expect(await archive.partOffers()).toEqual([])
})

test('of two posts of one part the later counts, and the earlier stays a source', async () => {
  const post = (number: number, seed: number) =>
    `Title: The Drawer (${number}/2)\nAuthor: Col\n\n${prose(seed, 150)}`
  await importTexts({ 'a.txt': post(1, 71), 'b.txt': post(2, 72) })
  await importTexts({ 'c.txt': post(2, 73) })
  const work = await onlyWork()
  expect(await startsOf(work.id)).toEqual([71, 73].map((seed) => prose(seed, 150).slice(0, 20)))
  expect(work.sources).toHaveLength(3)
  expect(work.fields.status).toBe('complete')
})
