import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RefusedFile } from '../errors.ts'
import { DEFAULT_LIMITS } from './formats/format.ts'
import { furnitureReason, readSource } from './read-source.ts'
import { extensionOf, stemOf } from './stem.ts'

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))
const read = (path: string, text: string) =>
  readSource({ path, bytes: bytesOf(text), limits: DEFAULT_LIMITS })
const refusal = (path: string, text: string) =>
  read(path, text).then(
    () => null,
    (error: RefusedFile) => error,
  )

describe('formats', () => {
  test.each([
    ['story.txt', 'Once upon a time.', 'text'],
    ['story', 'Once upon a time.', 'text'],
    ['story.htm', 'Once upon a time.', 'text'],
    ['story.txt', '<html><body><p>Once</p></body></html>', 'html/generic'],
    ['story.doc', '<p>Once</p><p>upon</p>', 'html/generic'],
    ['story.doc', '{\\rtf1\\ansi Once}', 'rtf'],
    ['story.txt', '\n{\\rtf1\\ansi Once}', 'rtf'],
    ['story.rtf', 'Once upon a time.', 'text'],
    ['story.docx', '{\\rtf1\\ansi Once}', 'rtf'],
    ['story.md', '# Once', 'markdown'],
    ['story.txt', '# Once\n\n*upon* a time', 'text'],
    ['story.txt', '---\ntitle: Once\nauthor: A\n---\n\nUpon a time.', 'markdown'],
    ['story.md', '<html><body><p>Once</p></body></html>', 'html/generic'],
    [
      'story.fodt',
      '<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><text:p>Once</text:p></office:body></office:document>',
      'odt',
    ],
    ['story.txt', `${'Title: Once\n\n'.repeat(5)}<p>Once</p><p>upon</p>`, 'html/generic'],
  ])('%s with %j is read as %s', async (path, content, format) => {
    expect((await read(path, content)).map((document) => document.format)).toEqual([format])
  })

  test.each([
    ['a.zip', 'PK\x03\x04..', '.zip'],
    ['a.msg', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', '.msg'],
    ['a.lit', 'ITOLITLS', '.lit'],
    ['a.sql', 'CREATE TABLE x', '.sql'],
    ['a.txt', '-- dump\nINSERT INTO stories VALUES (1)', '.sql'],
  ])('%s is named as %s, not read yet', async (path, content, extension) => {
    const error = await refusal(path, content)
    expect(error).toMatchObject({ code: 'read/not-yet' })
    expect(error?.message).toMatch(`not read yet: ${extension} (`)
  })

  test.each([
    ['nothing', '', 'read/empty'],
    ['white space', ' \n\t\n', 'read/empty'],
    ['a picture', '\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\x02\x03\x04\x05\x06', 'read/not-text'],
  ])('%s in a .txt is refused', async (_, content, code) => {
    expect(await refusal('a.txt', content)).toMatchObject({ code })
  })

  test('a text with stray NULs is a text', async () => {
    expect((await read('a.txt', 'Once upon a \0 time.\0\0\0'))[0]?.text).toBe('Once upon a  time.')
  })

  test('any bytes under any name are read or refused', async () => {
    const name = fc.constantFrom(
      'a.txt',
      'a.html',
      'a.epub',
      'a.doc',
      'a.docx',
      'a.odt',
      'a.md',
      'a.rtf',
      'a',
      'index.html',
    )
    await fc.assert(
      fc.asyncProperty(name, fc.uint8Array({ maxLength: 300 }), async (path, bytes) => {
        try {
          await readSource({ path, bytes, limits: DEFAULT_LIMITS })
        } catch (error) {
          expect(error).toBeInstanceOf(RefusedFile)
        }
      }),
    )
  })
})

describe('furniture', () => {
  test.each([
    'x/.DS_Store',
    'Thumbs.db',
    'desktop.ini',
    'covers/a.jpg',
    'story_files/inner.html',
    'index.php',
    '~$draft.docx',
    'draft.bak',
    'link.url',
    'songs.m3u',
    '._story.txt',
    'style.css',
    '__MACOSX/story.txt',
  ])('%s is none of our business', (path) => expect(furnitureReason(path)).not.toBeNull())

  test.each(['story.txt', 'index.html', 'my_files.txt', 'a.b.html', 'story', 'The Files/story.txt'])(
    '%s may be a story',
    (path) => expect(furnitureReason(path)).toBeNull(),
  )

  test('an index page of links is skipped, a story under that name is not', async () => {
    const index = `<html><body><h1>My fic</h1>${'<a href="x.html">A story</a> (PG)<br>'.repeat(12)}</body></html>`
    const story = `<html><body><a href="..">Back</a><p>${'Once upon a time. '.repeat(60)}</p></body></html>`
    expect(furnitureReason('index.html', bytesOf(index))).not.toBeNull()
    expect(await read('site/index.html', index)).toEqual([])
    expect(furnitureReason('index.html', bytesOf(story))).toBeNull()
    expect(furnitureReason('a.txt', new Uint8Array())).toBe('an empty file')
  })
})

test('the stem has neither folders nor extension', () => {
  expect(stemOf('a.zip/b/Some Story.txt')).toBe('Some Story')
  expect(stemOf('Mr. Jones')).toBe('Mr. Jones')
  expect(stemOf('story v1.5.html')).toBe('story v1.5')
  expect(extensionOf('A/B.HTML')).toBe('.html')
  expect(extensionOf('.hidden')).toBe('')
})
