import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import type { SourceDocument } from '../document.ts'
import { docx } from './docx.ts'
import { DEFAULT_LIMITS } from './format.ts'

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const STYLES = `<w:styles ${W}><w:style w:type="paragraph" w:styleId="Brief"><w:name w:val="Letter"/><w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Kind"><w:name w:val="Child"/><w:basedOn w:val="Brief"/></w:style>
<w:style w:type="paragraph" w:styleId="Kreis"><w:name w:val="Circle"/><w:basedOn w:val="Kreis"/></w:style>
<w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="character" w:styleId="Betont"><w:name w:val="Emphasis"/><w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Weg"><w:name w:val="Gone"/><w:rPr><w:vanish/></w:rPr></w:style></w:styles>`

async function read(body: string, parts: Record<string, string> = {}): Promise<SourceDocument> {
  const files = {
    'word/document.xml': `<w:document ${W}><w:body>${body}</w:body></w:document>`,
    'word/styles.xml': STYLES,
    ...parts,
  }
  const bytes = zipSync(
    Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])),
  )
  const [document] = await docx.read({ path: 'a.docx', bytes, limits: DEFAULT_LIMITS })
  return document as SourceDocument
}
const html = async (body: string) => (await read(body)).blocks.map((block) => block.html)
const run = (text: string, look = '') =>
  `<w:r><w:rPr>${look}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`
const p = (runs: string, look = '') => `<w:p><w:pPr>${look}</w:pPr>${runs}</w:p>`

test.each([
  ['emphasis', run('a', '<w:b/>') + run(' b', '<w:i w:val="1"/>'), '<p><strong>a</strong><em> b</em></p>'],
  ['emphasis that is off', run('a', '<w:i w:val="0"/><w:b w:val="false"/><w:u w:val="none"/>'), '<p>a</p>'],
  [
    'raised, lowered, struck, underlined',
    run('a', '<w:vertAlign w:val="superscript"/>') +
      run('b', '<w:vertAlign w:val="subscript"/>') +
      run('c', '<w:dstrike/>') +
      run('d', '<w:u w:val="wave"/>'),
    '<p><sup>a</sup><sub>b</sub><s>c</s><u>d</u></p>',
  ],
  ['a style of letters', run('a', '<w:rStyle w:val="Betont"/>'), '<p><em>a</em></p>'],
  ['a line end', `${run('a')}<w:r><w:br/></w:r>${run('b')}`, '<p>a<br>b</p>'],
  [
    'a hyphen that does not break, and one that may',
    '<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:t>c</w:t></w:r>',
    '<p>a-bc</p>',
  ],
  [
    'a sign of a sign font',
    '<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r><w:r><w:t>a</w:t></w:r>',
    '<p>☺a</p>',
  ],
  [
    'hidden text',
    `a${run('x', '<w:vanish/>')}${run('y', '<w:rStyle w:val="Weg"/>')}${run('ab')}`,
    '<p>ab</p>',
  ],
  [
    'a field',
    `<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText><w:t>x</w:t><w:fldChar w:fldCharType="separate"/><w:t>ab</w:t><w:fldChar w:fldCharType="end"/></w:r>`,
    '<p>ab</p>',
  ],
  ['what was moved', `<w:moveFrom>${run('x')}</w:moveFrom><w:moveTo>${run('ab')}</w:moveTo>`, '<p>ab</p>'],
  [
    'text within other things',
    `<w:hyperlink><w:smartTag><w:sdt><w:sdtContent>${run('ab')}</w:sdtContent></w:sdt></w:smartTag></w:hyperlink>`,
    '<p>ab</p>',
  ],
])('%s', async (_, runs, expected) => {
  expect(await html(p(runs))).toEqual([expected])
})

