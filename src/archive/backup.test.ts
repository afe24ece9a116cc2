import { mkdir, readdir, readFile, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { create, list } from 'tar'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestLibrary, type TestLibrary } from '../../test/builders/library.ts'
import { acquireLock } from '../storage/lock.ts'
import { openSourceFiles } from '../storage/source-files.ts'
import { backUp, restore } from './backup.ts'
import { examine } from './doctor.ts'
import { openArchive } from './open-archive.ts'

let library: TestLibrary
let folder: string
beforeEach(async () => {
  library = await openTestLibrary()
  folder = join(library.libraryDir, '..')
  await library.importFolder([
    { path: 'a.txt', works: { title: 'A', tags: ['Angst'], chapters: ['One.', 'Two.'] } },
    { path: 'b.txt', works: { title: 'B' } },
  ])
  await library.archive.correctFields(['2'], { title: 'Mine' })
  await library.archive.markIndexed([{ id: '1', revision: 1 }])
})
afterEach(() => library.close())

test('a backup brings back the same library elsewhere, to be indexed anew', async () => {
  const file = join(folder, 'kept/backup.tar.gz')
  await backUp(library.libraryDir, file)
  const restored = join(folder, 'restored')
  await restore(file, restored)
  const archive = await openArchive(restored, { create: false })
  const works = (page: Awaited<ReturnType<typeof archive.listWorks>>) => page.works
  expect(works(await archive.listWorks({}))).toEqual(works(await library.archive.listWorks({})))
  expect(await archive.getChapters('1')).toEqual(await library.archive.getChapters('1'))
  expect(await archive.staleInIndex(10)).toHaveLength(2)
  expect(await examine({ libraryDir: restored, archive, sourceFiles: openSourceFiles(restored) })).toEqual([])
  await archive.close()
  expect((await readdir(library.libraryDir)).filter((name) => name.startsWith('.backup'))).toEqual([])
  expect(await readdir(join(folder, 'kept'))).toEqual(['backup.tar.gz'])
})

test('it holds the database, the kept files and what it says of itself, and nothing else', async () => {
  const file = join(folder, 'backup.tar.gz')
  await backUp(library.libraryDir, file)
  const names: string[] = []
  await list({ file, onReadEntry: (entry) => names.push(entry.path) })
  expect(names.slice(0, 2)).toEqual(['manifest.json', 'library.db'])
  expect(names.slice(2).every((name) => /^sources\/[0-9a-f]{2}\/[0-9a-f]{62}$/.test(name))).toBe(true)
  expect(names).toHaveLength(4)
})

