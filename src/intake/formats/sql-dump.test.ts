import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { efictionTables, type SiteRows } from '../../../test/builders/efiction-site.ts'
import { recoverFiles } from '../../../test/builders/open-container.ts'
import { asHtml, asLines, OWN_STORIES, smart } from '../../../test/builders/own-stories.ts'
import { DIALECTS, sqlDump } from '../../../test/builders/sql-dump.ts'
import { RefusedFile } from '../../errors.ts'
import { plainChapter } from '../../story/plain-text.ts'

const AUTHORS = [
  { uid: 2, penname: 'Tidewrack' },
  { uid: 3, penname: 'b. quill' },
]
const ONE_STORY: SiteRows = {
  authors: AUTHORS,
  ratings: [{ rid: 3, rating: 'PG-13' }],
  stories: [{ sid: 7, title: "The Keeper's Lamp", uid: 2, rid: '3', completed: 1 }],
  chapters: [{ chapid: 70, sid: 7, uid: 2, inorder: 1, title: 'Chapter 1', storytext: asHtml('lighthouse') }],
}
const dumpOf = (rows: SiteRows, options = {}) => sqlDump('mysqldump', efictionTables(rows, options))
const textOf = (html: string) => plainChapter(html).text

test.each(DIALECTS)('a story in the table is read from a dump by %s', async (dialect) => {
  const { works, refused } = await recoverFiles(
    { 'site.sql': sqlDump(dialect, efictionTables(ONE_STORY)) },
    'site.sql',
  )
  expect(refused).toEqual([])
  expect(works).toHaveLength(1)
  expect(works[0]?.fields).toMatchObject({
    title: "The Keeper's Lamp",
    authors: ['Tidewrack'],
    rating: 'teen',
    status: 'complete',
    published: '2006-03-12',
  })
  expect(works[0]?.chapters.map(({ title, html }) => [title, textOf(html)])).toEqual([
    [null, OWN_STORIES.lighthouse.join('\n\n')],
  ])
  expect(works[0]?.sources[0]?.path).toBe('site.sql!/story/7')
})

test('chapters in files are found in the folder the settings name, each in its own encoding', async () => {
  const rows: SiteRows = {
    ...ONE_STORY,
    settings: [{ sitename: 'Harbour Lights', storiespath: 'storiesef' }],
    chapters: [
      { chapid: 71, sid: 7, uid: 2, inorder: 2, title: 'Zweite Wache' },
      { chapid: 72, sid: 7, uid: 2, inorder: 1, title: "The Keeper's Lamp" },
    ],
  }
  const { works, takes } = await recoverFiles(
    {
      'backup/site.sql': dumpOf(rows),
      'backup/storiesef/2/71.txt': Buffer.from(
        smart(asLines('bakery')).replaceAll('“', '\x93').replaceAll('”', '\x94').replaceAll('’', '\x92'),
        'latin1',
      ),
      'backup/storiesef/2/72.txt': smart(asHtml('lighthouse')),
      'backup/storiesef/2/images/3.jpg': 'x',
      'backup/storiesef/index.php': '<?php',
    },
    'backup/site.sql',
  )
  expect(works[0]?.chapters.map(({ title, html }) => [title, textOf(html)])).toEqual([
    [null, smart(OWN_STORIES.lighthouse.join('\n\n'))],
    ['Zweite Wache', smart(OWN_STORIES.bakery.join('\n\n'))],
  ])
  expect(takes).toEqual(['backup/storiesef/2/72.txt', 'backup/storiesef/2/71.txt'])
})

