import { cpSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { hashEncoder } from '../../../test/builders/hash-encoder.ts'
import { addWork } from '../../../test/builders/imports.ts'
import type { Archive } from '../../archive/archive.ts'
import { openArchive } from '../../archive/open-archive.ts'
import { tryLock } from '../../storage/lock.ts'
import { examineEncoder } from './examine-encoder.ts'
import { examineMeaning, repairMeaning } from './examine-meaning.ts'
import { meaningFolder, otherModels } from './meaning-tables.ts'
import { openMeaningWriter } from './meaning-writer.ts'
import { type EncoderModel, readModel } from './model.ts'
import { readForMeaning } from './read-for-meaning.ts'

const DIMENSIONS = 8
const model: EncoderModel = { ...readModel(undefined), dimensions: DIMENSIONS }
const encoder = hashEncoder(DIMENSIONS)

let libraryDir: string
let archive: Archive
let ids: string[]

beforeEach(async () => {
  libraryDir = mkdtempSync(join(tmpdir(), 'fanfold-meaning-doctor-'))
  archive = await openArchive(libraryDir)
  ids = [
    await addWork(archive, 'a.txt', { chapters: ['The lamp was lit.'] }),
    await addWork(archive, 'b.txt', { chapters: ['Rain fell.', 'Then snow fell.'] }),
    await addWork(archive, 'de.txt', { chapters: ['Es regnete.'], language: 'de' }),
  ]
  await read()
})

afterEach(async () => {
  vi.unstubAllEnvs()
  await archive.close()
  rmSync(libraryDir, { recursive: true, force: true })
})

const read = () => readForMeaning({ libraryDir, archive, model, encoder })
const codes = async () => (await examineMeaning({ libraryDir, archive, model })).map(({ code }) => code)

/** What is found is mended by taking it away and reading it again. @returns works to be read again. */
async function mended(): Promise<number> {
  const again = await repairMeaning({ libraryDir, archive, model })
  expect(await codes()).toEqual([])
  expect((await archive.meaningProgress(model.id)).worksWaiting).toBe(again)
  await read()
  expect(await codes()).toEqual([])
  return again
}

async function write(deed: (writer: Awaited<ReturnType<typeof openMeaningWriter>>) => Promise<void>) {
  const writer = await openMeaningWriter(meaningFolder(libraryDir, model), DIMENSIONS)
  await deed(writer)
  writer.close()
}

test('a library that is read for meaning is well, one that waits to be read too', async () => {
  expect(await codes()).toEqual([])
  await addWork(archive, 'c.txt', { chapters: ['New.'] })
  await archive.correctFields([ids[0] as string], { title: 'Lamps' })
  await archive.removeWorks([ids[1] as string], { withSources: false })
  expect(await codes()).toEqual([])
  expect(await repairMeaning({ libraryDir, archive, model })).toBe(0)
})

test('a work that is marked as read and is not there is read again', async () => {
  await write((writer) => writer.finishWorks([], [Number(ids[0])]))
  expect(await codes()).toEqual(['doctor/meaning-work-missing'])
  expect(await mended()).toBe(1)
})

test('vectors of another revision, there twice, or of no length are made again', async () => {
  await archive.correctFields([ids[0] as string], { title: 'Lamps' })
  await archive.markMeaning(model.id, [{ id: ids[0] as string, revision: 2 }])
  await write(async (writer) => {
    const rows = await writer.vectorsOf(Number(ids[1]))
    await writer.addPassages(rows.slice(0, 1))
  })
  expect(await codes()).toEqual(['doctor/meaning-work-wrong', 'doctor/meaning-work-wrong'])
  expect(await mended()).toBe(2)
  await write(async (writer) => {
    const [row] = await writer.vectorsOf(Number(ids[1]))
    if (row)
      await writer.addPassages([{ ...row, place: `${row.place}0`, vector: new Float32Array(8).fill(9) }])
  })
  expect(await codes()).toEqual(['doctor/meaning-work-wrong'])
  expect(await mended()).toBe(1)
})

test('vectors of a work that is not in the library go', async () => {
  await archive.removeWorks([ids[1] as string], { withSources: false })
  await archive.markMeaning(model.id, [{ id: ids[1] as string, revision: null }])
  expect(await codes()).toEqual(['doctor/meaning-leftover'])
  expect(await mended()).toBe(0)
})

test('vectors of a story that is in a language the encoder does not know go', async () => {
  await archive.correctFields([ids[0] as string], { language: 'fr' })
  await archive.markMeaning(model.id, [{ id: ids[0] as string, revision: 2 }])
  expect(await codes()).toEqual(['doctor/meaning-work-wrong'])
  await mended()
})

test('vectors of an encoder that nobody asks any more go', async () => {
  const folder = meaningFolder(libraryDir, model)
  cpSync(folder, `${folder}-before`, { recursive: true })
  expect(await codes()).toEqual(['doctor/meaning-leftover'])
  await mended()
  expect(otherModels(libraryDir, model)).toEqual([])
})

test.each(['passages', 'works'])(
  'damaged files of the %s are taken away, and all is read again',
  async (table) => {
    const data = join(meaningFolder(libraryDir, model), `${table}.lance`, 'data')
    for (const name of readdirSync(data)) truncateSync(join(data, name), 100)
    expect(await codes()).toEqual(['doctor/meaning-unreadable'])
    expect(await mended()).toBe(3)
  },
)

test('vectors that are not there though stories are marked as read are made again', async () => {
  rmSync(meaningFolder(libraryDir, model), { recursive: true })
  expect(await codes()).toEqual(['doctor/meaning-missing'])
  expect(await mended()).toBe(3)
})

test('nothing is taken away while the library is being read for meaning', async () => {
  rmSync(meaningFolder(libraryDir, model), { recursive: true })
  const lock = tryLock(libraryDir, 'meaning', 'a reader')
  await expect(repairMeaning({ libraryDir, archive, model })).rejects.toMatchObject({ code: 'library/held' })
  if ('release' in lock) lock.release()
})

test('an encoder is well as it comes; one with other bytes, or described wrongly, is told', async () => {
  vi.stubEnv('FANFOLD_MODEL', '')
  expect((await examineEncoder(libraryDir)).problems).toEqual([])
  const folder = join(libraryDir, 'own')
  cpSync(readModel(undefined).folder, folder, { recursive: true })
  vi.stubEnv('FANFOLD_MODEL', folder)
  truncateSync(join(folder, model.tokenizer), 1000)
  expect((await examineEncoder(libraryDir)).problems).toMatchObject([{ code: 'doctor/encoder-damaged' }])
  writeFileSync(join(folder, 'model.json'), '{}')
  expect((await examineEncoder(libraryDir)).problems).toMatchObject([{ code: 'doctor/encoder-unusable' }])
  vi.stubEnv('FANFOLD_MODEL', 'none')
  expect(await examineEncoder(libraryDir)).toEqual({ model: undefined, problems: [] })
})

test('an encoder that makes other vectors than it is described with is told', async () => {
  const folder = join(libraryDir, 'own')
  cpSync(readModel(undefined).folder, folder, { recursive: true })
  const { folder: _, id, ...described } = readModel(undefined)
  writeFileSync(join(folder, 'model.json'), JSON.stringify({ ...described, dimensions: 512 }))
  vi.stubEnv('FANFOLD_MODEL', folder)
  expect((await examineEncoder(libraryDir)).problems).toMatchObject([{ code: 'doctor/encoder-unusable' }])
})
