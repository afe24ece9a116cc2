import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fileToStore, NO_SUMMARY, ROOT, type TestFile } from '../../test/builders/imports.ts'
import { prose, withEdits } from '../../test/builders/prose.ts'
import { lookAt } from '../../test/builders/recovered-work.ts'
import type { Archive } from '../archive/archive.ts'
import { openArchive } from '../archive/open-archive.ts'
import { joinAsOne, settleDuplicates } from './settle-duplicates.ts'

let folder: string
let archive: Archive
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fanfold-same-'))
  archive = await openArchive(folder)
})
afterEach(async () => {
  await archive.close()
  rmSync(folder, { recursive: true, force: true })
})

const STORY = prose(1, 900)

/** Imports these files, as `importSources` does. @returns the ids each became, in the order of the files. */
async function importFiles(files: TestFile[], { settled = true } = {}): Promise<(string | undefined)[]> {
  const importId = await archive.beginImport([ROOT])
  const stored = await archive.storeFiles(
    importId,
    files.map((file) => fileToStore(file)),
  )
  await archive.noteVanished(importId, ROOT, new Set(stored.map(({ file }) => file.absolutePath)))
  if (settled) {
    await settleDuplicates({ archive, importId })
    await archive.finishImport(importId, NO_SUMMARY)
  }
  return stored.map(({ workIds }) => workIds[0])
}

const journal: TestFile = {
  path: 'lj.txt',
  works: { title: 'The Lamp', authors: ['Kay'], tags: ['angst'], rating: 'teen', chapters: [STORY] },
}
const ao3: TestFile = {
  path: 'ao3.html',
  works: {
    title: 'The Lamp',
    authors: ['Kay'],
    tags: ['Angst', 'Found Family'],
    language: 'en',
    chapters: [{ html: `<p>${withEdits(STORY, 0.01)} <em>and so</em> <em>he</em> <em>went</em></p>` }],
  },
}

async function shown() {
  return (await archive.listWorks({ sort: 'added' })).works
}
async function onlyWork() {
  const works = await shown()
  expect(works).toHaveLength(1)
  return works[0] as (typeof works)[number]
}

test('the same story from two sites is one work with two sources, and lists are united', async () => {
  await importFiles([journal, ao3])
  const work = await onlyWork()
  expect(work.sources.map(({ path }) => path).sort()).toEqual(['ao3.html', 'lj.txt'])
  expect(work.fields).toMatchObject({ tags: ['Angst', 'Found Family'], rating: 'teen', language: 'en' })
  const versions = await archive.versionsOf(work.id)
  expect(versions.map(({ isShown, sources }) => [isShown, sources[0]?.path])).toEqual([
    [true, 'ao3.html'],
    [false, 'lj.txt'],
  ])
  expect(versions[1]).toMatchObject({ verdict: 'same', best: expect.stringContaining('emphasis') })
  const detail = await archive.getWork(work.id)
  expect(new Set(detail?.evidence.title?.map(({ from }) => from))).toEqual(new Set(['ao3.html', 'lj.txt']))
})

test('it is found in a later import too, and taking that back parts them', async () => {
  const [first] = await importFiles([journal])
  await importFiles([journal, ao3])
  expect((await onlyWork()).id).toBe(first)
  await archive.undo()
  const work = await onlyWork()
  expect(work.sources.map(({ path }) => path)).toEqual(['lj.txt'])
  expect(work.fields).toMatchObject({ tags: ['angst'], language: null })
  expect(await archive.versionsOf(work.id)).toEqual([])
  await importFiles([journal, ao3])
  expect((await onlyWork()).sources).toHaveLength(2)
})

test('importing again changes nothing', async () => {
  await importFiles([journal, ao3])
  const before = await onlyWork()
  expect(await importFiles([journal, ao3])).toEqual([before.id, before.id])
  expect(await onlyWork()).toEqual(before)
})

