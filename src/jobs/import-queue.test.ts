import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { prose } from '../../test/builders/prose.ts'
import type { Archive } from '../archive/archive.ts'
import { openArchive } from '../archive/open-archive.ts'
import { type ImportQueue, openImportQueue } from './import-queue.ts'
import { receiveFile } from './inbox.ts'
import type { JobRecord, JobState } from './job-record.ts'
import { openJobRecords } from './job-records.ts'
import { readLookReport } from './look-report.ts'
import { leftAlone, newRecord } from './tracked-job.ts'

let home: string
let folder: string
let archive: Archive
let queue: ImportQueue

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'fanfold-queue-'))
  folder = join(home, 'stories')
  mkdirSync(folder)
  archive = await openArchive(join(home, 'library'))
  queue = openImportQueue(archive.libraryDir)
})
afterEach(async () => {
  await queue.stop()
  await archive.close()
  rmSync(home, { recursive: true, force: true })
})

function writeStories(count: number): void {
  for (let number = 1; number <= count; number++) writeFileSync(join(folder, `s${number}.txt`), story(number))
}

const story = (number: number) =>
  `Title: Lamp ${number}\nAuthor: wick\nFandom: Harbour Nine\n\nLamp ${number} went out. ${prose(number, 60)}\n`

async function until(id: number, ...states: JobState[]): Promise<JobRecord> {
  for (let waitedMs = 0; waitedMs < 30_000; waitedMs += 10) {
    const record = await queue.get(id)
    if (record !== undefined && states.includes(record.state)) return record
    if (record?.state === 'failed') throw new Error(record.trouble?.message)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error(`${id} is ${(await queue.get(id))?.state}`)
}

test('a folder is looked at first, and imported when that is wanted', async () => {
  writeStories(3)
  writeFileSync(join(folder, 'broken.epub'), 'no book')
  const { id } = await queue.add({ paths: [folder], aim: 'look' })
  const looked = await until(id, 'looked')
  expect(looked.look).toMatchObject({ files: 4, works: 3, known: 0, refused: 1 })
  expect((await archive.counts()).works).toBe(0)
  const { lines, total } = await readLookReport(queue.lookFile(id), { kind: 'work', page: 1, pageSize: 2 })
  expect(total).toBe(3)
  expect(lines).toMatchObject([
    { title: 'Lamp 1', authors: ['wick'], files: ['s1.txt'] },
    { title: 'Lamp 2' },
  ])
  await queue.act(id, 'import')
  const done = await until(id, 'done')
  expect(done.summary).toMatchObject({ worksAdded: 3, refused: 1 })
  expect((await archive.listFiles({ importId: done.importId ?? 0 })).total).toBe(4)
  const again = await queue.add({ paths: [folder], aim: 'look' })
  expect((await until(again.id, 'looked')).look?.known).toBe(3)
})

test('files of an upload are imported, or thrown away when they are not wanted', async () => {
  for (const deed of ['import', 'leave'] as const) {
    const { id, paths } = await queue.receive()
    const into = paths[0] as string
    const bytes = Readable.from([Buffer.from(story(7))])
    const { sizeBytes } = await receiveFile({
      libraryDir: archive.libraryDir,
      folder: into,
      name: 'x.txt',
      bytes,
    })
    await queue.arrived(id, { sizeBytes })
    await queue.act(id, deed)
    const record = await until(id, 'done', 'left')
    expect(record.upload).toMatchObject({ files: 1, sizeBytes })
    expect((await archive.counts()).works).toBe(1)
    await expect(queue.arrived(id, { sizeBytes: 1 })).rejects.toMatchObject({ code: 'import/not-now' })
  }
})

test('one that is paused goes on where it stopped; what was stored stays', async () => {
  writeStories(150)
  const { id } = await queue.add({ paths: [folder], aim: 'import' })
  while ((queue.current()?.works ?? 0) === 0) await new Promise((resolve) => setTimeout(resolve, 5))
  const paused = await queue.act(id, 'pause')
  const stored = (await archive.counts()).works
  expect(paused.state).toBe('paused')
  expect(stored).toBeGreaterThan(0)
  await queue.act(id, 'resume')
  const done = await until(id, 'done')
  expect((await archive.counts()).works).toBe(150)
  expect(done.importId).toBe(paused.importId)
  expect((await archive.undo())?.works).toHaveLength(150)
})

test('one that waits is paused and cancelled without having begun', async () => {
  writeStories(1)
  const other = join(home, 'other')
  mkdirSync(other)
  const first = await queue.add({ paths: [folder], aim: 'import' })
  const second = await queue.add({ paths: [other], aim: 'import' })
  expect((await queue.act(second.id, 'pause')).state).toBe('paused')
  expect((await queue.act(second.id, 'cancel')).state).toBe('left')
  await until(first.id, 'done')
  await expect(queue.act(first.id, 'pause')).rejects.toMatchObject({ code: 'import/not-now' })
  await expect(queue.act(99, 'pause')).rejects.toMatchObject({ code: 'import/no-such-job' })
  expect(leftAlone(await queue.list())).toEqual(new Set([other]))
})

test('a deed asked for twice at once is done once', async () => {
  writeStories(1)
  const { id } = await queue.add({ paths: [folder], aim: 'look' })
  await until(id, 'looked')
  const both = await Promise.allSettled([queue.act(id, 'import'), queue.act(id, 'import')])
  expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
  await until(id, 'done')
})

test('what a process left under way is broken off for the next, and gone on with under its number', async () => {
  writeStories(2)
  const records = openJobRecords(archive.libraryDir, () => false)
  const left = await records.create(newRecord({ paths: [folder], aim: 'import', state: 'importing' }))
  expect(await queue.get(left.id)).toMatchObject({ state: 'broken', pid: null })
  const end = await queue.run([folder])
  expect(end.kind).toBe('report')
  expect(await queue.list()).toMatchObject([{ id: left.id, state: 'done' }])
  await queue.run([folder])
  expect(await queue.list()).toHaveLength(1)
})

test('a folder that is not there fails with words, and what is no record is passed over', async () => {
  const { id } = await queue.add({ paths: [join(home, 'nowhere')], aim: 'import' })
  await expect(until(id, 'done')).rejects.toThrow('There is no file or folder')
  writeFileSync(join(archive.libraryDir, 'jobs', '7.json'), '{"half')
  expect(await queue.list()).toHaveLength(1)
})
