/**
 * The parts AO3's downloads are made of, in its HTML and, cut into files and with other classes, in its EPUBs.
 * Markup of otwarchive's download templates, 2010 to 2026.
 */
import { buildBlocks } from '../../../story/allowed-html.ts'
import type { FieldName } from '../../../story/field.ts'
import { addChapter, addLine, addNodes, addProse, type Draft, type FieldValue, type Said } from './draft.ts'
import { chapterTitle } from './family.ts'
import { creatorName, readEntries, readStats, seriesPart } from './field-values.ts'
import {
  allElements,
  attribute,
  childElements,
  classed,
  elementsIn,
  firstElement,
  hasClass,
  isElement,
  lineOf,
  named,
  textOf,
  type UnsafeElement,
  type UnsafeNode,
} from './query.ts'

const TAGS: Said = { rule: 'ao3/dl-tags', confidence: 0.98, rank: 'markers' }
const PREFACE: Said = { rule: 'ao3/preface', confidence: 0.98, rank: 'markers' }

const TERMS: Readonly<Record<string, FieldName>> = {
  rating: 'rating',
  'archive warning': 'warnings',
  warning: 'warnings',
  category: 'categories',
  categorie: 'categories',
  fandom: 'fandoms',
  relationship: 'relationships',
  character: 'characters',
  'additional tag': 'tags',
  language: 'language',
  serie: 'series',
}

/** `dl.tags`: values are links joined by ", ", so the links are read and not the text. */
export function readTags(list: UnsafeElement, draft: Draft): void {
  let term = ''
  for (const element of childElements(list)) {
    if (element.tagName === 'dt') term = lineOf(element).replace(/\s*:$/, '')
    if (element.tagName !== 'dd') continue
    const value = lineOf(element)
    addLine(draft, { label: term, value, fields: readTerm(term, element, value) }, TAGS)
  }
}

function readTerm(term: string, element: UnsafeElement, value: string): FieldValue[] {
  if (/^stats$/i.test(term)) return readStats(value)
  const field = TERMS[term.toLowerCase().replace(/s$/, '')]
  if (field === undefined) return []
  if (field === 'series') return readSeries(value)
  const links = allElements(element, named('a')).map((link) => lineOf(link))
  return readEntries(field, links.length === 0 ? [value] : links)
}

/** "Part 1 of X, Part 2 of Y". */
function readSeries(value: string): FieldValue[] {
  return value.split(/,\s*(?=Part \d+ of )/).flatMap((raw) => {
    const part = seriesPart(raw)
    return part === null ? [] : [{ field: 'series' as const, value: part, raw }]
  })
}

export function addTitle(draft: Draft, title: string): void {
  if (title !== '')
    addLine(draft, { label: 'Title', value: title, fields: [{ field: 'title', value: title }] }, PREFACE)
}

