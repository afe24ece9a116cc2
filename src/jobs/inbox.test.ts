import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, expect, test } from 'vitest'
import { discardUpload, makeUploadFolder, receiveFile } from './inbox.ts'

const libraryDir = mkdtempSync(join(tmpdir(), 'fanfold-inbox-'))
afterAll(() => rmSync(libraryDir, { recursive: true, force: true }))

test('files keep their names and folders; a second one of the same name gets a number', async () => {
  const folder = await makeUploadFolder(libraryDir, 1)
  const receive = (name: string, text: string) =>
    receiveFile({ libraryDir, folder, name, bytes: Readable.from([Buffer.from(text)]) })
  expect(await receive('Old Site/a.txt', 'one')).toEqual({ path: 'Old Site/a.txt', sizeBytes: 3 })
  expect(await receive('Old Site/a.txt', 'two')).toEqual({ path: 'Old Site/a (2).txt', sizeBytes: 3 })
  expect(await receive('../../a.txt', 'three')).toEqual({ path: 'a.txt', sizeBytes: 5 })
  expect(readFileSync(join(folder, 'Old Site/a.txt'), 'utf8')).toBe('one')
  expect(readFileSync(join(folder, 'Old Site/a (2).txt'), 'utf8')).toBe('two')
})

test('a file that breaks off on its way leaves nothing behind', async () => {
  const folder = await makeUploadFolder(libraryDir, 2)
  const bytes = Readable.from(
    (async function* () {
      yield Buffer.from('the first half')
      throw new Error('the line went dead')
    })(),
  )
  await expect(receiveFile({ libraryDir, folder, name: 'a.txt', bytes })).rejects.toThrow(
    'the line went dead',
  )
  expect(readdirSync(folder)).toEqual([])
  expect(readdirSync(join(libraryDir, 'inbox/.partial'))).toEqual([])
})

test('a folder left from a forgotten import is not thrown away, and nothing outside the inbox is', async () => {
  const before = await makeUploadFolder(libraryDir, 3)
  await receiveFile({ libraryDir, folder: before, name: 'a.txt', bytes: Readable.from([Buffer.from('a')]) })
  const after = await makeUploadFolder(libraryDir, 3)
  expect(after).not.toBe(before)
  await discardUpload(libraryDir, libraryDir)
  await discardUpload(libraryDir, join(before, '..'))
  expect(existsSync(join(before, 'a.txt'))).toBe(true)
  await discardUpload(libraryDir, before)
  expect(existsSync(before)).toBe(false)
})
