import { mkdir, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestLibrary, type TestLibrary } from '../../test/builders/library.ts'
import { sha256Of } from '../../test/builders/recovered-work.ts'
import { databasePath } from '../storage/database.ts'
import { examine, repair } from './doctor.ts'

let library: TestLibrary
beforeEach(async () => {
  library = await openTestLibrary()
  await library.importFolder([
    { path: 'a.txt', works: { title: 'A', tags: ['Angst'], chapters: ['One.', 'Two.'] } },
    { path: 'b.txt', works: { title: 'B' } },
  ])
})
afterEach(() => library.close())

const codes = async () => (await examine(library)).map((problem) => problem.code)

function inDatabase(statement: string): void {
  const database = new DatabaseSync(databasePath(library.libraryDir))
  database.exec(`pragma foreign_keys = off; ${statement}`)
  database.close()
}

test('a library that is well has no problem', async () => {
  await library.archive.correctFields(['1'], { title: 'Mine' })
  await library.archive.removeWorks(['2'], { withSources: false })
  expect(await codes()).toEqual([])
})

test('a kept file that is missing or damaged is named', async () => {
  await library.sourceFiles.remove(sha256Of('content of a.txt'))
  await writeFile(library.sourceFiles.pathOf(sha256Of('content of b.txt')), 'other')
  const problems = await examine(library)
  expect(problems.map((problem) => problem.code).sort()).toEqual([
    'doctor/source-damaged',
    'doctor/source-missing',
  ])
  expect(problems.every((problem) => !problem.repairable)).toBe(true)
  expect(problems.find((problem) => problem.code.endsWith('missing'))?.text).toContain('a.txt')
})

test('a kept file is mended from where it came from, if that is unchanged', async () => {
  const place = join(library.libraryDir, '../stories/c.txt')
  await mkdir(dirname(place), { recursive: true })
  await writeFile(place, 'a third story')
  const importId = await library.archive.beginImport([place])
  const file = {
    absolutePath: place,
    path: 'c.txt',
    sizeBytes: 13,
    mtimeMs: 1,
    sha256: sha256Of('a third story'),
  }
  await library.sourceFiles.keep(new TextEncoder().encode('a third story'))
  const { recoveredWork } = await import('../../test/builders/recovered-work.ts')
  const works = [recoveredWork({ title: 'C', sources: [{ path: 'c.txt', sha256: file.sha256 }] })]
  await library.archive.storeFiles(importId, [{ file, outcome: { kind: 'works', works }, named: false }])
  await writeFile(library.sourceFiles.pathOf(file.sha256), 'a third st')
  expect(await examine(library)).toMatchObject([{ code: 'doctor/source-damaged', repairable: true }])
  expect(await repair(library)).toHaveLength(1)
  expect(await codes()).toEqual([])
})

test('what is derived and differs is found, and derived again', async () => {
  inDatabase(`delete from work_tags where work_id = 1; update works set words = 7 where id = 2;
    update works set fields = '{}' where id = 2`)
  const problems = await examine(library)
  expect(problems.map((problem) => problem.code)).toEqual(Array(3).fill('doctor/derived-differs'))
  expect(problems.every((problem) => problem.repairable)).toBe(true)
  await repair(library)
  expect(await codes()).toEqual([])
  expect((await library.archive.listWorks({ include: { tags: ['angst'] } })).total).toBe(1)
  expect((await library.archive.getWork('2'))?.fields.title).toBe('B')
})

test('a work without source or text is named', async () => {
  inDatabase('delete from work_sources where work_id = 1; delete from chapters where text_id = 2')
  expect(await codes()).toEqual(
    expect.arrayContaining(['doctor/work-without-source', 'doctor/work-without-text']),
  )
})

test('rows that name what is not there are found', async () => {
  inDatabase('insert into work_tags (work_id, tag_id) values (999, 999)')
  expect(await codes()).toContain('doctor/reference-broken')
})

test('files left behind by a killed command are found and cleared away', async () => {
  const stray = join(library.libraryDir, 'sources/.partial/9999999-ab.part')
  await writeFile(stray, 'half')
  await utimes(stray, 1, 1)
  expect(await examine(library)).toMatchObject([{ code: 'doctor/stray-file', repairable: true }])
  await repair(library)
  expect(await codes()).toEqual([])
})

test('kept files no work rests on are no problem', async () => {
  await library.sourceFiles.keep(new TextEncoder().encode('kept before it was stored'))
  expect(await codes()).toEqual([])
})