export function readByline(element: UnsafeElement, draft: Draft): void {
  const shown = lineOf(element).replace(/^by\s+/i, '')
  const links = allElements(element, named('a')).map((link) => lineOf(link))
  // An imported work links only to the archivist, who is none of its creators.
  const archived = /^(.*?)\s*\[archived by /i.exec(shown)?.[1]
  const names = archived !== undefined || links.length === 0 ? (archived ?? shown).split(/,\s*/) : links
  const fields = names
    .filter((name) => name !== '')
    .map((raw): FieldValue => ({ field: 'authors', value: creatorName(raw), raw }))
  if (fields.length > 0) addLine(draft, { label: 'By', value: shown, fields }, PREFACE)
}

/** Summary and notes of the work, wherever they stand round its chapters: a `p` that names the block quote after it. */
export function readPreface(root: UnsafeElement, draft: Draft, chapters?: UnsafeElement): void {
  for (const { label, quote } of labelledQuotes(root, chapters)) {
    if (/^Summary$/i.test(label))
      addProse(draft, { field: 'summary', html: quote, label: 'Summary' }, PREFACE)
    else if (/^(?:Notes?|Author'?s? Notes?)$/i.test(label))
      addProse(draft, { field: 'notesBefore', html: quote, label: 'Notes' }, PREFACE)
    else if (/^(?:End Notes?|Notes? at the End)$/i.test(label))
      addProse(draft, { field: 'notesAfter', html: quote, label: 'End Notes' }, PREFACE)
  }
}

interface LabelledQuote {
  label: string
  /** Allowed HTML of what the quote holds. */
  quote: string
}

/** @param except an element that is not looked into. */
function labelledQuotes(root: UnsafeElement, except?: UnsafeElement): LabelledQuote[] {
  const found: LabelledQuote[] = []
  let label = ''
  for (const element of elementsIn(root, except)) {
    if (element.tagName === 'p' || /^h[1-6]$/.test(element.tagName) || element.tagName === 'b') {
      const line = lineOf(element).replace(/\s*:$/, '')
      if (line.length < 40) label = line
    }
    if (element.tagName !== 'blockquote' || label === '') continue
    found.push({ label, quote: htmlOf(element.childNodes) })
    label = ''
  }
  return found
}

export function htmlOf(nodes: readonly UnsafeNode[]): string {
  return buildBlocks(nodes)
    .map(({ html }) => html)
    .join('')
}

interface OpenChapter {
  title: string | null
  nodes: UnsafeNode[]
  /** By kind: summaries and notes of the chapter. */
  before: string[]
  after: string[]
}

interface ChapterReader {
  /** Reads what stands in `#chapters`, or one file's share of it: without a heading it goes on with the chapter before. */
  read(nodes: readonly UnsafeNode[]): void
  /** Puts the chapters down. */
  finish(): void
}

/** Reads chapters from the nodes of `#chapters`: a heading opens one, its text follows, its notes stand round it. */
export function chapterReader(
  draft: Draft,
  classFacts: Map<string, object>,
  workTitle: string,
): ChapterReader {
  const chapters: OpenChapter[] = []
  const open = (title: string | null) => {
    chapters.push({ title, nodes: [], before: [], after: [] })
  }
  const current = () => {
    if (chapters.length === 0) open(null)
    return chapters.at(-1) as OpenChapter
  }
  const readNode = (node: UnsafeNode) => {
    if (!isElement(node)) {
      if (textOf(node)?.trim()) current().nodes.push(node)
    } else if (isHeadingAlone(node)) {
      const heading = lineOf(node)
      if (heading !== workTitle) open(chapterTitle(heading))
    } else if (isMeta(node)) readMeta(node, open, current)
    else if (isTextWrapper(node) || holdsParts(node)) node.childNodes.forEach(readNode)
    else current().nodes.push(node)
  }
  return {
    read: (nodes) => nodes.forEach(readNode),
    finish: () => {
      for (const chapter of chapters) {
        const range = addNodes(draft, chapter.nodes, { classFacts, role: 'story' })
        addChapter(draft, {
          title: chapter.title,
          ...range,
          notesBefore: chapter.before.join(''),
          notesAfter: chapter.after.join(''),
        })
      }
    },
  }
}

function isHeadingAlone(element: UnsafeElement): boolean {
  return /^h[12]$/.test(element.tagName) && (hasClass(element, 'toc-heading') || hasClass(element, 'heading'))
}

/** A block about the chapter and not of it: heading, summary, notes. */
function isMeta(element: UnsafeElement): boolean {
  return (
    element.tagName === 'div' &&
    (hasClass(element, 'meta') ||
      /^endnotes\d*$/.test(attribute(element, 'id') ?? '') ||
      isRenamedMeta(element))
  )
}

/** calibre calls `div.meta` after its looks; a chapter's heading is still right in it, and no text of the story. */
function isRenamedMeta(element: UnsafeElement): boolean {
  if (isTextWrapper(element) || attribute(element, 'id') === 'chapters') return false
  const isHeading = (child: UnsafeElement) => child.tagName === 'h2' && hasClass(child, 'heading')
  return childElements(element).some(isHeading) && firstElement(element, isTextWrapper) === undefined
}

/** A div that calibre renamed, with a heading, notes or the text itself in it. */
function holdsParts(element: UnsafeElement): boolean {
  if (element.tagName !== 'div' && element.tagName !== 'section') return false
  return (
    firstElement(element, (each) => isMeta(each) || isHeadingAlone(each) || isTextWrapper(each)) !== undefined
  )
}

/** `userstuff` becomes `userstuff1` and so on when calibre has been over it. */
function isTextWrapper(element: UnsafeElement): boolean {
  return element.tagName === 'div' && /(?:^|\s)userstuff\d*(?:\s|$)/.test(attribute(element, 'class') ?? '')
}

function readMeta(
  meta: UnsafeElement,
  open: (title: string | null) => void,
  current: () => OpenChapter,
): void {
  const isEnd = /^endnotes/.test(attribute(meta, 'id') ?? '')
  const heading = firstElement(meta, (element) => /^h[1-4]$/.test(element.tagName))
  if (heading !== undefined && !isEnd) open(chapterTitle(lineOf(heading)))
  for (const { label, quote } of labelledQuotes(meta)) {
    const chapter = current()
    if (isEnd || /End Notes?/i.test(label)) chapter.after.push(quote)
    else chapter.before.push(quote)
  }
}

/** The `dl` of tags, also where calibre renamed its class: its first term is the rating. */
export function tagListIn(root: UnsafeElement): UnsafeElement | undefined {
  return (
    firstElement(root, (element) => element.tagName === 'dl' && hasClass(element, 'tags')) ??
    firstElement(root, (element) => element.tagName === 'dl' && /^Rating:/.test(lineOf(element)))
  )
}

export function bylineIn(root: UnsafeElement): UnsafeElement | undefined {
  return (
    firstElement(root, (element) => element.tagName !== 'p' && hasClass(element, 'byline')) ??
    firstElement(root, (element) => attribute(element, 'rel') === 'author')
  )
}

/** The title in bold in the message "Posted originally on the Archive of Our Own". */
export function titleOfMessage(root: UnsafeElement): string {
  const message = firstElement(root, classed('message'))
  const bold =
    message && firstElement(message, (element) => element.tagName === 'b' || element.tagName === 'strong')
  return bold === undefined ? '' : lineOf(bold)
}
