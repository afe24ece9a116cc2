import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import type { RefusedFile } from '../../errors.ts'
import { DEFAULT_LIMITS } from './format.ts'
import { isBoldFont, isItalicFont } from './pdf/fonts.ts'
import { joinRuns, wordsOf } from './pdf/join-lines.ts'
import type { Line, Run } from './pdf/page-lines.ts'
import { withoutRunningHeads } from './pdf/running-heads.ts'
import { pdf } from './pdf.ts'

const made = resolve(import.meta.dirname, '../../../test/fixtures/ebooks/made')

/** A PDF of one page that draws what is given; its table of contents is left to the reader to mend. */
function pdfOf(drawn: string): Uint8Array {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${drawn.length} >>\nstream\n${drawn}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Times-Italic >>',
  ]
  const body = objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`).join('')
  return new TextEncoder().encode(`%PDF-1.4\n${body}trailer\n<< /Root 1 0 R /Size 6 >>\n%%EOF\n`)
}

async function refusal(bytes: Uint8Array): Promise<string> {
  try {
    await pdf.read({ path: 'a.pdf', bytes, limits: DEFAULT_LIMITS })
  } catch (error) {
    return (error as RefusedFile).code
  }
  return 'read'
}

test('text is read without a table of its objects, italics by the font’s name', async () => {
  const [document] = await pdf.read({
    path: 'a.pdf',
    bytes: pdfOf('BT /F1 12 Tf 40 300 Td (It ran away.) Tj ET'),
    limits: DEFAULT_LIMITS,
  })
  expect(document?.blocks.map(({ html }) => html)).toEqual(['<p><em>It ran away.</em></p>'])
})

test('pages without text are refused as pictures', async () => {
  expect(await refusal(pdfOf('0 0 100 100 re f'))).toBe('read/no-text')
})

test('a PDF locked with a password is refused', async () => {
  expect(await refusal(new Uint8Array(readFileSync(resolve(made, 'ferry-locked.pdf'))))).toBe(
    'read/encrypted',
  )
})

test('what is no PDF is refused', async () => {
  expect(await refusal(new TextEncoder().encode('%PDF-1.7\nand nothing more'))).toBe('read/not-pdf')
  expect(await refusal(new Uint8Array(0))).toBe('read/not-pdf')
})

const plain = (text: string): Run[] => [{ text, italic: false, bold: false }]
const WORDS = wordsOf(['It was a well-known lighthouse on the', 'and so the end'], false)

test.each([
  ['a word known whole loses its hyphen', 'the light-', 'house stood', 'the lighthouse stood'],
  ['a word known with its hyphen keeps it', 'a well-', 'known man', 'a well-known man'],
  ['a word not known keeps its hyphen', 'a half-', 'finished hat', 'a half-finished hat'],
  ['a soft hyphen goes', 'half\u00ad', 'finished', 'halffinished'],
  ['a name keeps its hyphen', 'Jean-', 'Luc sat', 'Jean-Luc sat'],
  ['a date keeps its hyphen', '2024-03-', '09 was cold', '2024-03-09 was cold'],
  ['a dash set tight stays tight', 'he said—', 'and went', 'he said—and went'],
  ['a dash with a space keeps it', 'he said —', 'and went', 'he said — and went'],
  ['two lines are parted by a space', 'the end', 'of it', 'the end of it'],
])('%s', (_what, line, next, joined) => {
  const runs = plain(line)
  joinRuns(runs, plain(next), WORDS)
  expect(runs.map(({ text }) => text).join('')).toBe(joined)
})

test('where words are broken at line ends throughout, an unknown one was broken too', () => {
  const runs = plain('some-')
  joinRuns(runs, plain('thing else'), { ...WORDS, hyphenates: true })
  expect(runs[0]?.text).toBe('something else')
})

test('italic and bold are told by names of fonts', () => {
  const names = [
    'ABCDEF+LiberationSerif-BoldItalic',
    'CMTI10',
    'TimesNewRomanPS-ItalicMT',
    'Georgia',
    'CMBX12',
    'Bitter-It',
  ]
  expect(names.map((name) => [isItalicFont(name), isBoldFont(name)])).toEqual([
    [true, true],
    [true, false],
    [true, false],
    [false, false],
    [false, true],
    [true, false],
  ])
})

function line(text: string, y: number, page: number): Line {
  return { page, x: 50, y, end: 250, size: 12, runs: plain(text), text, firstWord: 20, ruleAbove: false }
}

test('heads that recur and numbers that count along go, a first line and a lone number in the text stay', () => {
  const pages = [1, 2, 3].map((number) => ({
    height: 800,
    lines: [
      line('The Ferry', 780, number),
      line(`Chapter ${number * 2}`, 700, number),
      line('7', 400, number),
      line(`and end`, 120, number),
      line(`- ${number + 4} -`, 30, number),
    ],
  }))
  expect(withoutRunningHeads(pages).map((lines) => lines.map(({ text }) => text))).toEqual(
    [1, 2, 3].map((number) => [`Chapter ${number * 2}`, '7', 'and end']),
  )
})
