import fc from 'fast-check'
import { expect, test } from 'vitest'
import { recoverFiles } from '../../../test/builders/open-container.ts'
import { asHtml, asLines, OWN_STORIES, type OwnStory } from '../../../test/builders/own-stories.ts'
import { plainChapter } from '../../story/plain-text.ts'
import { readArchiveDb } from './automated-archive/archive-db.ts'

const DB = `%FILES = (

	12 => {
		Author => 'Tidewrack',
		Category => 'Slash, Angst',
		Email => 'private@example.com',
		FileType => 'html',
		Location => '1/lamp',
		Pairing => 'M/J',
		PrintTime => '02/26/00',
		Rating => 'PG-13',
		Summary => 'Who turned it down? It's not what you think,
and he said 'wait'.',
		Title => 'The Keeper&#39;s Lamp',
	},
	13 => {
		Author => 'b. quill',
		FileType => 'txt',
		Location => '1/rows',
		Title => 'Rows',
		OptionalWarnings => 'none',
		Date => '951523200',
	},
	14 => { Author => 'x', Title => 'Away', LocationURL => 'http://example.com/away.html' },
	15 => { Author => 'Pavel', Title => 'Nowhere', Location => '2/nowhere', FileType => 'html' },
	16 => { Author => 'Oskar', Title => 'Post', Category => 'The Sentinel, Gen', Location => '2/post', FileType => 'html' },
	17 => { Author => 'Anders', Title => 'The Last Train', Category => 'Missing Scene, First Time, Drama', Location => '2/train', FileType => 'html' },
);
1;
`

const page = (title: string, author: string, story: OwnStory) =>
  `<html><head><title>${title}</title></head><body><h2>The Harbour Archive</h2><p>Your home for stories of the sea since 1998</p><hr><h1>${title}</h1><p>by ${author}</p><hr>${asHtml(story)}<hr><p>Write to the keeper of the archive</p><p>This story archived at http://harbour.example.com/</p></body></html>`

const FILES = {
  'site/ARCHIVE_DB.pl': DB,
  'site/archive/1/lamp.html': page('The Keeper&#39;s Lamp', 'Tidewrack', 'lighthouse'),
  'site/archive/1/rows.txt': `Title: Rows\nAuthor: b. quill\nFandom: Walled Gardens\nRating: G\n\n${asLines('garden')}\n`,
  'site/archive/2/post.html': page('Post', 'Oskar', 'chess'),
  'site/archive/2/train.html': page('The Last Train', 'Anders', 'station'),
}

test("stories are read from the files the database names, without the archive's own lines", async () => {
  const { works, skipped, refused, takes } = await recoverFiles(FILES, 'site/ARCHIVE_DB.pl')
  expect(works.map(({ fields }) => [fields.title, fields.authors])).toEqual([
    ["The Keeper's Lamp", ['Tidewrack']],
    ['Rows', ['b. quill']],
    ['Post', ['Oskar']],
    ['The Last Train', ['Anders']],
  ])
  expect(plainChapter(works[0]?.chapters[0]?.html ?? '').text).toBe(OWN_STORIES.lighthouse.join('\n\n'))
  expect(works[0]?.fields).toMatchObject({
    rating: 'teen',
    categories: ['m/m'],
    tags: ['Angst'],
    relationships: ['M/J'],
    published: '2000-02-26',
    notesBefore: null,
    notesAfter: null,
  })
  expect(plainChapter(works[0]?.fields.summary ?? '').text).toContain("It's not what you think")
  expect(skipped.map(({ reason }) => reason)).toEqual([
    expect.stringContaining('http://example.com/away.html'),
  ])
  expect(refused.map(({ code, reason }) => [code, reason])).toEqual([
    ['read/no-text', expect.stringContaining('archive/2/nowhere.html')],
  ])
  expect(takes).toContain('site/archive/1/rows.txt')
  expect(JSON.stringify(works)).not.toContain('private@')
})

test("what only the writer's own header says is taken from it", async () => {
  const { works } = await recoverFiles(FILES, 'site/ARCHIVE_DB.pl')
  const rows = works.find(({ fields }) => fields.title === 'Rows')
  expect(rows?.fields).toMatchObject({
    fandoms: ['Walled Gardens'],
    rating: 'general',
    warnings: ['none-apply'],
    published: '2000-02-26',
  })
  expect(plainChapter(rows?.chapters[0]?.html ?? '').text).toBe(OWN_STORIES.garden.join('\n\n'))
})

test('a category that names a show is a fandom, one that names a kind of story is a tag', async () => {
  const { works } = await recoverFiles(FILES, 'site/ARCHIVE_DB.pl')
  const fieldsOf = (title: string) => works.find(({ fields }) => fields.title === title)?.fields
  expect(fieldsOf('Post')).toMatchObject({ fandoms: ['The Sentinel'], categories: ['gen'], tags: [] })
  expect(fieldsOf('The Last Train')).toMatchObject({
    fandoms: [],
    tags: ['Missing Scene', 'First Time', 'Drama'],
  })
})

test('values with quotes, line ends and brackets come back as written', () => {
  const word = fc.stringMatching(/^[a-zA-Z'"\n ,{}()=]{0,20}[a-z]$/)
  fc.assert(
    fc.property(fc.array(fc.tuple(word, word), { minLength: 1, maxLength: 5 }), (pairs) => {
      const text = pairs
        .map(
          ([a, b], id) =>
            `\t${id} => {\n\t\tTitle => '${a.replaceAll("'", "\\'")}',\n\t\tSummary => '${b}',\n\t},\n`,
        )
        .join('')
      const tricky = pairs.some((pair) =>
        pair.some((value) => /'\s*,?\s*(?:['"]?[A-Za-z]\w*['"]?\s*=>|\}|$)/.test(value)),
      )
      if (tricky) return
      expect(
        readArchiveDb(`%FILES = (\n\n${text});\n1;`).map(({ fields }) => [
          fields.get('title'),
          fields.get('summary'),
        ]),
      ).toEqual(pairs)
    }),
  )
})

test('changed databases neither hang nor throw', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(DB.length), fc.constantFrom("'", '{', '}', '=>', ',', '')), { maxLength: 6 }),
      (changes) => {
        let text = DB
        for (const [at, put] of changes) text = text.slice(0, at) + put + text.slice(at + 3)
        readArchiveDb(text)
      },
    ),
  )
})
