import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { addWork } from '../../../test/builders/imports.ts'
import type { Archive } from '../../archive/archive.ts'
import { openArchive } from '../../archive/open-archive.ts'
import type { Encoder } from './encoder.ts'
import { hashOf } from './meaning-rows.ts'
import { meaningFolder, openMeaningTables } from './meaning-tables.ts'
import { type EncoderModel, readModel } from './model.ts'
import { readForMeaning } from './read-for-meaning.ts'

let libraryDir: string
let archive: Archive
let encoded: string[]
let encoder: Encoder
const model: EncoderModel = { ...readModel(undefined), dimensions: 8 }

beforeEach(async () => {
  libraryDir = mkdtempSync(join(tmpdir(), 'fanfold-meaning-'))
  archive = await openArchive(libraryDir)
  encoded = []
  encoder = {
    encode: async (texts, kind) => {
      if (kind === 'passage') encoded.push(...texts)
      return texts.map((text) => {
        const bytes = Buffer.from(hashOf(text), 'hex')
        return Float32Array.from({ length: 8 }, (_, at) => (bytes[at] as number) / 255)
      })
    },
    close: async () => undefined,
  }
})

afterEach(async () => {
  await archive.close()
  rmSync(libraryDir, { recursive: true, force: true })
})

const read = (signal?: AbortSignal) =>
  readForMeaning({ libraryDir, archive, model, encoder, ...(signal && { signal }) })

async function rows(): Promise<{ works: number[]; passages: number }> {
  const tables = await openMeaningTables(meaningFolder(libraryDir, model))
  const found = await tables.works.query().select(['work']).toArrow()
  const passages = await tables.passages.countRows()
  tables.close()
  return { works: [...(found.getChild('work') ?? [])].map(Number).sort(), passages }
}

/** About three passages. */
const chapter = (name: string) =>
  Array.from({ length: 24 }, (_, at) =>
    `${name} walked ${at} miles along the shore and thought of nothing. `.repeat(2),
  ).join('\n\n')

const addNovel = () =>
  addWork(archive, 'novel.txt', { chapters: Array.from({ length: 90 }, (_, at) => chapter(`Cy${at}`)) })

/** Stops in the second lot of passages. */
async function readSome(): Promise<void> {
  const stopping = new AbortController()
  const { encode } = encoder
  encoder.encode = (texts, kind) => {
    if (encoded.length > 0) stopping.abort()
    return encode(texts, kind)
  }
  await read(stopping.signal)
  encoder.encode = encode
}

test('every work has vectors, and nothing is left to read', async () => {
  const ids = [
    await addWork(archive, 'a.txt', { chapters: [chapter('Ann')] }),
    await addWork(archive, 'b.txt', { chapters: [chapter('Bob'), chapter('Bee')] }),
  ]
  await read()
  expect((await rows()).works).toEqual(ids.map(Number))
  expect(await archive.meaningProgress(model.id)).toEqual({ works: 2, worksWaiting: 0, wordsWaiting: 0 })
})

test('a passage is encoded once, though its work was edited', async () => {
  const id = await addWork(archive, 'a.txt', { chapters: [chapter('Ann')] })
  await read()
  const before = { rows: await rows(), encoded: encoded.length }
  await archive.correctFields([id], { title: 'Miles' })
  expect((await archive.meaningProgress(model.id)).worksWaiting).toBe(1)
  await read()
  expect(encoded.slice(before.encoded)).toEqual(['Miles'])
  expect(await rows()).toEqual(before.rows)
})

test('what was encoded before it was stopped is not encoded again', async () => {
  await addNovel()
  await readSome()
  expect((await archive.meaningProgress(model.id)).worksWaiting).toBe(1)
  await read()
  expect(encoded.length).toBe(new Set(encoded).size)
  expect((await rows()).passages).toBe(encoded.length - 1)
})

test('a work that is removed before all of it is read leaves nothing behind', async () => {
  const id = await addNovel()
  await readSome()
  expect((await rows()).passages).toBeGreaterThan(0)
  await archive.removeWorks([id], { withSources: false })
  await read()
  expect(await rows()).toEqual({ works: [], passages: 0 })
})

test('a removed work leaves nothing behind', async () => {
  const id = await addWork(archive, 'a.txt', { chapters: [chapter('Ann')] })
  await read()
  await archive.removeWorks([id], { withSources: false })
  await read()
  expect(await rows()).toEqual({ works: [], passages: 0 })
})

test('a story in a language the encoder does not know is not waited for', async () => {
  await addWork(archive, 'de.txt', { chapters: [chapter('Dora')], language: 'de' })
  await read()
  expect(encoded).toEqual([])
  expect((await archive.meaningProgress(model.id)).worksWaiting).toBe(0)
})

test('vectors that were taken away are made again', async () => {
  await addWork(archive, 'a.txt', { chapters: [chapter('Ann')] })
  await read()
  rmSync(meaningFolder(libraryDir, model), { recursive: true })
  const before = encoded.length
  await read()
  expect(encoded.length).toBeGreaterThan(before)
  expect((await rows()).works.length).toBe(1)
})
