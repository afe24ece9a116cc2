import { describe, expect, test } from 'vitest'
import type { SourceDocument } from '../document.ts'
import { DEFAULT_LIMITS } from './format.ts'
import { rtf } from './rtf.ts'

async function read(source: string): Promise<SourceDocument> {
  const bytes = new Uint8Array(Buffer.from(source, 'latin1'))
  const [document] = await rtf.read({ path: 'a.rtf', bytes, limits: DEFAULT_LIMITS })
  return document as SourceDocument
}
const html = async (source: string) =>
  (await read(`{\\rtf1\\ansi ${source}}`)).blocks.map((block) => block.html)

describe('letters', () => {
  test.each([
    ["the code page's own", "don\\'92t \\'93x\\'94 \\'85", 'don’t “x” …'],
    [
      'signs by name',
      '\\ldblquote x\\rdblquote\\emdash\\endash\\lquote\\rquote \\bullet\\~y',
      '“x”—–‘’•\u00a0y',
    ],
    [
      'Unicode, with one character standing in',
      "caf\\u233?s, \\u8217\\'92s, \\u-10179?\\u-8704?",
      'cafés, ’s, 😀',
    ],
    ['Unicode, with none', '\\uc0 caf\\u233 s', 'cafés'],
    ['Unicode, with three', '\\uc3 \\u8230...x', '…x'],
    ['a group ends what stands in', '{\\u8217}x', '’x'],
    ['hyphens and braces', 'well\\_known co\\-op \\{x\\}', 'well-known coop {x}'],
    ['Mac', "{\\mac don\\'d5t}", 'don’t'],
    ['bytes of UTF-8', 'caf\xc3\xa9', 'café'],
    ['bytes of windows-1252', 'caf\xe9', 'café'],
    ['line ends of the file', 'on\r\nce u\npon', 'once upon'],
    ['binary data', 'a{\\pict\\bin5 }{}\\x}b', 'ab'],
  ])('%s', async (_, source, expected) => {
    const [block] = (await read(`{\\rtf1\\ansi ${source}}`)).blocks
    expect(block?.text).toBe(expected)
  })

  test('a font has a code page of its own', async () => {
    const fonts =
      '{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fcharset204 B;}{\\f2\\fcharset128 C;}{\\f3\\fnil\\fcharset2 Wingdings;}}'
    expect(await html(`${fonts}\\f0 \\'e9 \\f1 \\'c4\\'e0 \\f2 \\'82\\'a0 \\f3 v`)).toEqual([
      '<p>é Да あ ❖</p>',
    ])
  })
})

describe('looks', () => {
  test.each([
    [
      'words',
      'a \\b b\\b0  \\i c\\i0  {\\ul d} {\\strike e} x{\\super 2}{\\sub 3}',
      '<p>a <strong>b</strong> <em>c</em> <u>d</u> <s>e</s> x<sup>2</sup><sub>3</sub></p>',
    ],
    ['a group ends them', '{\\i a {\\b b}} c', '<p><em>a <strong>b</strong></em> c</p>'],
    ['\\plain ends them', '\\i a\\plain  b', '<p><em>a</em> b</p>'],
    ['raised by half points', 'x\\up6 2\\up0 y', '<p>x<sup>2</sup>y</p>'],
    ['lines', 'a\\line b', '<p>a<br>b</p>'],
    ['centred', '\\pard\\qc a\\par', '<p class="centre">a</p>'],
    ['a heading by its level', '\\pard\\outlinelevel0\\b a\\par', '<h3>a</h3>'],
  ])('%s', async (_, source, expected) => {
    expect(await html(source)).toEqual([expected])
  })

  test('a border below is a rule, a box is none, nor a border of no line', async () => {
    expect(await html('a\\par\\pard\\brdrb\\brdrs\\par\\pard b\\par')).toEqual([
      '<p>a</p>',
      '<hr>',
      '<p>b</p>',
    ])
    expect(await html('\\pard\\box\\brdrs\\brdrb\\brdrs a\\par')).toEqual(['<p>a</p>'])
    expect(await html('\\pard\\brdrb\\brdrnone a\\par')).toEqual(['<p>a</p>'])
  })

  test('a table is one', async () => {
    expect(await html('\\trowd\\pard\\intbl a\\cell b\\cell\\row\\pard c\\par')).toEqual([
      expect.stringMatching(/<table>.*a.*b.*<\/table>/),
      '<p>c</p>',
    ])
  })
})

describe('what is not text', () => {
  test.each([
    'a{\\header x}b',
    'a{\\*\\annotation x}b',
    'a{\\*\\unknown x{\\b y}}b',
    'a{\\v x}b',
    'a\\v x\\v0 b',
    'a{\\deleted x}b',
    'a{\\field{\\*\\fldinst HYPERLINK "x"}{\\fldrslt b}}',
    'a{\\pict 00ff}b',
    'a{\\object{\\*\\objdata 00}}b',
    'a{\\upr{x}{\\*\\ud{b}}}',
    '{\\info{\\title x}{\\author y}}ab',
    '{\\stylesheet{\\s1 x;}}{\\colortbl;\\red0;}ab',
  ])('%s is ab', async (source) => {
    expect(await html(source)).toEqual(['<p>ab</p>'])
  })

  test('footnotes stand at the end', async () => {
    const { blocks } = await read(
      '{\\rtf1 a{\\super\\chftn}{\\footnote\\pard\\plain{\\super\\chftn} first.\\par} b{\\*\\footnote second.}\\par c}',
    )
    expect(blocks.map(({ text, role }) => [text, role])).toEqual([
      ['a[1] b[2]', undefined],
      ['c', undefined],
      ['[1] first.', 'notesAfter'],
      ['[2] second.', 'notesAfter'],
    ])
  })

  test('a creator who looks like a person is not named, and a program never', async () => {
    const named = async (author: string) =>
      (await read(`{\\rtf1{\\info{\\author ${author}}}x}`)).known.map(({ value }) => value)
    expect(await named('night_owl')).toEqual(['night_owl'])
    expect(await named('Mary Ann Smith')).toEqual([])
    expect(await named('Owner')).toEqual([])
    expect(await named('Valued Acer Customer')).toEqual([])
  })
})
