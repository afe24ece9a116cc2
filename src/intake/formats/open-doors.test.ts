import { expect, test } from 'vitest'
import { recoverFiles } from '../../../test/builders/open-container.ts'
import { asHtml, asLines, OWN_STORIES } from '../../../test/builders/own-stories.ts'
import { type Cell, sqlDump } from '../../../test/builders/sql-dump.ts'
import { plainChapter } from '../../story/plain-text.ts'

const textOf = (html: string | undefined) => plainChapter(html ?? '').text

const TABLES: Record<string, Record<string, Cell>[]> = {
  authors: [
    { id: 1, name: 'Tidewrack', email: 'private@example.com', imported: 0, do_not_import: 0, to_delete: 0 },
    { id: 2, name: 'b. quill', email: '', imported: 0, do_not_import: 0, to_delete: 0 },
    { id: 3, name: 'Gone Away', email: '', imported: 0, do_not_import: 1, to_delete: 0 },
  ],
  chapters: [
    {
      id: 9,
      position: 2,
      title: 'Chapter 2',
      text: `${asHtml('bakery')}\n\n\n<hr>\nThanks for reading.`,
      date: null,
      story_id: 7,
      notes: '',
      url: '',
    },
    {
      id: 11,
      position: 1,
      title: 'The Stairs',
      text: asHtml('lighthouse'),
      date: null,
      story_id: 7,
      notes: 'An old one.',
      url: '',
    },
    { id: 12, position: 1, title: '', text: asHtml('radio'), date: null, story_id: 8, notes: '', url: '' },
    { id: 13, position: 1, title: '', text: asHtml('chess'), date: null, story_id: 10, notes: '', url: '' },
  ],
  item_authors: [
    { id: 1, author_id: 1, item_id: 7, item_type: 'story' },
    { id: 2, author_id: 2, item_id: 7, item_type: 'story' },
    { id: 3, author_id: 3, item_id: 8, item_type: 'story' },
    { id: 4, author_id: 2, item_id: 10, item_type: 'story' },
  ],
  item_tags: [
    { id: 1, item_id: 7, item_type: 'story', tag_id: 5 },
    { id: 2, item_id: 7, item_type: 'story', tag_id: 6 },
    { id: 3, item_id: 7, item_type: 'story', tag_id: 7 },
  ],
  stories: [
    {
      id: 7,
      title: 'The Keeper&#39;s Lamp',
      summary: 'A lamp, a match.',
      notes: '',
      rating: 'Teen And Up Audiences',
      date: '2003-05-06 00:00:00',
      updated: null,
      categories: 'M/M',
      tags: 'Angst, Hurt/Comfort',
      warnings: '',
      fandoms: 'Harbour Lights',
      characters: 'Maren, Jonah',
      relationships: 'Maren/Jonah',
      language_code: 'en',
      url: '',
      imported: 0,
      do_not_import: 0,
    },
    {
      id: 8,
      title: 'Taken Down',
      summary: '',
      notes: '',
      rating: '',
      date: null,
      updated: null,
      categories: '',
      tags: '',
      warnings: '',
      fandoms: '',
      characters: '',
      relationships: '',
      language_code: 'en',
      url: '',
      imported: 0,
      do_not_import: 0,
    },
    {
      id: 10,
      title: 'Left Out',
      summary: '',
      notes: '',
      rating: '',
      date: null,
      updated: null,
      categories: '',
      tags: '',
      warnings: '',
      fandoms: '',
      characters: '',
      relationships: '',
      language_code: 'en',
      url: '',
      imported: 0,
      do_not_import: 1,
    },
  ],
  story_links: [{ id: 1, title: 'Away', url: 'http://example.com/away', do_not_import: 0, broken_link: 1 }],
  tags: [
    {
      id: 5,
      original_tag: 'Humour',
      original_type: 'genres',
      ao3_tag: 'Humor, Fluff',
      ao3_tag_type: 'Freeform, Freeform',
    },
    { id: 6, original_tag: 'Character Death', original_type: 'warnings', ao3_tag: '', ao3_tag_type: '' },
    { id: 7, original_tag: 'R', original_type: 'rating', ao3_tag: 'Mature', ao3_tag_type: 'Rating' },
  ],
}

const dump = () =>
  sqlDump(
    'mysqldump',
    Object.entries(TABLES).map(([name, rows]) => ({
      name,
      columns: Object.fromEntries(Object.keys(rows[0] ?? {}).map((column) => [column, 'text'])),
      rows: rows.map((row) => Object.values(row)),
    })),
  )

function csv(rows: Record<string, Cell>[]): string {
  const quoted = (cell: Cell) => `"${String(cell ?? '').replaceAll('"', '""')}"`
  const lines = [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))]
  return `\ufeff${lines.map((line) => line.map(quoted).join(',')).join('\r\n')}\r\n`
}

const csvFiles = () =>
  Object.fromEntries(Object.entries(TABLES).map(([name, rows]) => [`od_${name}.csv`, csv(rows)]))

