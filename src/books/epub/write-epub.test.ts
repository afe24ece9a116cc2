import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EpubCheck } from '@likecoin/epubcheck-ts'
import fc from 'fast-check'
import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { book, fullBook } from '../../../test/builders/book.ts'
import { isInstalled } from '../../../test/external/installed.ts'
import type { Book } from '../book.ts'
import { writeEpub } from './write-epub.ts'

async function files(of: Book): Promise<Record<string, string>> {
  const unzipped = unzipSync(await writeEpub(of))
  return Object.fromEntries(Object.entries(unzipped).map(([name, bytes]) => [name, strFromU8(bytes)]))
}

async function complaints(bytes: Uint8Array): Promise<string[]> {
  const result = await EpubCheck.validate(bytes)
  return result.messages
    .filter((message) => ['fatal', 'error', 'warning'].includes(message.severity))
    .map((message) => `${message.id} ${message.message} ${message.location?.path ?? ''}`)
}

test('the media type comes first and uncompressed', async () => {
  const bytes = await writeEpub(fullBook())
  expect(strFromU8(bytes.subarray(30, 58))).toBe('mimetypeapplication/epub+zip')
})

test('EPUBCheck for EPUB 3.3 has nothing to say of a book with every field', async () => {
  expect(await complaints(await writeEpub(fullBook()))).toEqual([])
})

test('EPUBCheck for EPUB 3.3 has nothing to say of a book with hardly any', async () => {
  expect(await complaints(await writeEpub(book({ title: 'x', chapters: ['One line.'] })))).toEqual([])
})

/** Debian installs the jar itself as the program. */
const EPUBCHECK_JAR = '/usr/bin/epubcheck'

test.skipIf(!isInstalled('java', 'EPUBCheck 4.2.6 (Debian: epubcheck)', EPUBCHECK_JAR))(
  'EPUBCheck 4.2.6 has nothing to say of a book with every field',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'fanfold-epub-'))
    try {
      const file = join(folder, 'full.epub')
      writeFileSync(file, await writeEpub(fullBook()))
      const { status, stdout, stderr } = spawnSync(
        'java',
        ['-jar', EPUBCHECK_JAR, '--failonwarnings', file],
        { encoding: 'utf8' },
      )
      expect({ status, stderr: status === 0 ? '' : stdout + stderr }).toEqual({ status: 0, stderr: '' })
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
  60_000,
)

test.skipIf(!isInstalled('ebook-meta', 'calibre'))(
  'calibre opens it and reads its metadata',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'fanfold-epub-'))
    try {
      const file = join(folder, 'full.epub')
      writeFileSync(file, await writeEpub(fullBook()))
      const { status, stdout } = spawnSync('ebook-meta', [file], { encoding: 'utf8' })
      expect(status).toBe(0)
      expect(stdout).toMatch(/Title\s+: Salt & “Iron” <Part One>/)
      expect(stdout).toContain('quillfeather')
      expect(stdout).toMatch(/Series\s+: Nine Harbours #2/)
      expect(stdout).toMatch(/Languages\s+: eng/)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
  60_000,
)

test('every field stands in the package metadata', async () => {
  const opf = (await files(fullBook()))['EPUB/package.opf'] as string
  for (const line of [
    '<dc:title>Salt &amp; “Iron” &lt;Part One&gt;</dc:title>',
    '<dc:language>en</dc:language>',
    '<meta property="fanfold:rating">teen</meta>',
    '<meta property="fanfold:warning">boats, mostly</meta>',
    '<meta property="fanfold:category">f/f</meta>',
    '<meta property="fanfold:relationship">Imre/Rook</meta>',
    '<meta property="fanfold:gifted-to">Deb</meta>',
    '<meta property="fanfold:declared-words">120</meta>',
    '<meta property="fanfold:status">in-progress</meta>',
    '<meta property="group-position" refines="#series-1">2</meta>',
    '<meta property="schema:accessMode">textual</meta>',
  ]) {
    expect(opf).toContain(line)
  }
})

test('scene breaks, line breaks and emphasis of a chapter survive as XHTML', async () => {
  const chapter = (await files(fullBook()))['EPUB/chapter-1.xhtml']
  expect(chapter).toContain('<em>won’t</em>')
  expect(chapter).toContain('<hr/>')
  expect(chapter).toContain('It held.<br/>For a while.')
  expect(chapter).toContain('<div class="notes chapter-notes-before">')
})

test('the same work gives the same bytes', async () => {
  expect(await writeEpub(fullBook())).toEqual(await writeEpub(fullBook()))
})

test('no title or text, however odd, makes a file that a strict reader refuses', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.string({ unit: 'binary', maxLength: 60 }),
      async (title, author) => {
        const odd = book({ title: title || '?', authors: author ? [author] : [], chapters: ['Text.'] })
        const wrong = (await complaints(await writeEpub(odd))).filter((line) => !/title|creator/i.test(line))
        expect(wrong).toEqual([])
      },
    ),
    { numRuns: 15 },
  )
})