test('what a person parted stays apart, whatever comes in, until the person takes that back', async () => {
  await importFiles([journal, ao3])
  const { id } = await onlyWork()
  const version = (await archive.versionsOf(id))[1]?.id as string
  await archive.partVersion(id, version)
  expect(await shown()).toHaveLength(2)
  await importFiles([{ ...journal, content: 'touched' }, ao3])
  expect(await shown()).toHaveLength(2)
  expect((await shown()).flatMap(({ looks }) => looks)).toEqual([])
  await archive.undo()
  await archive.undo()
  expect(await onlyWork()).toMatchObject({ id })
})

test('a text written on is the one shown, and the earlier one is kept', async () => {
  const early: TestFile = {
    path: 'a.txt',
    works: { title: 'Tides', chapters: [prose(2, 400), prose(3, 400)] },
  }
  const late: TestFile = {
    path: 'b.txt',
    works: { title: 'Tides', chapters: [prose(2, 400), prose(3, 400), prose(4, 400), prose(5, 400)] },
  }
  await importFiles([early])
  await importFiles([early, late])
  const work = await onlyWork()
  expect(work.chapters).toBe(4)
  const [, version] = await archive.versionsOf(work.id)
  expect(version).toMatchObject({ chapters: 2, verdict: 'revision' })
  expect(await archive.versionChapters(work.id, version?.id as string)).toHaveLength(2)
})

test('a story quoted whole in another, and another of the same form, are left alone', async () => {
  const quoted = prose(6, 150)
  await importFiles([
    { path: 'a.txt', works: { title: 'Drabble', authors: ['Kay'], chapters: [quoted] } },
    {
      path: 'b.txt',
      works: {
        title: 'Remix',
        authors: ['Lee'],
        chapters: [`${prose(7, 600)}\n\n${quoted}\n\n${prose(8, 600)}`],
      },
    },
  ])
  expect((await shown()).map(({ looks }) => looks)).toEqual([[], []])
})

/** Much of each text is the other's, and nothing else tells. */
const perhaps: TestFile[] = [
  { path: 'a.txt', works: { title: 'Snow', chapters: [`${prose(20, 850)} ${prose(21, 130)}`] } },
  { path: 'b.txt', works: { title: 'Ice', chapters: [`${prose(20, 850)} ${prose(22, 130)}`] } },
]

test('what may be the same story is offered once, and not again when a person says no', async () => {
  const [a, b] = (await importFiles(perhaps)) as [string, string]
  const [first, second] = await Promise.all([archive.getWork(a), archive.getWork(b)])
  expect(first?.looks).toEqual([])
  expect(second?.looks).toMatchObject([{ rule: 'duplicates/perhaps-the-same', work: a }])
  expect(await archive.offersOf(a)).toMatchObject([{ id: b, title: 'Ice' }])
  await archive.keepApart(a, b)
  expect((await archive.getWork(b))?.needsALook).toBe(false)
  await importFiles([{ ...(perhaps[0] as TestFile), content: 'touched' }, perhaps[1] as TestFile])
  expect((await archive.counts()).needALook).toBe(0)
})

test('that all is right as it stands says that it is another story', async () => {
  const [a, b] = (await importFiles(perhaps)) as [string, string]
  await archive.confirm([b])
  expect(await archive.offersOf(a)).toEqual([])
})

test('an offer a person takes makes one work, and undo makes two that stay apart', async () => {
  const [a, b] = (await importFiles(perhaps)) as [string, string]
  expect(await joinAsOne(archive, b, a)).toBe(a)
  expect((await onlyWork()).looks).toEqual([])
  expect(await archive.undo()).toMatchObject({ what: 'join' })
  expect(await shown()).toHaveLength(2)
  expect(await archive.offersOf(a)).toEqual([])
})

test('a file that becomes another story stands by itself; one that stays the same is joined again', async () => {
  await importFiles([journal, ao3])
  await importFiles([
    { ...journal, content: 'again', works: { title: 'The Lamp', chapters: [STORY, ''] } },
    ao3,
  ])
  const { id } = await onlyWork()
  const other = { title: 'Quite Another', chapters: [prose(30, 800)] }
  await importFiles([{ ...journal, content: 'other', works: other }, ao3])
  expect((await shown()).map(({ fields }) => fields.title).sort()).toEqual(['Quite Another', 'The Lamp'])
  expect((await archive.getWork(id))?.fields.rating).toBe('not-rated')
})

