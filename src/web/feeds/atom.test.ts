import fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { expect, test } from 'vitest'
import type { WorkBlurb } from '../../archive/archive.ts'
import { emptyFields } from '../../story/field.ts'
import { type Feed, writeAtom } from './atom.ts'

const ATOM = 'http://www.w3.org/2005/Atom'
const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/

interface Element {
  name: string
  attributes: Record<string, string>
  text: string
  children: Element[]
}

/** Throws where it is not well-formed, or not all of Atom's namespace. */
function parsed(xml: string): Element {
  const root: Element = { name: '', attributes: {}, text: '', children: [] }
  const open = [root]
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ local, uri, attributes }) => {
    expect(uri).toBe(ATOM)
    const plain = Object.entries(attributes).map(([name, { value }]) => [name, value])
    const element = { name: local, attributes: Object.fromEntries(plain), text: '', children: [] }
    open.at(-1)?.children.push(element)
    open.push(element)
  })
  parser.on('text', (text) => {
    const element = open.at(-1)
    if (element) element.text += text
  })
  parser.on('closetag', () => open.pop())
  parser.write(xml).close()
  return root.children[0] as Element
}

const all = (element: Element, name: string) => element.children.filter((child) => child.name === name)
const only = (element: Element, name: string) => {
  const found = all(element, name)
  expect(found, name).toHaveLength(1)
  return found[0] as Element
}

/** What RFC 4287 asks of a feed and its entries (4.1.1, 4.1.2). */
function expectAtom(feed: Element): Element[] {
  expect(feed.name).toBe('feed')
  const entries = all(feed, 'entry')
  for (const each of [feed, ...entries]) {
    expect(only(each, 'id').text).toMatch(
      /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    )
    only(each, 'title')
    const updated = only(each, 'updated').text
    expect(updated).toMatch(RFC_3339)
    expect(Date.parse(updated)).not.toBeNaN()
    const alternates = all(each, 'link').filter(({ attributes }) => attributes.rel === 'alternate')
    expect(alternates).toHaveLength(1)
    for (const { attributes } of all(each, 'link'))
      expect(attributes.href).toMatch(/^http:\/\/127\.0\.0\.1:4114\//)
  }
  expect(all(feed, 'link').filter(({ attributes }) => attributes.rel === 'self')).toHaveLength(1)
  for (const entry of entries) {
    expect(all(entry, 'author').length).toBeGreaterThan(0)
    for (const author of all(entry, 'author')) expect(only(author, 'name').text).not.toBe('')
    expect(all(entry, 'summary').length).toBeLessThanOrEqual(1)
    for (const { attributes } of all(entry, 'category')) expect(attributes.term).not.toBe('')
  }
  const ids = entries.map((entry) => only(entry, 'id').text)
  expect(new Set(ids).size).toBe(ids.length)
  return entries
}

function work(id: string, fields: Partial<WorkBlurb['fields']> = {}): WorkBlurb {
  return {
    id,
    revision: 1,
    fields: { ...emptyFields(), title: `Story ${id}`, ...fields },
    relationshipsResolved: [],
    words: 1200,
    chapters: 2,
    scenes: 3,
    scenesInferred: 0,
    looks: [],
    needsALook: false,
    sources: [],
    addedAt: `2024-01-0${id}T10:00:00.000Z`,
    changedAt: `2024-02-0${id}T10:00:00.000Z`,
  }
}

function feedOf(works: WorkBlurb[], more: Partial<Feed> = {}): Feed {
  return {
    title: 'Hearts',
    subtitle: 'New stories that match: heart',
    name: 'searches/3',
    libraryId: '6ba7b810-9dad-11d1-80b4-00c04fd430c8',
    origin: 'http://127.0.0.1:4114',
    self: '/searches/3/feed.atom',
    page: '/searches/3',
    emptyAt: '2024-01-01T00:00:00.000Z',
    works,
    ...more,
  }
}

test('a feed has all that Atom asks for, and its entries in the order given', () => {
  const feed = parsed(writeAtom(feedOf([work('2'), work('1')])))
  const entries = expectAtom(feed)
  expect(entries.map((entry) => only(entry, 'title').text)).toEqual(['Story 2', 'Story 1'])
  expect(only(feed, 'updated').text).toBe('2024-02-02T10:00:00.000Z')
  expect(only(entries[0] as Element, 'published').text).toBe('2024-01-02T10:00:00.000Z')
})

test('an empty one is a feed too', () => {
  const feed = parsed(writeAtom(feedOf([])))
  expect(expectAtom(feed)).toEqual([])
  expect(only(feed, 'updated').text).toBe('2024-01-01T00:00:00.000Z')
})

test('an entry tells what it is, and the summary as text', () => {
  const told = work('1', {
    fandoms: ['Torchwood'],
    rating: 'teen',
    summary: '<p>A &amp; <em>B</em></p>',
    authors: ['x', 'y'],
  })
  const [entry] = expectAtom(parsed(writeAtom(feedOf([told])))) as [Element]
  expect(only(entry, 'summary').text).toBe('Torchwood · Teen · 1,200 words · 2 chapters\n\nA & B')
  expect(all(entry, 'author').map((author) => only(author, 'name').text)).toEqual(['x', 'y'])
  expect(all(entry, 'category').map(({ attributes }) => attributes.term)).toEqual(['Torchwood'])
})

test('the names things go by do not change with the address of the library, and differ between libraries', () => {
  const idOf = (feed: Feed) => only(parsed(writeAtom(feed)), 'id').text
  const here = idOf(feedOf([]))
  expect(idOf(feedOf([], { origin: 'http://localhost:9' }))).toBe(here)
  expect(idOf(feedOf([], { libraryId: '6ba7b811-9dad-11d1-80b4-00c04fd430c8' }))).not.toBe(here)
})

test('a name is a UUID of version 5 as RFC 9562 has it', () => {
  const dns = feedOf([], { libraryId: '6ba7b810-9dad-11d1-80b4-00c04fd430c8', name: 'www.example.com' })
  expect(only(parsed(writeAtom(dns)), 'id').text).toBe('urn:uuid:2ed6657d-e927-568b-95e1-2665a8aea6a2')
})

test('whatever stands in the fields, the feed is well-formed and says the same', () => {
  const words = fc.string({ unit: 'binary', maxLength: 30 })
  fc.assert(
    fc.property(words, words, words, (title, tag, author) => {
      const odd = work('1', { title, tags: [tag], authors: [author], language: 'en' })
      expectAtom(parsed(writeAtom(feedOf([odd], { title, subtitle: tag }))))
    }),
  )
})