describe('styles', () => {
  test('what a paragraph style is based on counts; emphasis within it is upright, as Word shows it', async () => {
    const style = '<w:pStyle w:val="Kind"/>'
    expect(
      await html(
        p(run('a ') + run('b', '<w:rStyle w:val="Betont"/>') + run(' c', '<w:i w:val="0"/>'), style),
      ),
    ).toEqual(['<p><em>a </em>b c</p>'])
  })

  test('a style based on itself is one', async () => {
    expect(await html(p(run('a'), '<w:pStyle w:val="Kreis"/>'))).toEqual(['<p>a</p>'])
  })

  test('headings go by the name of their style, or their level', async () => {
    const { blocks } = await read(
      p(run('a'), '<w:pStyle w:val="Titre1"/>') +
        p(run('b'), '<w:outlineLvl w:val="1"/>') +
        p(run('c'), '<w:outlineLvl w:val="9"/>'),
    )
    expect(blocks.map(({ kind, level }) => [kind, level])).toEqual([
      ['heading', 1],
      ['heading', 2],
      ['paragraph', undefined],
    ])
  })
})

describe('paragraphs', () => {
  test('a deleted end joins two', async () => {
    expect(await html(p(run('a '), '<w:rPr><w:del w:id="1"/></w:rPr>') + p(run('b')))).toEqual(['<p>a b</p>'])
  })

  test('page breaks stand above what follows', async () => {
    const { blocks } = await read(
      p(`${run('a')}<w:r><w:br w:type="page"/></w:r>`) +
        p(run('b')) +
        p(
          run('c'),
          '<w:sectPr><w:type w:val="nextPage"/><w:pgBorders><w:top w:val="single"/></w:pgBorders></w:sectPr>',
        ) +
        p(run('d')) +
        p(run('e'), '<w:pageBreakBefore/>'),
    )
    expect(blocks.map(({ text, pageBreakBefore }) => [text, pageBreakBefore ?? false])).toEqual([
      ['a', false],
      ['b', true],
      ['c', false],
      ['d', true],
      ['e', true],
    ])
  })

  test('a list is one, and bullets are not said', async () => {
    const [block] = (
      await read(
        p(run('a'), '<w:numPr><w:numId w:val="1"/></w:numPr>') +
          p(run('b'), '<w:numPr><w:numId w:val="1"/></w:numPr>'),
      )
    ).blocks
    expect(block).toMatchObject({ kind: 'list', text: expect.stringMatching(/a\s+b/) })
  })

  test('other prefixes than the usual are read', async () => {
    const source =
      '<x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:body><x:p><x:r><x:rPr><x:i/></x:rPr><x:t>a</x:t></x:r></x:p></x:body></x:document>'
    expect((await read('', { 'word/document.xml': source })).blocks.map((block) => block.html)).toEqual([
      '<p><em>a</em></p>',
    ])
  })
})

test('the XML of Word 2003 is read by the same rules', async () => {
  const source = `<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:aml="http://schemas.microsoft.com/aml/2001/core"><o:DocumentProperties><o:Title>T</o:Title><o:Author>night_owl</o:Author></o:DocumentProperties><w:styles><w:style w:styleId="Emphasis"><w:name w:val="Emphasis"/><w:rPr><w:i/></w:rPr></w:style></w:styles><w:body><w:p><w:r><w:t>a </w:t></w:r><aml:annotation w:type="Word.Deletion"><aml:content><w:r><w:delText>x</w:delText></w:r></aml:content></aml:annotation>${run('b', '<w:rStyle w:val="Emphasis"/>')}</w:p><w:p>${run('c')}<w:r><w:footnote><w:p>${run('d')}</w:p></w:footnote></w:r></w:p><w:sectPr><w:hdr>${p(run('x'))}</w:hdr></w:sectPr></w:body></w:wordDocument>`
  const bytes = new TextEncoder().encode(source)
  expect(
    docx.recognise({ path: 'a.doc', extension: '.doc', head: bytes, sizeBytes: bytes.length }),
  ).toBeGreaterThan(0.9)
  const [document] = await docx.read({ path: 'a.doc', bytes, limits: DEFAULT_LIMITS })
  expect(document?.blocks.map((block) => block.html)).toEqual([
    '<p>a <em>b</em></p>',
    '<p>c<sup>[1]</sup></p>',
    '<p>[1] d</p>',
  ])
  expect(document?.known.map(({ value }) => value)).toEqual(['T', 'night_owl'])
})
