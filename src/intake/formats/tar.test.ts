import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { create } from 'tar'
import { afterAll, expect, test } from 'vitest'
import { RefusedFile } from '../../errors.ts'
import { recoverFile } from '../recover-file.ts'

const scratch = mkdtempSync(join(tmpdir(), 'fanfold-tar-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const story = (title: string, day = 'autumn') =>
  `Title: ${title}\nAuthor: Ama\n\nIn ${day} the lamp of ${title} went out, and nobody on the stairs said a word about it.\n`

async function read(bytes: Uint8Array, name: string) {
  const absolutePath = join(scratch, name)
  writeFileSync(absolutePath, bytes)
  return recoverFile({ absolutePath, path: name, sizeBytes: bytes.length })
}

/** A header of the oldest kind and what stands below it. */
function entry(name: Buffer, text: string, type = '0'): Buffer {
  const bytes = Buffer.from(text)
  const block = Buffer.alloc(512)
  name.copy(block, 0)
  block.write('0000644\0', 100)
  block.write(`${bytes.length.toString(8).padStart(11, '0')} `, 124)
  block.write('        ', 148)
  block.write(type, 156)
  const sum = block.reduce((total, byte) => total + byte, 0)
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return Buffer.concat([block, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)])
}

const END = Buffer.alloc(1024)
const titles = ({ works }: Awaited<ReturnType<typeof recoverFile>>) =>
  works.map(({ fields }) => fields.title).sort()

test('a tar gives its files, with long names, folders and gzip', async () => {
  const folder = join(scratch, 'tree')
  const long = `${'a very long name '.repeat(8)}.txt`
  mkdirSync(join(folder, 'sub'), { recursive: true })
  writeFileSync(join(folder, 'one.txt'), story('One'))
  writeFileSync(join(folder, 'sub', long), story('Two', 'spring'))
  symlinkSync('/etc/hostname', join(folder, 'link.txt'))
  for (const [name, gzip, portable] of [
    ['a.tar', false, true],
    ['b.tar.gz', true, false],
    ['c.tgz', true, true],
  ] as const) {
    await create({ file: join(scratch, name), cwd: folder, gzip, portable, preservePaths: true }, ['.'])
    const found = await recoverFile({ absolutePath: join(scratch, name), path: name, sizeBytes: 20_480 })
    expect(titles(found)).toEqual(['One', 'Two'])
    expect(found.refused.map(({ code }) => code)).toEqual(['read/path-climbs'])
    expect(found.works.map(({ sources }) => sources[0]?.path)).toContain(`${name}!/sub/${long}`)
  }
})

test('a file that is only gzipped is the one file in it', async () => {
  const found = await read(gzipSync(story('One')), 'one.txt.gz')
  expect(found.works.map(({ sources }) => sources[0]?.path)).toEqual(['one.txt.gz!/one.txt'])
})

test('old headers are read, names in their own encoding, and of a name said twice the later', async () => {
  const name = iconv.encode('Über die Brücke.txt', 'cp850')
  const bytes = Buffer.concat([
    entry(name, story('Early')),
    entry(Buffer.from('drawer/'), '', '5'),
    entry(name, story('Late')),
    END,
  ])
  const found = await read(bytes, 'old.tar')
  expect(titles(found)).toEqual(['Late'])
  expect(found.works[0]?.sources[0]?.path).toBe('old.tar!/Über die Brücke.txt')
})

test('a name that leads out of its folder refuses that file alone', async () => {
  const bytes = Buffer.concat([
    entry(Buffer.from('../out.txt'), story('Out')),
    entry(Buffer.from('in.txt'), story('In')),
    END,
  ])
  const found = await read(bytes, 'climbs.tar')
  expect(titles(found)).toEqual(['In'])
  expect(found.refused.map(({ code }) => code)).toEqual(['read/path-climbs'])
})

test('a tar that breaks off gives what is whole', async () => {
  const whole = Buffer.concat([
    entry(Buffer.from('a.txt'), story('Whole')),
    entry(Buffer.from('b.txt'), `${story('Half')}${'It rained. '.repeat(200)}`),
  ])
  const found = await read(whole.subarray(0, whole.length - 1500), 'cut.tar')
  expect(titles(found)).toEqual(['Whole'])
  expect(found.refused.map(({ code }) => code)).toEqual(['read/broken-tar'])
  await expect(read(gzipSync(whole).subarray(0, 200), 'cut.tgz')).rejects.toThrow(/does not unpack/)
})

test('a gzip made to fill a disk is cut off', async () => {
  const bomb = gzipSync(Buffer.alloc(40 * 1024 * 1024))
  await expect(read(bomb, 'bomb.gz')).rejects.toMatchObject({ code: 'read/zip-bomb' })
})

test('whatever follows a first header is read or refused', async () => {
  const first = entry(Buffer.from('a.txt'), story('One'))
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), fc.nat(511), async (rest, at) => {
      const bytes = Buffer.concat([first, rest])
      bytes[at] = (bytes[at] as number) ^ 0x11
      try {
        await read(bytes, 'any.tar')
      } catch (error) {
        expect(error).toBeInstanceOf(RefusedFile)
      }
    }),
    { numRuns: 60 },
  )
})
