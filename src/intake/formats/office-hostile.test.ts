/** Files of word processors that are cut off, damaged or made to do harm: read as far as they go, or refused by name. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { RefusedFile } from '../../errors.ts'
import { doc } from './doc.ts'
import { docx } from './docx.ts'
import { DEFAULT_LIMITS, type Format, type ReadLimits } from './format.ts'
import { markdown } from './markdown.ts'
import { odt } from './odt.ts'
import { rtf } from './rtf.ts'

const FOLDER = join(import.meta.dirname, '../../../test/fixtures/recover')
const FORMATS: Record<string, Format> = { docx, odt, doc, rtf, md: markdown }
const fixtures = readdirSync(FOLDER).filter((name) => /^2\d\d-.*\.(?:docx|odt|doc|rtf|md)$/.test(name))
const bytesOf = (name: string) => new Uint8Array(readFileSync(join(FOLDER, name)))
const formatOf = (name: string) => FORMATS[name.slice(name.lastIndexOf('.') + 1)] as Format

/** @returns the blocks read, or the code it was refused with; any other error is thrown on. */
async function outcome(
  format: Format,
  bytes: Uint8Array,
  limits: ReadLimits = DEFAULT_LIMITS,
): Promise<string> {
  try {
    const [document] = await format.read({ path: `a.${format.id}`, bytes, limits })
    return (document?.blocks ?? []).map(({ text }) => text).join('\n')
  } catch (error) {
    if (!(error instanceof RefusedFile)) throw error
    return error.code
  }
}

const word = (body: string) =>
  zipSync({
    'word/document.xml': strToU8(
      `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
    ),
  })

describe('damaged files', () => {
  test.each(fixtures)('%s, cut off or with bytes changed, is read or refused', async (name) => {
    const whole = bytesOf(name)
    const change = fc.record({
      end: fc.nat(whole.length),
      bytes: fc.array(fc.record({ at: fc.nat(whole.length - 1), value: fc.nat(255) }), { maxLength: 12 }),
    })
    await fc.assert(
      fc.asyncProperty(change, fc.boolean(), async ({ end, bytes }, cuts) => {
        const damaged = whole.slice(0, cuts ? end : whole.length)
        for (const { at, value } of bytes) if (at < damaged.length) damaged[at] = value
        expect(await outcome(formatOf(name), damaged)).toBeTypeOf('string')
      }),
      { numRuns: 25 },
    )
  })

  test.each(Object.entries(FORMATS))('any bytes are read or refused as %s', async (_, format) => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        expect(await outcome(format, bytes)).toBeTypeOf('string')
      }),
    )
  })

  test('an RTF file cut off gives what it has', async () => {
    const whole = bytesOf('208-wordpad.rtf')
    expect(await outcome(rtf, whole.slice(0, whole.length / 2))).toContain('The ferry lay against the steps')
  })
})

describe('files made to do harm', () => {
  const deep = 200_000

  test.each([
    ['groups of an RTF file', rtf, strToU8(`{\\rtf1 ${'{'.repeat(deep)}Once.${'}'.repeat(deep)}}`), 'Once.'],
    ['notes within notes', rtf, strToU8(`{\\rtf1 Once.${'{\\footnote '.repeat(20_000)}x`), 'Once.'],
    ['runs of a DOCX file', docx, word(`<w:p>${'<w:sdt>'.repeat(deep)}<w:r><w:t>Once.</w:t></w:r>`), 'Once.'],
    [
      'boxes of a DOCX file',
      docx,
      word(`<w:p><w:r><w:t>Once.</w:t></w:r>${'<w:txbxContent><w:p>'.repeat(20_000)}`),
      'Once.',
    ],
    ['quotes of a Markdown file', markdown, strToU8(`Once.\n\n${'>'.repeat(20_000)} x`), 'Once.'],
    ['lists of a Markdown file', markdown, strToU8(`Once.\n\n${'- '.repeat(5_000)}x`), 'Once.'],
    ['brackets of a Markdown file', markdown, strToU8(`Once.\n\n${'['.repeat(50_000)}`), 'Once.'],
    ['stars of a Markdown file', markdown, strToU8(`Once.\n\n${'*a **b '.repeat(20_000)}`), 'Once.'],
  ])('%s may be nested as deeply as they like', async (_, format, bytes, said) => {
    const begun = performance.now()
    expect(await outcome(format, bytes)).toContain(said)
    expect(performance.now() - begun).toBeLessThan(8_000)
  })

  test('a zip that unpacks to far more than a story is refused', async () => {
    const spaces = ' '.repeat(70 * 1024 * 1024)
    expect(await outcome(docx, word(`<w:p><w:r><w:t>${spaces}</w:t></w:r></w:p>`))).toBe('read/zip-bomb')
    const small = { ...DEFAULT_LIMITS, maxUnpackedBytes: 100 }
    expect(await outcome(docx, bytesOf('201-bell.docx'), small)).toBe('read/zip-bomb')
    expect(await outcome(odt, bytesOf('215-flour.odt'), small)).toBe('read/zip-bomb')
  })

  test('entities that a file declares are not expanded', async () => {
    const source = `<!DOCTYPE d [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>Once &b;</w:t></w:r></w:p></w:body></w:document>`
    expect(await outcome(docx, zipSync({ 'word/document.xml': strToU8(source) }))).not.toContain('lol')
  })

  test('a compound file whose sectors lead in a circle ends', async () => {
    const bytes = bytesOf('217-pellwater.doc')
    // The first sectors of the directory and of the small streams, and every entry of the first table sector.
    for (const at of [48, 60, 68]) bytes.fill(0, at, at + 4)
    expect(await outcome(doc, bytes)).toBeTypeOf('string')
  })
})

describe('what is no text document', () => {
  test.each([
    ['a sheet', docx, zipSync({ 'xl/workbook.xml': strToU8('<workbook/>') }), 'read/not-word'],
    ['a package without content', odt, zipSync({ mimetype: strToU8('x') }), 'read/not-odt'],
    ['a document of pictures', docx, word('<w:p/>'), 'read/no-text'],
    ['a document all hidden', rtf, strToU8('{\\rtf1{\\v Once upon a time.}}'), 'read/no-text'],
    [
      'a locked OpenDocument text',
      odt,
      zipSync({
        'META-INF/manifest.xml': strToU8('<manifest:encryption-data/>'),
        'content.xml': strToU8('x'),
      }),
      'read/encrypted',
    ],
    [
      'an Office file of another kind',
      doc,
      Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      'read/not-word',
    ],
  ])('%s is refused by name', async (_, format, bytes, code) => {
    expect(await outcome(format, bytes)).toBe(code)
  })

  test('of Word 6 and 95 the text alone is read', async () => {
    const bytes = bytesOf('218-cl.doc')
    // The version stands behind the signature of the main stream; it says how the rest is laid out.
    bytes[Buffer.from(bytes.buffer).indexOf(Buffer.from([0xec, 0xa5])) + 2] = 0x68
    expect(await outcome(doc, bytes)).toContain('The clock in the infirmary had stopped')
  })

  test('a locked Word document is refused by name', async () => {
    const bytes = bytesOf('217-pellwater.doc')
    const main = Buffer.from(bytes.buffer).indexOf(Buffer.from([0xec, 0xa5]))
    bytes[main + 0x0b] = (bytes[main + 0x0b] as number) | 0x01
    expect(await outcome(doc, bytes)).toBe('read/encrypted')
  })
})
