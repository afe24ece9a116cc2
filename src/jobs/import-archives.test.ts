import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { efictionTables, type SiteRows } from '../../test/builders/efiction-site.ts'
import { openTestLibrary, type TestLibrary } from '../../test/builders/library.ts'
import { asHtml, asLines } from '../../test/builders/own-stories.ts'
import { sqlDump } from '../../test/builders/sql-dump.ts'
import { backUp, restore } from '../archive/backup.ts'
import { readReviews } from '../archive/works/reviews.ts'
import { openDatabase } from '../storage/database.ts'
import { importSources } from './import-sources.ts'

const scratch = mkdtempSync(join(tmpdir(), 'fanfold-archives-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

let folder: string
let library: TestLibrary
let count = 0

beforeEach(async () => {
  folder = join(scratch, `${count++}`)
  library = await openTestLibrary()
  return () => library.close()
})

const SITE: SiteRows = {
  authors: [{ uid: 2, penname: 'Tidewrack' }],
  settings: [{ sitename: 'Harbour Lights', storiespath: 'stories' }],
  stories: [
    { sid: 7, title: 'Two Watches', uid: 2, completed: 1 },
    { sid: 8, title: 'Rows', uid: 2, completed: 1 },
    { sid: 9, title: 'A Draft', uid: 2, validated: '0' },
  ],
  chapters: [
    { chapid: 70, sid: 7, uid: 2, inorder: 1 },
    { chapid: 71, sid: 7, uid: 2, inorder: 2 },
    { chapid: 80, sid: 8, uid: 2, inorder: 1 },
    { chapid: 90, sid: 9, uid: 2, inorder: 1 },
  ],
  reviews: [
    { reviewid: 1, item: 7, chapid: 70, reviewer: 'Ann', review: 'More!', rating: 9 },
    { reviewid: 2, item: 8, chapid: 80, reviewer: 'Bo', uid: 3, review: 'Beans.', rating: 0 },
  ],
}
const dumpOf = (rows: SiteRows) => sqlDump('mysqldump', efictionTables(rows))

function put(name: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true })
  writeFileSync(join(folder, name), content)
}

function putSite(): void {
  put('site/backup.sql', dumpOf(SITE))
  put('site/stories/2/70.txt', asLines('lighthouse'))
  put('site/stories/2/71.txt', asHtml('bakery'))
  put('site/stories/2/80.txt', asLines('garden'))
  put('site/stories/2/90.txt', asLines('radio'))
  put('another.txt', asLines('chess'))
}

async function run() {
  const report = await importSources({ archive: library.archive, paths: [folder] })
  const { works } = await library.archive.listWorks({ sort: 'title' })
  return { report, works }
}

async function reviewsOf(id: string | undefined, libraryDir = library.libraryDir) {
  const db = await openDatabase(libraryDir, { readOnly: true })
  try {
    return (await readReviews({ db }, id ?? '')).map(({ reviewer, text }) => `${reviewer}: ${text}`)
  } finally {
    await db.destroy()
  }
}

test('a dump and its story folder become works; the files in the folder are none of their own', async () => {
  putSite()
  const { works, report } = await run()
  expect(works.map(({ fields, chapters, sources }) => [fields.title, chapters, sources[0]?.path])).toEqual([
    ['another', 1, 'another.txt'],
    ['Rows', 1, 'site/backup.sql!/story/8'],
    ['Two Watches', 2, 'site/backup.sql!/story/7'],
  ])
  expect(report.skippedFiles).toContainEqual({
    file: 'site/backup.sql!/story/9',
    reason: expect.stringContaining('A Draft'),
  })
  expect(report.skippedFiles).toContainEqual({ file: 'site/stories/2/70.txt', reason: 'part of backup.sql' })
  expect(report.refused).toBe(0)
  expect(await reviewsOf(works[2]?.id)).toEqual(['Ann: <p>More!</p>'])
})

test('looked at again nothing is new; a chapter that changed revises its story alone', async () => {
  putSite()
  await run()
  expect((await run()).report).toMatchObject({ worksAdded: 0, worksRevised: 0 })
  put('site/stories/2/71.txt', `${asHtml('bakery')}<p>The cat came home on Thursday.</p>`)
  const { report, works } = await run()
  expect(report).toMatchObject({ worksAdded: 0, worksRevised: 1 })
  expect(works.map(({ revision }) => revision)).toEqual([1, 1, 2])
  const chapters = await library.archive.getChapters(works[2]?.id ?? '')
  expect(chapters[1]?.html).toContain('The cat came home')
})

test('what is taken back takes its reviews along; a new dump brings its own', async () => {
  putSite()
  const { works } = await run()
  const id = works[2]?.id
  const more = [
    ...(SITE.reviews ?? []),
    { reviewid: 3, item: 7, chapid: 71, reviewer: 'Cy', review: 'And now?' },
  ]
  put('site/backup.sql', dumpOf({ ...SITE, reviews: more }))
  expect((await run()).report).toMatchObject({ worksAdded: 0, worksRevised: 1 })
  expect(await reviewsOf(id)).toEqual(['Ann: <p>More!</p>', 'Cy: <p>And now?</p>'])
  await library.archive.undo()
  expect(await reviewsOf(id)).toEqual(['Ann: <p>More!</p>'])
  await library.archive.undo()
  expect((await library.archive.listWorks({})).total).toBe(0)
  const again = await run()
  expect(await reviewsOf(again.works[2]?.id)).toEqual(['Ann: <p>More!</p>', 'Cy: <p>And now?</p>'])
})

test('a backup holds the reviews, and works that are joined have those of both', async () => {
  putSite()
  const { works } = await run()
  const joined = await library.archive.joinWorks([works[2]?.id ?? '', works[1]?.id ?? ''])
  expect(await reviewsOf(joined)).toEqual(['Ann: <p>More!</p>', 'Bo: <p>Beans.</p>'])
  await library.archive.undo()
  expect(await reviewsOf(works[1]?.id)).toEqual(['Bo: <p>Beans.</p>'])
  const file = join(folder, 'backup.tar.gz')
  await backUp(library.libraryDir, file)
  const restored = join(folder, 'restored')
  await restore(file, restored)
  expect(await reviewsOf(works[2]?.id, restored)).toEqual(['Ann: <p>More!</p>'])
})

test('an archive in a zip is read the same, its story files with it', async () => {
  const files = {
    'site/backup.sql': dumpOf(SITE),
    'site/www/stories/2/70.txt': asLines('lighthouse'),
    'site/www/stories/2/71.txt': asHtml('bakery'),
    'site/www/stories/2/80.txt': asLines('garden'),
    'site/www/stories/2/90.txt': asLines('radio'),
    'site/www/stories/2/99.txt': asLines('chess'),
  }
  put(
    'a.zip',
    zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))),
  )
  const { works, report } = await run()
  expect(works.map(({ fields, chapters }) => [fields.title, chapters])).toEqual([
    ['Rows', 1],
    ['Two Watches', 2],
  ])
  // The file no row knows is told of, and neither it nor the draft is a story.
  expect(report.refused).toBe(1)
})
