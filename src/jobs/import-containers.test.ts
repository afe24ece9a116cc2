import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { openTestLibrary, type TestLibrary } from '../../test/builders/library.ts'
import { dryRun } from './dry-run.ts'
import { importSources } from './import-sources.ts'
import { originalOfMember } from './kept-members.ts'
import { openReadPool } from './read-pool.ts'
import { readKeptSource, recoverAgain } from './recover-again.ts'

const scratch = mkdtempSync(join(tmpdir(), 'fanfold-containers-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

let folder: string
let library: TestLibrary
let count = 0

beforeEach(async () => {
  folder = join(scratch, `${count++}`)
  mkdirSync(folder)
  library = await openTestLibrary()
  return () => library.close()
})

const TALES: Record<string, string> = {
  One: 'The lamp went out, and nobody on the stairs said a word about it until morning.',
  Two: 'Salt had dried on every window of the harbour office when the pilot came back for his coat.',
}
const story = (title: string, more = '') => `Title: ${title}\nAuthor: Ama\n\n${TALES[title]}${more}\n`

function zipOf(files: Record<string, string | Uint8Array>): Uint8Array {
  return zipSync(
    Object.fromEntries(
      Object.entries(files).map(([name, content]) => [
        name,
        typeof content === 'string' ? strToU8(content) : content,
      ]),
    ),
  )
}

const put = (name: string, bytes: Uint8Array | string) => writeFileSync(join(folder, name), bytes)

async function run(paths = [folder]) {
  const report = await importSources({ archive: library.archive, paths })
  const { works } = await library.archive.listWorks({ sort: 'title' })
  return { report, works, titles: works.map((work) => work.fields.title) }
}

test('every file of a zip, and of a zip in it, is read like a file of its own', async () => {
  put(
    'a.zip',
    zipOf({ 'x/one.txt': story('One'), 'b.zip': zipOf({ 'two.txt': story('Two') }), 'c.jpg': 'no' }),
  )
  const { works, report } = await run()
  expect(works.map((work) => [work.fields.title, work.sources[0]?.path])).toEqual([
    ['One', 'a.zip!/x/one.txt'],
    ['Two', 'a.zip!/b.zip!/two.txt'],
  ])
  expect(report.skippedFiles).toEqual([{ file: 'a.zip!/c.jpg', reason: 'a picture' }])
  const { files } = await library.archive.listFiles({})
  expect(files.map((file) => [file.path, file.outcome, file.workIds.length])).toEqual([
    ['a.zip', 'opened', 0],
    ['a.zip!/b.zip', 'opened', 0],
    ['a.zip!/b.zip!/two.txt', 'works', 1],
    ['a.zip!/c.jpg', 'skipped', 0],
    ['a.zip!/x/one.txt', 'works', 1],
  ])
})

test('an unchanged zip is not opened again, a renamed one holds nothing new, a grown one only what is new', async () => {
  put('a.zip', zipOf({ 'one.txt': story('One') }))
  await run()
  expect((await run()).report).toMatchObject({ filesRead: 0, filesUnchanged: 2, filesVanished: 0 })
  renameSync(join(folder, 'a.zip'), join(folder, 'b.zip'))
  const renamed = await run()
  expect(renamed.report).toMatchObject({ worksAdded: 0, filesKnown: 1 })
  expect(renamed.works[0]?.sources.map((source) => source.path)).toEqual(['b.zip!/one.txt'])
  put('b.zip', zipOf({ 'one.txt': story('One'), 'two.txt': story('Two') }))
  const grown = await run()
  expect(grown.report).toMatchObject({ worksAdded: 1, worksRevised: 0 })
  expect(grown.titles).toEqual(['One', 'Two'])
})

test('a member that changed is a new revision of its work, and one that is gone leaves its work', async () => {
  put('a.zip', zipOf({ 'one.txt': story('One'), 'two.txt': story('Two') }))
  await run()
  put('a.zip', zipOf({ 'one.txt': story('One', ' Then it rained.') }))
  const { report, works } = await run()
  expect(report).toMatchObject({ worksAdded: 0, worksRevised: 1, filesVanished: 1 })
  expect(works.map((work) => [work.fields.title, work.revision])).toEqual([
    ['One', 2],
    ['Two', 1],
  ])
})

test('a file that also stands in a zip is one work with two sources', async () => {
  put('a.zip', zipOf({ 'one.txt': story('One') }))
  put('one.txt', story('One'))
  const { works } = await run()
  expect(works.map((work) => work.sources.map((source) => source.path))).toEqual([
    ['a.zip!/one.txt', 'one.txt'],
  ])
})

test('a zip named by itself knows its members again', async () => {
  put('a.zip', zipOf({ 'one.txt': story('One') }))
  const path = join(folder, 'a.zip')
  await run([path])
  expect((await run([path])).report).toMatchObject({ filesUnchanged: 2 })
  put('a.zip', zipOf({ 'two.txt': story('Two') }))
  expect((await run([path])).report).toMatchObject({ worksAdded: 1, filesVanished: 1 })
})

test('the bytes of a member can be had again, and its borders be put right', async () => {
  put('a.zip', zipOf({ 'b.zip': zipOf({ 'one.txt': story('One', '\n\nThe end of it.') }) }))
  const { works } = await run()
  const [work] = works
  const [source] = work?.sources ?? []
  if (work === undefined || source === undefined) throw new Error('no work')
  const bytes = await originalOfMember(library, source)
  expect(Buffer.from(bytes ?? []).toString()).toBe(story('One', '\n\nThe end of it.'))
  const document = await readKeptSource(library, work.id, source.path)
  expect(document?.path).toBe(source.path)
  const offset = document?.text.indexOf('The end of it') ?? 0
  await recoverAgain(library, work.id, [
    { path: source.path, borders: { storyEnd: { offset, quote: 'The end of it.' } } },
  ])
  const [chapter] = await library.archive.getChapters(work.id)
  expect(chapter?.html).not.toContain('The end of it')
  put('a.zip', zipOf({ 'b.zip': zipOf({ 'one.txt': story('One', ' Rain.\n\nThe end of it.') }) }))
  await run()
  expect((await library.archive.getChapters(work.id))[0]?.html).not.toContain('The end of it')
})

test('a damaged zip is refused by name, and its neighbours are read', async () => {
  put('a.zip', zipOf({ 'one.txt': story('One') }).subarray(0, 60))
  put('b.txt', story('Two'))
  const { report, titles } = await run()
  expect(report.refusals).toMatchObject([{ file: 'a.zip', code: 'read/broken-zip' }])
  expect(titles).toEqual(['Two'])
})

test('what is removed from a zip stays removed when the zip grows', async () => {
  put('a.zip', zipOf({ 'one.txt': story('One') }))
  const { works } = await run()
  await library.archive.removeWorks([works[0]?.id as string], { withSources: false })
  put('a.zip', zipOf({ 'one.txt': story('One'), 'two.txt': story('Two') }))
  expect((await run()).titles).toEqual(['Two'])
  await library.archive.undo()
  await library.archive.undo()
  expect((await library.archive.listWorks({})).works.map((work) => work.fields.title)).toEqual(['One'])
})

const post = (title: string, subject = `FIC: ${title}`) =>
  `From a@example.org Sat Mar  4 10:11:12 2000\nFrom: Ama <a@example.org>\nSubject: ${subject}\nMessage-ID: <${subject}@x>\n\n${story(title)}\n`
const reply = `From b@example.org Sat Mar  4 10:11:12 2000\nFrom: b@example.org\nSubject: Re: FIC: One\nMessage-ID: <r@x>\n\n> The lamp went out\n\nLovely!\n\n`

test('a mailbox grown by a story and an answer gives one new work, and each message can be had by itself', async () => {
  put('list.mbox', post('One'))
  await run()
  put('list.mbox', post('One') + reply + post('Two'))
  const { report, works } = await run()
  expect(report).toMatchObject({ worksAdded: 1, worksRevised: 0, filesKnown: 1, refused: 0 })
  expect(report.skippedFiles.map(({ reason }) => reason)).toEqual(['a reply'])
  const [source] = works[1]?.sources ?? []
  const bytes = source && (await originalOfMember(library, source))
  expect(Buffer.from(bytes ?? []).toString()).toContain('Subject: FIC: Two')
  const document = await readKeptSource(library, works[1]?.id as string, source?.path as string)
  expect(document?.text).toContain('Salt had dried')
})

test('of a mailbox that grew only the new messages are read', async () => {
  put('list.mbox', post('One'))
  await run()
  put('list.mbox', post('One') + post('Two'))
  const pool = openReadPool()
  const asked: string[] = []
  await importSources({
    archive: library.archive,
    paths: [folder],
    pool: {
      ...pool,
      read(task) {
        asked.push(...task.files.map(({ file }) => file.path))
        return pool.read(task)
      },
    },
  })
  await pool.close()
  expect(asked).toHaveLength(1)
  expect(asked[0]).toMatch(/Two|2/)
})

test('a dry run tells of members and stores nothing', async () => {
  put('a.zip', zipOf({ 'one.txt': story('One'), 'p.png': 'x' }))
  const told: string[] = []
  await dryRun({
    paths: [folder],
    onWork: (work) => void told.push(work.sources[0]?.path as string),
    onRefused: ({ file }) => told.push(`refused ${file}`),
    onSkipped: ({ file }) => told.push(`skipped ${file}`),
  })
  expect(told).toEqual(['a.zip!/one.txt', 'skipped a.zip!/p.png'])
})