test('a backup taken while others write is of one instant', async () => {
  let isDone = false
  const writing = (async () => {
    for (let n = 0; !isDone; n++) {
      await library.importFolder([{ path: `more${n}.txt`, works: { title: `More ${n}` } }])
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
  })()
  const file = join(folder, 'backup.tar.gz')
  await backUp(library.libraryDir, file)
  isDone = true
  await writing
  const restored = join(folder, 'restored')
  await restore(file, restored)
  const archive = await openArchive(restored)
  expect(await examine({ libraryDir: restored, archive, sourceFiles: openSourceFiles(restored) })).toEqual([])
  await archive.close()
})

test('a backup overwrites nothing, and two at once are not made', async () => {
  const file = join(folder, 'precious.txt')
  await writeFile(file, 'my story')
  await expect(backUp(library.libraryDir, file)).rejects.toMatchObject({ code: 'backup/file-there' })
  expect(await readFile(file, 'utf8')).toBe('my story')
  const lock = acquireLock(library.libraryDir, 'backup', 'fanfold backup')
  await expect(backUp(library.libraryDir, join(folder, 'b.tar.gz'))).rejects.toMatchObject({
    code: 'library/held',
  })
  lock.release()
  await expect(backUp(join(folder, 'none'), join(folder, 'c'))).rejects.toMatchObject({
    code: 'library/missing',
  })
})

test('a library is not restored over another, nor into a folder with other things in it', async () => {
  const file = join(folder, 'backup.tar.gz')
  await backUp(library.libraryDir, file)
  await expect(restore(file, library.libraryDir)).rejects.toMatchObject({ code: 'restore/library-there' })
  await mkdir(join(folder, 'other'))
  await writeFile(join(folder, 'other/notes.txt'), 'x')
  await expect(restore(file, join(folder, 'other'))).rejects.toMatchObject({
    code: 'restore/folder-not-empty',
  })
  expect(await readdir(join(folder, 'other'))).toEqual(['notes.txt'])
})

test('a backup cut short, or with a byte changed, restores nothing', async () => {
  const file = join(folder, 'backup.tar.gz')
  await backUp(library.libraryDir, file)
  const bytes = await readFile(file)
  const target = join(folder, 'restored')
  for (const cut of [0, 100, Math.floor(bytes.length / 2), bytes.length - 10]) {
    await writeFile(join(folder, 'cut'), bytes)
    await truncate(join(folder, 'cut'), cut)
    await expect(restore(join(folder, 'cut'), target)).rejects.toMatchObject({ code: 'restore/not-whole' })
  }
  bytes[Math.floor(bytes.length / 2)] = (bytes[Math.floor(bytes.length / 2)] as number) ^ 0xff
  await writeFile(join(folder, 'changed'), bytes)
  await expect(restore(join(folder, 'changed'), target)).rejects.toMatchObject({ code: 'restore/not-whole' })
  expect((await readdir(target)).filter((name) => !name.includes('.lock'))).toEqual([])
  await restore(file, target)
})

test('a kept file that differs from its hash, or is left out, is noticed', async () => {
  const file = join(folder, 'backup.tar.gz')
  await backUp(library.libraryDir, file)
  const open = join(folder, 'open')
  await mkdir(open)
  const { extract } = await import('tar')
  await extract({ file, cwd: open })
  const [first] = (await readdir(join(open, 'sources'))).filter((name) => !name.startsWith('.'))
  const [name] = await readdir(join(open, 'sources', first as string))
  await writeFile(join(open, 'sources', first as string, name as string), 'forged')
  const repacked = join(folder, 'forged.tar.gz')
  await create({ file: repacked, gzip: true, cwd: open }, [
    'manifest.json',
    'library.db',
    `sources/${first}/${name}`,
  ])
  await expect(restore(repacked, join(folder, 'x'))).rejects.toMatchObject({ code: 'restore/not-whole' })
  await rm(join(open, 'sources', first as string), { recursive: true })
  const less = join(folder, 'less.tar.gz')
  await create({ file: less, gzip: true, cwd: open }, ['manifest.json', 'library.db'])
  await expect(restore(less, join(folder, 'x'))).rejects.toMatchObject({ code: 'restore/not-whole' })
})

test('what a tar should not hold stays in it', async () => {
  const open = join(folder, 'open')
  await mkdir(open)
  await writeFile(join(open, 'manifest.json'), '{}')
  await symlink('/etc/passwd', join(open, 'library.db'))
  const file = join(folder, 'hostile.tar.gz')
  await create({ file, gzip: true, cwd: open }, ['manifest.json', 'library.db'])
  await expect(restore(file, join(folder, 'x'))).rejects.toMatchObject({
    code: 'restore/not-whole',
    message: expect.stringContaining('library.db'),
  })
  await writeFile(join(folder, 'story.txt'), 'no tar at all')
  await expect(restore(join(folder, 'story.txt'), join(folder, 'x'))).rejects.toMatchObject({
    code: 'restore/not-whole',
  })
  await expect(restore(join(folder, 'nothing'), join(folder, 'x'))).rejects.toMatchObject({
    code: 'restore/no-file',
  })
})

test('a restore that was killed is begun again', async () => {
  const file = join(folder, 'backup.tar.gz')
  await backUp(library.libraryDir, file)
  const target = join(folder, 'restored')
  await mkdir(join(target, '.restoring'), { recursive: true })
  await mkdir(join(target, 'sources/ab'), { recursive: true })
  await restore(file, target)
  expect((await stat(join(target, 'library.db'))).size).toBeGreaterThan(0)
  expect(await readdir(target)).not.toContain('.restoring')
})
