import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { hashEncoder } from '../../../test/builders/hash-encoder.ts'
import { addWork } from '../../../test/builders/imports.ts'
import { scratchFolder } from '../../../test/cli/run-fanfold.ts'
import type { Archive } from '../../archive/archive.ts'
import { openArchive } from '../../archive/open-archive.ts'
import { chooseModel } from './chosen-model.ts'
import { meaningFolder } from './meaning-tables.ts'
import { type EncoderModel, readModel } from './model.ts'
import { type MeaningDoor, openMeaningDoor } from './open-meaning.ts'
import { readForMeaning } from './read-for-meaning.ts'
import { USUAL_QUESTION_FILE } from './usual-question.ts'

const own = readModel(undefined)

let libraryDir: string
let remove: () => void
let archive: Archive
let door: MeaningDoor
let other: EncoderModel

beforeEach(async () => {
  vi.stubEnv('FANFOLD_MODEL', '')
  const scratch = scratchFolder('meaning-door')
  libraryDir = scratch.folder
  remove = scratch.remove
  archive = await openArchive(libraryDir)
  door = openMeaningDoor(libraryDir, archive)
  other = otherModel(join(libraryDir, 'other'))
  for (const name of ['a', 'b', 'c']) await addWork(archive, `${name}.txt`, { chapters: [`Story ${name}.`] })
})

afterEach(async () => {
  vi.unstubAllEnvs()
  await door.close()
  await archive.close()
  remove()
})

/** The same weights, asked in another way: other vectors. */
function otherModel(folder: string): EncoderModel {
  const { folder: from, id: _, ...described } = own
  mkdirSync(folder)
  copyFileSync(join(from, USUAL_QUESTION_FILE), join(folder, USUAL_QUESTION_FILE))
  writeFileSync(join(folder, 'model.json'), JSON.stringify({ ...described, passagePrefix: 'passage: ' }))
  return readModel(folder)
}

/** @param works stops after so many. */
async function read(model: EncoderModel, works = Number.POSITIVE_INFINITY): Promise<void> {
  const stub = hashEncoder(model.dimensions)
  const stopping = new AbortController()
  let calls = 0
  const encode: typeof stub.encode = (texts, kind) => {
    // Two for each work: its passages, and what is said about it.
    if (kind === 'passage' && ++calls >= works * 2) stopping.abort()
    return stub.encode(texts, kind)
  }
  await readForMeaning({ libraryDir, archive, model, encoder: { ...stub, encode }, signal: stopping.signal })
}

const answering = async () => (await door.open())?.model.id
const folders = () => readdirSync(join(libraryDir, 'meaning'))

test('an encoder has an id of its own where its weights or the way it is asked are others', () => {
  expect(other.id).not.toBe(own.id)
})

test('the vectors of the encoder before answer until the new one has read all, then they go', async () => {
  expect(await answering()).toBeUndefined()
  await read(own)
  expect(await answering()).toBe(own.id)
  chooseModel(libraryDir, other.folder)
  expect(await answering()).toBe(own.id)
  expect(await door.unread()).toBe(3)
  await read(other, 1)
  expect(await answering()).toBe(own.id)
  expect(await door.unread()).toBe(2)
  expect(folders().sort()).toEqual([own.id, other.id].sort())
  await read(other)
  expect(await answering()).toBe(other.id)
  expect(folders()).toEqual([other.id])
})

test('back at the encoder before, its vectors answer, though a story is new and the other had read some', async () => {
  await read(own)
  chooseModel(libraryDir, other.folder)
  await read(other, 1)
  chooseModel(libraryDir, undefined)
  await addWork(archive, 'd.txt', { chapters: ['Story d.'] })
  expect(await answering()).toBe(own.id)
  await read(own)
  expect(folders()).toEqual([own.id])
})

test('an encoder before whose files are gone answers no more; the new one does, as far as it has read', async () => {
  await read(other)
  rmSync(other.folder, { recursive: true })
  expect(await answering()).toBeUndefined()
  await read(own, 1)
  expect(await answering()).toBe(own.id)
  expect(await door.unread()).toBe(2)
  expect(existsSync(meaningFolder(libraryDir, other))).toBe(true)
  await read(own)
  expect(folders()).toEqual([own.id])
})
