/** EPUBs Fanfold itself wrote (src/books/epub): read back, they give the same work. */
import type { FieldName } from '../../../story/field.ts'
import { htmlOf } from '../html/ao3-parts.ts'
import {
  addChapter,
  addField,
  addNodes,
  addProse,
  type Draft,
  type FieldValue,
  type Said,
} from '../html/draft.ts'
import type { Page } from '../html/page.ts'
import {
  classed,
  elementsIn,
  firstElement,
  hasClass,
  lineOf,
  named,
  type UnsafeElement,
} from '../html/query.ts'
import type { BookMaker, EpubBook } from './book.ts'
import { seriesOf } from './metadata.ts'

const FANFOLD: Said = { rule: 'fanfold/metadata', confidence: 0.99, rank: 'markers' }
const PREFIX = 'fanfold:'

/** Properties of the package by what follows `fanfold:`, and the field each is a value of. */
const PROPERTIES: Readonly<Record<string, FieldName>> = {
  title: 'title',
  author: 'authors',
  fandom: 'fandoms',
  rating: 'rating',
  warning: 'warnings',
  category: 'categories',
  relationship: 'relationships',
  character: 'characters',
  tag: 'tags',
  'gifted-to': 'giftedTo',
  language: 'language',
  status: 'status',
  published: 'published',
  updated: 'updated',
  'declared-words': 'declaredWords',
}

export const fanfoldBook: BookMaker = {
  id: 'fanfold',

  recognise: ({ package: { elements } }) =>
    elements.some(
      ({ name, attributes }) => name === 'meta' && attributes.get('property') === `${PREFIX}title`,
    ),

  read(book, draft) {
    for (const field of ownFields(book)) addField(draft, field, FANFOLD)
    for (const field of seriesOf(book)) addField(draft, field, FANFOLD)
    for (const { read } of book.pages) {
      const page = read()
      nameBig(page.body)
      readProse(page, draft)
      const chapter = page.classes.get('chapter')?.find(named('section'))
      if (chapter !== undefined) readChapter(chapter, page, draft)
    }
  },
}

/** Values are written as the archive keeps them, so they are taken as they are. */
function ownFields({ package: { elements } }: EpubBook): FieldValue[] {
  return elements.flatMap(({ name, attributes, text }): FieldValue[] => {
    const property = name === 'meta' ? (attributes.get('property') ?? '') : ''
    const key = property.startsWith(PREFIX) ? property.slice(PREFIX.length) : ''
    const field = Object.hasOwn(PROPERTIES, key) ? PROPERTIES[key] : undefined
    if (field === undefined || text === '') return []
    return [{ field, value: field === 'declaredWords' ? Number(text) : text }]
  })
}

function readProse(page: Page, draft: Draft): void {
  const add = (id: string, field: 'summary' | 'notesBefore' | 'notesAfter' | 'disclaimer', label: string) => {
    const section = page.ids.get(id)
    if (section === undefined) return
    const nodes = section.childNodes.filter((node) => !('tagName' in node && node.tagName === 'h2'))
    addProse(draft, { field, html: htmlOf(nodes), label }, FANFOLD)
  }
  add('summary', 'summary', 'Summary')
  add('notes-before', 'notesBefore', 'Notes')
  add('disclaimer', 'disclaimer', 'Disclaimer')
  add('notes-after', 'notesAfter', 'End notes')
}

function readChapter(chapter: UnsafeElement, page: Page, draft: Draft): void {
  const story = firstElement(chapter, classed('story'))
  if (story === undefined) return
  const range = addNodes(draft, story.childNodes, { role: 'story' })
  const heading = firstElement(chapter, named('h2'))
  const notes = (name: string) => htmlOf(page.classes.get(name)?.[0]?.childNodes ?? [])
  addChapter(draft, {
    title: heading === undefined || hasClass(heading, 'untitled') ? null : lineOf(heading),
    ...range,
    notesBefore: notes('chapter-notes-before'),
    notesAfter: notes('chapter-notes-after'),
  })
}

/** EPUB 3 has no `big`, so it was written as a span of that class. */
function nameBig(body: UnsafeElement): void {
  for (const element of elementsIn(body)) {
    if (element.tagName === 'span' && hasClass(element, 'big')) element.tagName = element.nodeName = 'big'
  }
}