test('version 1 keeps chapters among the stories, and files in folders named by their writers', async () => {
  const rows: SiteRows = {
    authors: AUTHORS,
    warnings: [{ wid: 1, warning: 'Character Death' }],
    stories: [
      {
        sid: 5,
        psid: 5,
        title: 'Rows',
        chapter: 'Spring',
        inorder: 0,
        uid: 3,
        gid: 'Drama, Humor',
        charid: 'Beatrix',
        wid: 'Character Death',
        rid: 'PG',
        completed: 0,
      },
      { sid: 9, psid: 5, title: 'Rows', chapter: 'Chapter 2', inorder: 1, uid: 3 },
    ],
    reviews: [{ reviewid: 1, sid: 9, psid: 5, reviewer: 'Ann', member: 0, review: 'More!', rating: 9 }],
  }
  const { works, refused } = await recoverFiles(
    {
      'old.sql': dumpOf(rows, { version: 1 }),
      'stories/b. quill/5.txt': asLines('garden'),
      'stories/b. quill/9.txt': asLines('radio'),
    },
    'old.sql',
  )
  expect(refused).toEqual([])
  expect(works).toHaveLength(1)
  expect(works[0]?.fields).toMatchObject({
    title: 'Rows',
    authors: ['b. quill'],
    tags: ['Drama', 'Humor'],
    warnings: ['major-character-death'],
    characters: ['Beatrix'],
    rating: 'general',
    status: 'in-progress',
  })
  expect(works[0]?.chapters.map(({ title }) => title)).toEqual(['Spring', null])
  expect(works[0]?.reviews).toEqual([
    {
      reviewer: 'Ann',
      member: false,
      date: '2006-03-12',
      rating: 9,
      text: '<p>More!</p>',
      chapter: 2,
      response: null,
    },
  ])
})

test('a story that was never published is left out by name, and so is one that is only a link', async () => {
  const rows: SiteRows = {
    ...ONE_STORY,
    stories: [
      ...(ONE_STORY.stories ?? []),
      { sid: 8, title: 'Draft', uid: 2, validated: '0' },
      { sid: 9, title: 'Elsewhere', uid: 2 },
    ],
    chapters: [
      ...(ONE_STORY.chapters ?? []),
      { chapid: 80, sid: 8, uid: 2, storytext: asHtml('radio') },
      {
        chapid: 90,
        sid: 9,
        uid: 2,
        storytext: '<p>Read it <a href="http://example.com/e.html">here</a>.</p>',
      },
    ],
  }
  const { works, skipped } = await recoverFiles({ 'a.sql': dumpOf(rows) }, 'a.sql')
  expect(works.map(({ fields }) => fields.title)).toEqual(["The Keeper's Lamp"])
  expect(skipped.map(({ path }) => path)).toEqual(['a.sql!/story/8', 'a.sql!/story/9'])
  expect(skipped[0]?.reason).toContain('Draft')
  expect(skipped[1]?.reason).toContain('http://example.com/e.html')
})

test('reviews are kept with their answers; addresses, real names and hashes are nowhere', async () => {
  const rows: SiteRows = {
    ...ONE_STORY,
    reviews: [
      {
        reviewid: 1,
        item: 7,
        chapid: 70,
        reviewer: 'b. quill',
        uid: 3,
        review: "I loved it!<br><br><i>Author\\'s Response: Thank you.</i>",
        rating: 10,
        respond: '1',
        date: 1142181830,
      },
      {
        reviewid: 2,
        item: 7,
        chapid: 0,
        reviewer: 'me@example.com',
        uid: 0,
        review: 'Hm',
        rating: -1,
        date: '0000-00-00 00:00:00',
      },
      { reviewid: 3, item: 7, chapid: 70, reviewer: 'x', uid: 4, review: 'No Review', rating: 4 },
      { reviewid: 4, item: 7, reviewer: 'x', review: 'of a series', type: 'SE' },
    ],
  }
  const { works } = await recoverFiles({ 'a.sql': dumpOf(rows) }, 'a.sql')
  expect(works[0]?.reviews).toEqual([
    {
      reviewer: 'b. quill',
      member: true,
      date: '2006-03-12',
      rating: 10,
      text: '<p>I loved it!</p>',
      chapter: 1,
      response: '<p>Thank you.</p>',
    },
    {
      reviewer: null,
      member: false,
      date: null,
      rating: null,
      text: '<p>Hm</p>',
      chapter: null,
      response: null,
    },
    { reviewer: 'x', member: true, date: '2006-03-12', rating: 4, text: '', chapter: 1, response: null },
  ])
  expect(JSON.stringify(works)).not.toMatch(/private@|Secret Realname|5f4dcc/)
})