test('the file of the text that is shown may change as well', async () => {
  await importFiles([journal, ao3])
  const other = { title: 'Quite Another', chapters: [prose(31, 800)] }
  await importFiles([journal, { ...ao3, content: 'other', works: other }])
  const works = await shown()
  expect(works.map(({ fields }) => fields.title).sort()).toEqual(['Quite Another', 'The Lamp'])
  for (const work of works) expect(work.sources).toHaveLength(1)
})

test('a work is removed with what stands behind it, and comes back with it', async () => {
  await importFiles([journal, ao3])
  const before = await onlyWork()
  await archive.removeWorks([before.id], { withSources: false })
  await importFiles([journal, ao3])
  expect(await shown()).toEqual([])
  await archive.undo()
  expect((await onlyWork()).sources).toEqual(before.sources)
  expect(await archive.versionsOf(before.id)).toHaveLength(2)
})

test('a person chooses the text that is shown, and that stays when its file changes', async () => {
  await importFiles([journal, ao3])
  const { id } = await onlyWork()
  const [, version] = await archive.versionsOf(id)
  await archive.showVersion(id, version?.id as string)
  expect((await archive.versionsOf(id)).map(({ sources }) => sources[0]?.path)).toEqual([
    'lj.txt',
    'ao3.html',
  ])
  expect((await archive.getChapter(id, 1))?.html).not.toContain('<em>')
  await importFiles([journal, { ...ao3, content: 'touched' }])
  expect((await archive.versionsOf(id)).map(({ sources }) => sources[0]?.path)).toEqual([
    'lj.txt',
    'ao3.html',
  ])
  expect((await archive.versionsOf(id))[1]?.best).toContain('you chose it')
})

test('what a person said of a story counts before and after it is joined', async () => {
  const [id] = (await importFiles([journal])) as [string]
  await archive.correctFields([id], { title: 'Lamplight' })
  await importFiles([journal, ao3])
  expect((await onlyWork()).fields.title).toBe('Lamplight')
  await archive.undo()
  expect((await onlyWork()).fields.title).toBe('Lamplight')
})

test('an import cut short while comparing is compared by the next one', async () => {
  await importFiles([journal, ao3], { settled: false })
  expect(await shown()).toHaveLength(2)
  await importFiles([journal, ao3])
  await onlyWork()
})

test('doubts another source settles are no doubts', async () => {
  const doubtful: TestFile = {
    path: 'untitled.txt',
    works: {
      title: 'It was raining',
      chapters: [STORY],
      evidence: {
        title: [
          {
            value: 'It was raining',
            from: 'untitled.txt',
            span: null,
            rule: 'title/opening-words',
            confidence: 0.4,
            chosen: true,
          },
        ],
      },
      looks: [lookAt('title', 'title/opening-words')],
    },
  }
  await importFiles([doubtful])
  expect((await onlyWork()).needsALook).toBe(true)
  await importFiles([doubtful, ao3])
  expect(await onlyWork()).toMatchObject({ needsALook: false, fields: { title: 'The Lamp' } })
})

test('three of one story are one, and one of them can be parted', async () => {
  const third: TestFile = { path: 'ffn.html', works: { title: 'Lamp', chapters: [withEdits(STORY, 0.015)] } }
  await importFiles([journal, ao3, third])
  const { id } = await onlyWork()
  const versions = await archive.versionsOf(id)
  expect(versions).toHaveLength(3)
  const parted = versions.find(({ sources }) => sources[0]?.path === 'ffn.html')?.id as string
  await archive.partVersion(id, parted)
  await importFiles([journal, { ...ao3, content: 'touched' }, third])
  expect((await shown()).map(({ sources }) => sources.length).sort()).toEqual([1, 2])
})