test.each([
  ['SQL', 'od.sql', () => ({ 'od.sql': dump() })],
  ['CSV files', 'od_stories.csv', csvFiles],
  ['JSON', 'od.json', () => ({ 'od.json': JSON.stringify(TABLES) })],
] as const)('tables in %s give stories with writers, tags and chapters in order', async (_, name, files) => {
  const { works, skipped, takes } = await recoverFiles(files(), name)
  expect(works.map(({ fields }) => fields.title)).toEqual(["The Keeper's Lamp"])
  expect(works[0]?.fields).toMatchObject({
    authors: ['Tidewrack', 'b. quill'],
    fandoms: ['Harbour Lights'],
    rating: 'mature',
    warnings: ['major-character-death'],
    categories: ['m/m'],
    relationships: ['Maren/Jonah'],
    characters: ['Maren', 'Jonah'],
    tags: ['Angst', 'Hurt/Comfort', 'Humor', 'Fluff'],
    language: 'en',
    published: '2003-05-06',
  })
  expect(works[0]?.chapters.map(({ title }) => title)).toEqual(['The Stairs', null])
  expect(textOf(works[0]?.chapters[1]?.html)).toBe(OWN_STORIES.bakery.join('\n\n'))
  expect(textOf(works[0]?.chapters[1]?.notesAfter ?? works[0]?.fields.notesAfter ?? '')).toBe(
    'Thanks for reading.',
  )
  expect(skipped.map(({ reason }) => reason)).toEqual([
    expect.stringContaining('Taken Down'),
    expect.stringContaining('Left Out'),
    ...(name === 'od_stories.csv' || name === 'od.sql' || name === 'od.json'
      ? [expect.stringContaining('example.com')]
      : []),
  ])
  expect(JSON.stringify(works)).not.toContain('private@')
  if (name.endsWith('.csv')) expect(takes).toContain('od_chapters.csv')
})

test('what the import of AO3 takes is read where the texts lie beside it', async () => {
  const works = [
    {
      id: '1',
      title: 'Rows',
      fandoms: 'Original Work',
      rating: 'General Audiences',
      additional_tags: 'Ghosts, Spades',
      chapter_urls: ['http://old.example.com/stories/4/12.html', 'http://old.example.com/stories/4/13.html'],
      external_author_name: 'B. Quill',
      external_author_email: 'private@example.com',
    },
    {
      id: '2',
      title: 'Away',
      chapter_urls: ['http://old.example.com/9.html'],
      external_author_name: 'B. Quill',
    },
  ]
  const found = await recoverFiles(
    {
      'import.json': JSON.stringify({ archivist: 'x', works }),
      'stories/4/12.html': asHtml('garden'),
      'stories/4/13.html': asHtml('radio'),
    },
    'import.json',
  )
  expect(found.works).toHaveLength(1)
  expect(found.works[0]?.fields).toMatchObject({
    title: 'Rows',
    authors: ['B. Quill'],
    tags: ['Ghosts', 'Spades'],
    rating: 'general',
  })
  expect(found.works[0]?.chapters).toHaveLength(2)
  expect(found.takes).toEqual(['stories/4/12.html', 'stories/4/13.html'])
  expect(found.refused.map(({ code }) => code)).toEqual(['read/no-text'])
})

test("the temporary site's stories hold their chapters; one of two writers is read once", async () => {
  const story = {
    id: 3,
    title: 'Post',
    author: { name: 'Oskar' },
    coauthor: { name: 'Ilse' },
    summary: 'Nineteen years.',
    chapters: [
      { id: 2, title: 'Chapter 2', position: 2, text: asHtml('radio') },
      { id: 1, title: 'Cards', position: 1, text: asLines('chess') },
    ],
  }
  const { works } = await recoverFiles(
    { 'a.json': JSON.stringify([{ stories: { 3: story } }, { stories: { 3: story } }]) },
    'a.json',
  )
  expect(works).toHaveLength(1)
  expect(works[0]?.fields).toMatchObject({ title: 'Post', authors: ['Oskar', 'Ilse'] })
  expect(works[0]?.chapters.map(({ title }) => title)).toEqual(['Cards', null])
})

const LIST = [
  {
    'Story ID': 4,
    Title: 'Rows',
    Summary: 'Beans.',
    Creator: 'b. quill',
    'Creator Email': 'x@example.com',
    'Import status': '',
  },
  {
    'Story ID': 4,
    Title: 'Rows',
    Summary: 'Beans.',
    Creator: 'Tidewrack',
    'Creator Email': 'x@example.com',
    'Import status': '',
  },
  {
    'Story ID': 5,
    Title: 'The Last Train',
    Summary: '',
    Creator: 'Anders',
    'Creator Email': '',
    'Import status': '',
  },
]

test('a list of authors with stories is refused without texts, and joined with those beside it', async () => {
  const name = 'Archive - authors with stories.csv'
  await expect(recoverFiles({ [name]: csv(LIST) }, name)).rejects.toMatchObject({ code: 'read/no-text' })
  const { works, takes } = await recoverFiles(
    {
      [name]: csv(LIST),
      'texts/4.html': asHtml('garden'),
      'texts/last_train.txt': 'x',
      'texts/The Last Train.txt': asLines('station'),
    },
    name,
  )
  expect(works.map(({ fields }) => [fields.title, fields.authors])).toEqual([
    ['Rows', ['b. quill', 'Tidewrack']],
    ['The Last Train', ['Anders']],
  ])
  expect(takes).toEqual(['texts/4.html', 'texts/The Last Train.txt'])
})

test('tables and data without stories are refused by what they are', async () => {
  const tags = csv([{ 'Original Tag ID': 1, 'Original Tag': 'Angst', 'Original Tag Type': 'genre' }])
  await expect(recoverFiles({ 'tags list.csv': tags }, 'tags list.csv')).rejects.toMatchObject({
    code: 'read/no-stories',
  })
  await expect(recoverFiles({ 'a.csv': 'a,b\n1,2\n' }, 'a.csv')).rejects.toMatchObject({
    code: 'read/no-stories',
  })
  await expect(recoverFiles({ 'a.json': '{"name":"x"}' }, 'a.json')).rejects.toMatchObject({
    code: 'read/no-stories',
  })
  await expect(recoverFiles({ 'a.json': '{"stories":[{"ti' }, 'a.json')).rejects.toMatchObject({
    code: 'read/damaged-json',
  })
})