test('a file without a row and a row without a file are told of', async () => {
  const rows: SiteRows = {
    ...ONE_STORY,
    stories: [...(ONE_STORY.stories ?? []), { sid: 8, title: 'Lost', uid: 3 }],
    chapters: [
      { chapid: 70, sid: 7, uid: 2, inorder: 1 },
      { chapid: 71, sid: 7, uid: 2, inorder: 2, title: 'Gone' },
      { chapid: 80, sid: 8, uid: 3 },
    ],
  }
  const { works, refused, takes } = await recoverFiles(
    { 'a.sql': dumpOf(rows), 'stories/2/70.txt': asLines('chess'), 'stories/2/99.txt': asLines('radio') },
    'a.sql',
  )
  expect(works).toHaveLength(1)
  expect(works[0]?.diagnostics).toContainEqual(expect.objectContaining({ rule: 'efiction/chapter-missing' }))
  expect(refused.map(({ code, path }) => [code, path])).toEqual([
    ['read/no-text', 'a.sql!/story/8'],
    ['read/no-row', 'a.sql!/file/stories/2/99.txt'],
  ])
  expect(refused[0]?.reason).toContain('stories/3/80.txt')
  expect(takes).toContain('stories/2/99.txt')
})

test('a dump of several archives keeps them apart', async () => {
  const other: SiteRows = {
    authors: [{ uid: 2, penname: 'Somebody Else' }],
    stories: [{ sid: 7, title: 'Another', uid: 2 }],
    chapters: [{ chapid: 70, sid: 7, uid: 2 }],
  }
  const dump = sqlDump('phpmyadmin', [
    ...efictionTables(ONE_STORY, { prefix: 'h9_fanfiction_' }),
    ...efictionTables(other, { prefix: 'tw_fanfiction_' }),
  ])
  const { works } = await recoverFiles({ 'a.sql': dump, 'tw/stories/2/70.txt': asLines('chess') }, 'a.sql')
  expect(works.map(({ fields, sources }) => [fields.title, fields.authors[0], sources[0]?.path])).toEqual([
    ["The Keeper's Lamp", 'Tidewrack', 'a.sql!/h9_fanfiction/story/7'],
    ['Another', 'Somebody Else', 'a.sql!/tw_fanfiction/story/7'],
  ])
})

