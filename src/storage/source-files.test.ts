import { mkdtemp, readdir, readFile, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { hashOf, openSourceFiles } from './source-files.ts'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'fanfold-sources-'))
})
afterEach(() => rm(dir, { recursive: true }))

const bytesOf = (text: string) => new TextEncoder().encode(text)

test('any bytes come back as they were, under their SHA-256', async () => {
  const files = openSourceFiles(dir)
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 2000 }), { maxLength: 5 }), async (many) => {
      const hashes = await files.keepAll(many)
      expect(hashes).toEqual(many.map(hashOf))
      for (const [index, sha256] of hashes.entries()) {
        expect(new Uint8Array(await files.read(sha256))).toEqual(many[index])
      }
    }),
    { numRuns: 20 },
  )
})

test('they stand in folders by the first two characters, in order', async () => {
  const files = openSourceFiles(dir)
  const sha256 = await files.keep(bytesOf('story'))
  expect(files.pathOf(sha256)).toBe(join(dir, 'sources', sha256.slice(0, 2), sha256.slice(2)))
  const hashes = await files.keepAll(['a', 'b', 'c', 'd'].map(bytesOf))
  const kept: string[] = []
  for await (const each of files.each()) kept.push(each)
  expect(kept).toEqual([sha256, ...hashes].sort())
})

test('the same bytes are written once', async () => {
  const files = openSourceFiles(dir)
  const sha256 = await files.keep(bytesOf('story'))
  const { ino } = await stat(files.pathOf(sha256))
  expect(await files.keepAll([bytesOf('story'), bytesOf('story')])).toEqual([sha256, sha256])
  expect((await stat(files.pathOf(sha256))).ino).toBe(ino)
})

test('bytes that changed on the disk are not given out, nor ones that are not there', async () => {
  const files = openSourceFiles(dir)
  const sha256 = await files.keep(bytesOf('a long story'))
  await writeFile(files.pathOf(sha256), 'another text')
  expect(await files.check(sha256)).toBe('damaged')
  await expect(files.read(sha256)).rejects.toMatchObject({ code: 'sources/damaged' })
  await files.remove(sha256)
  await files.remove(sha256)
  expect(await files.check(sha256)).toBe('missing')
  expect(await files.has(sha256)).toBe(false)
  await expect(files.read(sha256)).rejects.toMatchObject({ code: 'sources/missing' })
})

test('a file cut short by a failing disk is written anew when its bytes come in again', async () => {
  const files = openSourceFiles(dir)
  const sha256 = await files.keep(bytesOf('a long story'))
  await truncate(files.pathOf(sha256), 3)
  await files.keep(bytesOf('a long story'))
  expect(await files.check(sha256)).toBe('whole')
})

test('what is no hash is no path', async () => {
  const files = openSourceFiles(dir)
  for (const name of ['', '../../etc/passwd', 'A'.repeat(64), 'a'.repeat(63), `${'a'.repeat(63)}/`]) {
    expect(() => files.pathOf(name)).toThrow(expect.objectContaining({ code: 'sources/no-hash' }))
  }
})

test('files a dead process left some time ago are strays; fresh ones and those of a living one are not', async () => {
  const files = openSourceFiles(dir)
  await files.keep(bytesOf('story'))
  const partials = join(dir, 'sources', '.partial')
  // No process has this id: Linux gives out at most 4,194,304.
  const anHourAgo = new Date(Date.now() - 3_600_000)
  for (const name of ['9999999-aa.part', `${process.pid}-bb.part`, '9999999-cc.part']) {
    await writeFile(join(partials, name), 'half a sto')
    if (!name.includes('cc')) await utimes(join(partials, name), anHourAgo, anHourAgo)
  }
  expect(await files.strays()).toEqual([join(partials, '9999999-aa.part')])
  expect(await files.removeStrays()).toBe(1)
  expect(await readdir(partials)).toEqual([`${process.pid}-bb.part`, '9999999-cc.part'].sort())
})

test('a library without kept files has none', async () => {
  const files = openSourceFiles(join(dir, 'nothing'))
  const kept: string[] = []
  for await (const each of files.each()) kept.push(each)
  expect(kept).toEqual([])
  expect(await files.strays()).toEqual([])
})

test('many keepers of the same bytes at once leave one whole file', async () => {
  const files = openSourceFiles(dir)
  const bytes = bytesOf('story '.repeat(10_000))
  await Promise.all(Array.from({ length: 8 }, () => openSourceFiles(dir).keep(bytes)))
  expect(new Uint8Array(await readFile(files.pathOf(hashOf(bytes))))).toEqual(bytes)
  expect(await readdir(join(dir, 'sources', '.partial'))).toEqual([])
})
