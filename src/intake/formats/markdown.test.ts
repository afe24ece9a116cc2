import { describe, expect, test } from 'vitest'
import type { SourceDocument } from '../document.ts'
import { DEFAULT_LIMITS } from './format.ts'
import { markdown } from './markdown.ts'

async function read(source: string): Promise<SourceDocument> {
  const [document] = await markdown.read({
    path: 'a.md',
    bytes: new TextEncoder().encode(source),
    limits: DEFAULT_LIMITS,
  })
  return document as SourceDocument
}
const html = async (source: string) => (await read(source)).blocks.map((block) => block.html)
const PROSE = 'He went down to the quay in his second-best coat, and nobody there looked up at all.'

describe('text', () => {
  test.each([
    ['emphasis', 'a *b* __c__ ~~d~~ \\*e\\*', ['<p>a <em>b</em> <strong>c</strong> <s>d</s> *e*</p>']],
    ['headings of both kinds', '# A\n\nB\n=\n\nC\n-', ['<h3>A</h3>', '<h3>B</h3>', '<h3>C</h3>']],
    ['lines that end', 'a  \nb\\\nc', ['<p>a<br>b<br>c</p>']],
    ['HTML within', 'a <i>b</i>\n\n<center>c</center>', ['<p>a <em>b</em></p>', '<p class="centre">c</p>']],
    ['indented paragraphs', '    a\n\n\tb', ['<p>a</p>', '<p>b</p>']],
    ['remarks', 'a<!-- x -->b %%x%% {>>x<<}c{--x--}{++d++}', ['<p>ab cd</p>']],
    ['names in angle brackets', '<Jack> hi', ['<p>&lt;Jack&gt; hi</p>']],
    ['names in square brackets', '[Jack]: hi', ['<p>[Jack]: hi</p>']],
    ['a number alone', '1984. It rained.', ['<p>1984. It rained.</p>']],
    ['a dash before speech', 'a\n\n- Hi, he said.\n\nb', ['<p>a</p>', '<p>- Hi, he said.</p>', '<p>b</p>']],
    ['a fence left open', 'a\n\n```\n\nb', ['<p>a</p>', '<hr>', '<p>b</p>']],
    ['a footnote no mark leads to', 'a\n\n[^1]: b', ['<p>a</p>', '<p>[^1]: b</p>']],
    ['chapters without a space', '#Chapter 1\n\na', ['<h3>Chapter 1</h3>', '<p>a</p>']],
  ])('%s', async (_, source, expected) => {
    expect(await html(source)).toEqual(expected)
  })

  test.each(['***', '---', '* * *', '___', '~~~', '#', '###', '*', '-', '* *', '>>>', '~ ~ ~', '+++'])(
    '%s is a break',
    async (mark) => {
      expect(await html(`${PROSE}\n\n${mark}\n\n${PROSE}`)).toEqual([
        `<p>${PROSE}</p>`,
        '<hr>',
        `<p>${PROSE}</p>`,
      ])
    },
  )

  test('a line under prose is a break, under a few words a heading', async () => {
    expect(await html(`${PROSE}\n---\n${PROSE}`)).toEqual([`<p>${PROSE}</p>`, '<hr>', `<p>${PROSE}</p>`])
    expect(await html(`The Quay\n---\n${PROSE}`)).toEqual(['<h3>The Quay</h3>', `<p>${PROSE}</p>`])
  })

  test('lines cut by their width are joined, others are the writer’s', async () => {
    const wrapped = PROSE.replace(/(.{50,60}) /, '$1\n')
    expect(await html(`${wrapped}\n\n${wrapped}`)).toEqual([`<p>${PROSE}</p>`, `<p>${PROSE}</p>`])
    expect(await html(`${PROSE}\n\nRoses are red,\nviolets are blue.`)).toEqual([
      `<p>${PROSE}</p>`,
      '<p>Roses are red,<br>violets are blue.</p>',
    ])
  })
})

describe('front matter', () => {
  const fields = async (source: string) =>
    (await read(`${source}\n\n${PROSE}\n`)).known.map(({ field, value }) => [field, value])

  test.each([
    ['YAML', '---\ntitle: "A: B"\nauthor: night_owl\n---'],
    ['YAML with a mistake in it', '---\ntitle: A: B\nauthor: night_owl\n---'],
    ['TOML', '+++\ntitle = "A: B"\nauthor = "night_owl"\n+++'],
  ])('%s', async (_, source) => {
    expect(await fields(source)).toEqual([
      ['title', 'A: B'],
      ['authors', 'night_owl'],
    ])
  })

  test('lists, numbers and what is none of ours', async () => {
    expect(await fields('---\nships: [A/B]\nwordcount: 1200\nlayout: post\ncomplete: true\n---')).toEqual([
      ['relationships', 'A/B'],
      ['declaredWords', 1200],
      ['status', 'complete'],
    ])
  })

  test('a rule above a story is none', async () => {
    expect(await html(`---\n\n${PROSE}\n\n---\n\n${PROSE}`)).toHaveLength(4)
  })
})