test('slashes left over are taken out, latin1 in place of UTF-8 is put right', async () => {
  const spoiled = Buffer.from('“Václav’s” — café', 'utf8').toString('latin1')
  const rows: SiteRows = {
    ...ONE_STORY,
    authors: [{ uid: 2, penname: 'V\xe1clav' }],
    stories: [{ sid: 7, title: "Don\\\\\\'t", summary: spoiled, uid: 2 }],
    chapters: [{ chapid: 70, sid: 7, uid: 2, storytext: asLines('station').replace(/['"]/g, '\\$&') }],
  }
  const dump = sqlDump('sequel-pro', efictionTables(rows))
  // The penname stands in the dump as one byte, the summary as UTF-8 of what was once read as latin1.
  const bytes = Buffer.concat(
    dump
      .split('\xe1')
      .flatMap((part, index) => [...(index > 0 ? [Buffer.from([0xe1])] : []), Buffer.from(part, 'utf8')]),
  )
  const { works } = await recoverFiles({ 'a.sql': bytes }, 'a.sql')
  expect(works[0]?.fields).toMatchObject({ title: "Don't", authors: ['Václav'] })
  expect(textOf(works[0]?.fields.summary ?? '')).toBe('“Václav’s” — café')
  expect(textOf(works[0]?.chapters[0]?.html ?? '')).toBe(OWN_STORIES.station.join('\n\n'))
})

test('a dump without stories, and one that is none, are refused by what is in them', async () => {
  const dump = sqlDump('mysqldump', [
    { name: 'wp_posts', columns: { id: 'int', post: 'text' }, rows: [[1, 'x']] },
  ])
  await expect(recoverFiles({ 'blog.sql': dump }, 'blog.sql')).rejects.toMatchObject({
    code: 'read/no-stories',
  })
  await expect(recoverFiles({ 'x.sql': 'hello there' }, 'x.sql')).rejects.toMatchObject({
    code: 'read/no-stories',
  })
})

test('a damaged dump gives what can be read, and says so', async () => {
  const dump = dumpOf(ONE_STORY)
  const { works, refused } = await recoverFiles({ 'a.sql': `${dump}\nINSERT INTO x VALUES (9,'cut` }, 'a.sql')
  expect(works).toHaveLength(1)
  expect(refused.map(({ code }) => code)).toContain('read/damaged-rows')
})

test('a gzipped dump and one in UTF-16 are read like any other', async () => {
  const dump = dumpOf(ONE_STORY)
  const packed = await recoverFiles({ 'a.sql.gz': gzipSync(dump) }, 'a.sql.gz')
  expect(packed.works.map(({ fields }) => fields.title)).toEqual(["The Keeper's Lamp"])
  const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(dump, 'utf16le')])
  const { works } = await recoverFiles({ 'a.sql': wide }, 'a.sql')
  expect(works.map(({ fields }) => fields.title)).toEqual(["The Keeper's Lamp"])
})

const TREE: SiteRows = {
  authors: AUTHORS,
  settings: [{ sitename: 'The Harbour Fan Fiction Archive' }],
  categories: [
    { catid: 1, category: 'TV Shows' },
    { catid: 2, category: 'Salt & Iron', parentcatid: 1 },
    { catid: 3, category: 'Season Two', parentcatid: 2 },
    { catid: 4, category: 'Slash', parentcatid: 2 },
    { catid: 5, category: 'Maren/Jonah', parentcatid: 2 },
    { catid: 6, category: 'Original Fiction' },
  ],
  characters: [
    { charid: 1, charname: 'Maren Holt' },
    { charid: 2, charname: 'Jonah' },
  ],
}

test.each([
  ['2', { fandoms: ['Salt & Iron'], tags: [] }],
  ['3', { fandoms: ['Salt & Iron'], tags: ['Season Two'] }],
  ['4', { fandoms: ['Salt & Iron'], categories: ['m/m'] }],
  ['5', { fandoms: ['Salt & Iron'], relationships: ['Maren/Jonah'] }],
  ['6,2', { fandoms: ['Original Fiction', 'Salt & Iron'] }],
] as const)('category %s is what its name and the tree say', async (catid, fields) => {
  const rows = {
    ...ONE_STORY,
    ...TREE,
    stories: [{ sid: 7, title: 'One', uid: 2, catid }],
  }
  const { works } = await recoverFiles({ 'a.sql': dumpOf(rows) }, 'a.sql')
  expect(works[0]?.fields).toMatchObject(fields)
})

test('reviews of version 2 name the story sid and the chapter psid', async () => {
  const tables = efictionTables({ ...ONE_STORY, reviews: [] }).filter(({ name }) => !name.endsWith('reviews'))
  const columns = {
    reviewid: 'int',
    sid: 'int',
    psid: 'int',
    reviewer: 'text',
    member: 'int',
    review: 'text',
  }
  const reviews = { name: 'fanfiction_reviews', columns, rows: [[1, 7, 70, 'Ann', 2, 'More!']] }
  const { works } = await recoverFiles({ 'a.sql': sqlDump('mysqldump', [...tables, reviews]) }, 'a.sql')
  expect(works[0]?.reviews).toEqual([expect.objectContaining({ reviewer: 'Ann', chapter: 1, member: true })])
})

test('changed dumps give works or are refused, whatever is changed', async () => {
  const dump = dumpOf({ ...ONE_STORY, ...TREE, reviews: [{ reviewid: 1, item: 7, review: 'x' }] })
  const change = fc.tuple(
    fc.nat(dump.length),
    fc.constantFrom("'", '(', ')', ',', ';', '`', '\\', '', 'NULL', '-1'),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
      let text = dump
      for (const [at, put] of changes) text = text.slice(0, at) + put + text.slice(at + 2)
      await recoverFiles({ 'a.sql': text }, 'a.sql').catch((error) =>
        expect(error).toBeInstanceOf(RefusedFile),
      )
    }),
    { numRuns: 40 },
  )
})
