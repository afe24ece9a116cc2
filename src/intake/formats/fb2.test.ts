import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { zipSync } from 'fflate'
import { expect, test } from 'vitest'
import type { RefusedFile } from '../../errors.ts'
import type { SourceDocument } from '../document.ts'
import { fb2 } from './fb2.ts'
import { DEFAULT_LIMITS } from './format.ts'

const cases = resolve(import.meta.dirname, '../../../test/fixtures/recover')

async function read(source: string | Uint8Array, path = 'book.fb2'): Promise<SourceDocument> {
  const bytes = typeof source === 'string' ? new TextEncoder().encode(source) : source
  const [document] = await fb2.read({ path, bytes, limits: DEFAULT_LIMITS })
  return document as SourceDocument
}

const body = (inner: string) =>
  `<FictionBook><description><title-info><book-title>Hen</book-title></title-info></description><body>${inner}</body></FictionBook>`
const htmlOf = ({ blocks }: SourceDocument) => blocks.map(({ html }) => html)

test('verse, quotes, subtitles and emphasis are what they are', async () => {
  const document = await read(
    body(
      '<section><p>An <emphasis>egg</emphasis>, <strong>two</strong>.</p><subtitle>* * *</subtitle><poem><stanza><v>one</v><v>two</v></stanza></poem><cite><p>Cluck.</p></cite></section>',
    ),
  )
  expect(htmlOf(document)).toEqual([
    '<p>An <em>egg</em>, <strong>two</strong>.</p>',
    '<hr>',
    '<p>one<br>two</p>',
    '<blockquote><p>Cluck.</p></blockquote>',
  ])
})

test('a part’s title stands above its first chapter, and a section without a title goes on after a break', async () => {
  const section = (title: string, inner: string) =>
    `<section><title><p>${title}</p></title>${inner}</section>`
  const document = await read(
    body(
      section('Part One', section('1. Straw', '<section><p>a</p></section><section><p>b</p></section>')) +
        section('Part Two', section('2. Grain', '<p>c</p>')),
    ),
  )
  expect(document.chapters?.map(({ title }) => title)).toEqual(['Straw', 'Grain'])
  expect(htmlOf(document).filter((html) => /^<(?:hr|p)/.test(html))).toEqual([
    '<p>a</p>',
    '<hr>',
    '<p>b</p>',
    '<p>c</p>',
  ])
})

test('a poem’s title is no chapter', async () => {
  const poem = '<poem><title><p>The Hen</p></title><stanza><v>one</v><v>two</v></stanza></poem>'
  const document = await read(body(`<section><p>a</p>${poem}<p>b</p></section>`))
  expect(document.chapters).toBeNull()
  expect(htmlOf(document)[1]).toBe('<p><strong>The Hen</strong></p>')
})

test('names are first, middle and last; a nickname where there is none; a translator is no author', async () => {
  const info =
    '<author><first-name>Ann</first-name><middle-name>B.</middle-name><last-name>Cole</last-name></author><author><nickname>hen77</nickname></author><translator><last-name>Other</last-name></translator><sequence name="Yard" number="3"/>'
  const { known } = await read(
    body('<section><p>a</p></section>').replace('<book-title>', `${info}<book-title>`),
  )
  expect(known.filter(({ field }) => field === 'authors').map(({ value }) => value)).toEqual([
    'Ann B. Cole',
    'hen77',
  ])
  expect(known.find(({ field }) => field === 'series')?.value).toEqual({ name: 'Yard', position: 3 })
})

test('a book zipped as libraries hand it out is read', async () => {
  const bytes = new Uint8Array(readFileSync(resolve(cases, '313-vetlova_do_ottepeli.fb2')))
  const zipped = zipSync({ 'vetlova.fb2': bytes })
  for (const path of ['vetlova.fb2.zip', 'vetlova.fbz']) {
    const document = await read(zipped, path)
    expect(document.encoding).toBe('windows-1251')
    expect(document.chapters?.map(({ title }) => title)).toEqual(['Батарея', 'Радио'])
  }
})

test('a book without a body is refused', async () => {
  const refused = await read('<FictionBook><description/></FictionBook>').catch(
    (error: RefusedFile) => error.code,
  )
  expect(refused).toBe('read/no-text')
})
