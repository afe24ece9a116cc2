import { expect, test } from 'vitest'
import type { SourceDocument } from '../document.ts'
import { DEFAULT_LIMITS } from './format.ts'
import { odt } from './odt.ts'

const NS = ['office', 'style', 'text', 'table']
  .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .join(' ')
const FO =
  'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
const AUTO = `<office:automatic-styles><style:style style:name="I" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>
<style:style style:name="N" style:family="text"><style:text-properties fo:font-style="normal"/></style:style>
<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="U" style:family="text"><style:text-properties style:text-underline-style="solid" style:text-position="super 58%"/></style:style>
<style:style style:name="C" style:family="paragraph"><style:paragraph-properties fo:text-align="center" fo:break-before="page"/></style:style>
<style:style style:name="B" style:family="paragraph"><style:paragraph-properties fo:border-bottom="0.5pt solid #000000"/></style:style>
<style:style style:name="Box" style:family="paragraph"><style:paragraph-properties fo:border="0.5pt solid #000000"/></style:style>
<style:style style:name="S" style:family="section"><style:section-properties text:display="none"/></style:style></office:automatic-styles>`

/** A text without its zip, which is read by the same rules. */
async function read(body: string): Promise<SourceDocument> {
  const source = `<?xml version="1.0"?><office:document ${NS} ${FO}>${AUTO}<office:body><office:text>${body}</office:text></office:body></office:document>`
  const [document] = await odt.read({
    path: 'a.fodt',
    bytes: new TextEncoder().encode(source),
    limits: DEFAULT_LIMITS,
  })
  return document as SourceDocument
}
const html = async (body: string) => (await read(body)).blocks.map((block) => block.html)
const p = (text: string, style = '') => `<text:p text:style-name="${style}">${text}</text:p>`
const span = (text: string, style: string) => `<text:span text:style-name="${style}">${text}</text:span>`

test.each([
  [
    'spans within spans',
    p(span(`a ${span('b', 'N')}`, 'I') + span('c', 'U')),
    ['<p><em>a </em>b<sup><u>c</u></sup></p>'],
  ],
  [
    'lines, tabs and rows of spaces',
    p('a<text:line-break/>b<text:tab/>c<text:s text:c="3"/>d'),
    ['<p>a<br>b c d</p>'],
  ],
  ['line ends of the file', p('a\n  b'), ['<p>a b</p>']],
  ['hidden text', p(`a${span('x', 'H')}<text:hidden-text>y</text:hidden-text>b`), ['<p>ab</p>']],
  ['a hidden part', `<text:section text:style-name="S">${p('x')}</text:section>${p('a')}`, ['<p>a</p>']],
  ['a comment', p(`a<office:annotation>${p('x')}</office:annotation>b`), ['<p>ab</p>']],
  ['what was deleted', `<text:tracked-changes>${p('x')}</text:tracked-changes>${p('a')}`, ['<p>a</p>']],
  ['a table of contents', `<text:table-of-content>${p('x')}</text:table-of-content>${p('a')}`, ['<p>a</p>']],
  ['an empty line with a border', p('a') + p('', 'B') + p('b'), ['<p>a</p>', '<hr>', '<p>b</p>']],
  [
    'a shape with no height',
    p('a') + p('<draw:rect svg:width="6in" svg:height="0.02in"><text:p/></draw:rect>') + p('b'),
    ['<p>a</p>', '<hr>', '<p>b</p>'],
  ],
  ['a box', p('a', 'Box'), ['<p>a</p>']],
  ['a heading', '<text:h text:outline-level="2">a</text:h>', ['<h3>a</h3>']],
  [
    'text in a frame, and what its picture is called',
    p(`a<draw:frame><draw:text-box>${p('b')}</draw:text-box><svg:title>x</svg:title></draw:frame>`),
    ['<p>a</p>', '<p>b</p>'],
  ],
])('%s', async (_, body, expected) => {
  expect(await html(body)).toEqual(expected)
})

test('alignment and page breaks are kept', async () => {
  const { blocks } = await read(p('a') + p('b', 'C'))
  expect(blocks[1]).toMatchObject({ centred: true, pageBreakBefore: true })
})

test('footnotes stand at the end', async () => {
  const note = `<text:note><text:note-citation>1</text:note-citation><text:note-body>${p('b')}</text:note-body></text:note>`
  expect((await read(p(`a${note}.`))).blocks.map(({ text, role }) => [text, role])).toEqual([
    ['a[1].', undefined],
    ['[1] b', 'notesAfter'],
  ])
})
