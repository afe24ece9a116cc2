import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import iconv from 'iconv-lite'
import { afterAll, expect, test } from 'vitest'
import { RefusedFile } from '../../errors.ts'
import { recoverFile } from '../recover-file.ts'
import type { ZipEntry } from './zip/entry.ts'
import { decodeNames } from './zip/entry-names.ts'

const scratch = mkdtempSync(join(tmpdir(), 'fanfold-zip-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const STORY =
  'Title: The Lamp\nAuthor: Ama\n\nThe lamp went out, and nobody on the stairs said a word about it.\n'

async function read(bytes: Uint8Array, name = 'a.zip') {
  const absolutePath = join(scratch, name)
  writeFileSync(absolutePath, bytes)
  return recoverFile({ absolutePath, path: name, sizeBytes: bytes.length })
}

function entry(nameBytes: Buffer, flags = 0): ZipEntry {
  return {
    nameBytes,
    unicodeName: null,
    flags,
    method: 0,
    crc: 0,
    packedBytes: 0,
    unpackedBytes: 0,
    offset: 0,
    isLink: false,
  }
}

test.each([
  ['cp437', ['Über die Brücke.txt', 'Café Rêvé.txt']],
  ['windows-1252', ['L’été dernier.txt', 'Noël à la mer.txt']],
  ['shift_jis', ['港の光.txt', '夏の終わり 第一話.txt']],
  ['windows-1251', ['Дорога домой.txt', 'Зимний вечер.txt']],
  ['cp866', ['Дорога домой.txt', 'Зимний вечер.txt']],
  ['gbk', ['最后的夏天的故事.txt', '我们在这里等你回来.txt']],
  ['euc-kr', ['우리의 마지막 여름.txt', '바다로 가는 길.txt']],
  ['utf-8', ['Café Rêvé.txt', '港の光.txt']],
])('names in %s are told', (encoding, names) => {
  const entries = names.map((name) => entry(iconv.encode(name, encoding)))
  expect(decodeNames(entries)).toEqual(names)
})

test('names marked as UTF-8 are UTF-8 beside others that are not', () => {
  const entries = [entry(Buffer.from('été.txt'), 0x800), entry(iconv.encode('Brücke über.txt', 'cp437'))]
  expect(decodeNames(entries)).toEqual(['été.txt', 'Brücke über.txt'])
})

test('a file that climbs is refused alone', async () => {
  const { works, refused } = await read(
    zipSync({ '../evil.txt': strToU8(STORY), '/root.txt': strToU8(STORY), 'good.txt': strToU8(STORY) }),
  )
  expect(works.map((work) => work.sources[0]?.path)).toEqual(['a.zip!/good.txt'])
  expect(refused.map(({ code }) => code)).toEqual(['read/path-climbs', 'read/path-climbs'])
})

test('a file with a password is refused by name', async () => {
  const bytes = Buffer.from(zipSync({ 'locked.txt': strToU8(STORY) }))
  const directory = bytes.lastIndexOf('PK\x01\x02')
  bytes[directory + 8] = 1
  expect((await read(bytes)).refused).toMatchObject([{ path: 'a.zip!/locked.txt', code: 'read/encrypted' }])
})

test('zips in zips are opened down to the fourth', async () => {
  let bytes = zipSync({ 'story.txt': strToU8(STORY) })
  for (let depth = 0; depth < 3; depth++) bytes = zipSync({ 'in.zip': bytes })
  expect((await read(bytes)).works).toHaveLength(1)
  const deeper = await read(zipSync({ 'in.zip': bytes }))
  expect(deeper.works).toHaveLength(0)
  expect(deeper.refused.map(({ code }) => code)).toEqual(['read/too-deep'])
})

test('what unpacks to far more than a story needs is cut off', async () => {
  const bomb = zipSync({ 'zeros.txt': new Uint8Array(64 * 1024 * 1024) }, { level: 9 })
  expect((await read(bomb)).refused.map(({ code }) => code)).toEqual(['read/zip-bomb'])
})

test('a book under the name of a zip is read as a book', async () => {
  const book = zipSync({
    'a/first.txt': strToU8('x'),
    mimetype: strToU8('application/epub+zip'),
    'META-INF/container.xml': strToU8('<container/>'),
  })
  await expect(read(book)).rejects.toBeInstanceOf(RefusedFile)
})

test('a mutated zip is read or refused, and nothing else', async () => {
  const whole = zipSync({
    'a.txt': strToU8(STORY),
    'b/c.txt': strToU8(STORY.repeat(3)),
    'd.zip': zipSync({ e: strToU8(STORY) }),
  })
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 })), { maxLength: 20 }),
      fc.oneof(fc.constant(whole.length), fc.nat(whole.length)),
      async (changes, length) => {
        const bytes = Uint8Array.from(whole.subarray(0, length))
        for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value
        try {
          await read(bytes)
        } catch (error) {
          expect(error).toBeInstanceOf(RefusedFile)
        }
      },
    ),
    { numRuns: 200 },
  )
}, 60_000)
