/** Any EPUB: from calibre, Sigil, Vellum, Wattpad, a word processor. Pages and their table of contents make chapters. */
import { type BuiltBlock, buildBlocks } from '../../../story/allowed-html.ts'
import { blockText } from '../../../story/plain-text.ts'
import { labelOfLine } from '../../recover/labels.ts'
import { addBuilt, addChapter, addProse, type Draft } from '../html/draft.ts'
import { chapterTitle } from '../html/family.ts'
import { nameUsers } from '../html/journal.ts'
import type { Page } from '../html/page.ts'
import { attribute, type UnsafeElement } from '../html/query.ts'
import { type BookMaker, metadataOf } from './book.ts'
import { readMetadata } from './metadata.ts'
import type { NavEntry } from './navigation.ts'
import { kindOf, type PageKind } from './page-kind.ts'

/** A run of the story as its page holds it. */
interface Section {
  blocks: BuiltBlock[]
  /** The headings above them. */
  top: BuiltBlock[]
  /** Its title by the table of contents or its own heading; null where it has neither and goes on with what was before. */
  heading: string | null
  kind: PageKind
}

export const anyBook: BookMaker = {
  id: 'any',
  recognise: () => true,

  read(book, draft) {
    const sections = book.pages.flatMap(({ item, read }) => {
      if (item.properties.includes('nav')) return []
      const entries = book.navigation.filter(({ name }) => name === item.name)
      return sectionsOf(read(), entries, book.package.kinds.get(item.name) ?? '')
    })
    putDown(sections, metadataOf(book, 'title')[0] ?? '', draft)
    readMetadata(book, draft, { subjects: true })
  },
}

function sectionsOf(page: Page, entries: NavEntry[], type: string): Section[] {
  const kind = kindOf(page, type)
  nameUsers(page.body)
  const anchors = new Set(entries.map(({ fragment }) => fragment).filter((fragment) => fragment !== ''))
  const boundary = (element: UnsafeElement) => {
    const id = attribute(element, 'id') ?? attribute(element, 'name')
    return id !== undefined && anchors.has(id) ? { anchor: id } : undefined
  }
  const built = buildBlocks(page.body.childNodes, { classFacts: page.classFacts, boundary })
  if (built.length === 0) return []
  if (kind === 'header' || kind === 'summary' || kind === 'authorNote')
    return [withHeading(built, entries.find(({ fragment }) => fragment === '')?.label ?? null, kind)]
  if (kind !== 'story') return [{ blocks: built, top: [], heading: null, kind }]
  return cutAtAnchors(built, entries).map(({ blocks, label }) => withHeading(blocks, label, kind))
}

interface Cut {
  blocks: BuiltBlock[]
  label: string | null
}

/** One page may hold many chapters, each led to by its id. */
function cutAtAnchors(built: BuiltBlock[], entries: NavEntry[]): Cut[] {
  const labels = new Map(entries.map(({ fragment, label }) => [fragment, label]))
  const cuts: Cut[] = [{ blocks: [], label: labels.get('') ?? null }]
  for (const block of built) {
    const label = block.anchor === null ? undefined : labels.get(block.anchor)
    const last = cuts.at(-1) as Cut
    if (label !== undefined && last.blocks.every(({ tag }) => /^h\d$/.test(tag))) last.label = label
    else if (label !== undefined) cuts.push({ blocks: [], label })
    ;(cuts.at(-1) as Cut).blocks.push(block)
  }
  return cuts.filter(({ blocks }) => blocks.length > 0)
}

/** The heading is told and left out of the text: up to two headings, or a first line that says what the contents say. */
function withHeading(blocks: BuiltBlock[], label: string | null, kind: PageKind): Section {
  const headings: string[] = []
  let from = 0
  for (; from < blocks.length && headings.length < 2; from++) {
    const block = blocks[from] as BuiltBlock
    const line = blockText(block.html).replace(/\s+/g, ' ')
    const isHeading = /^h\d$/.test(block.tag) && line.length <= 150
    if (!isHeading && (label === null || line.toLowerCase() !== label.toLowerCase())) break
    headings.push(line)
  }
  const said = label !== null && !/^(?:start|begin(?:ning)?|text|unknown)$/i.test(label) ? label : null
  const own =
    headings.length === 0
      ? null
      : (headings.find((line) => chapterTitle(line) !== null) ?? headings[0] ?? null)
  // The contents may say only "Chapter 3" where the page has the title below the number.
  const heading = said !== null && chapterTitle(said) === null && own !== null ? own : (said ?? own)
  return { blocks: blocks.slice(from), top: blocks.slice(0, from), heading, kind }
}

const MAX_FRONT = 6_000
const MAX_SUMMARY = 2_500

/**
 * What a page's heading suggested holds only where the page bears it out: labels below "Information", a few lines below
 * "Annotation" before the first chapter, and nothing like a chapter's length below "Author's note".
 */
function settleKinds(sections: Section[]): Section[] {
  const firstStory = sections.findIndex(({ kind }) => kind === 'story' || kind === 'title')
  return sections.map((section, at) => {
    const isFirst = firstStory === -1 || at < firstStory
    const { labels, length } = labelsOf(section.blocks)
    const holds =
      section.kind === 'header'
        ? isFirst && labels >= 2 && length < MAX_FRONT
        : section.kind === 'summary'
          ? isFirst && length < (labels >= 2 ? MAX_FRONT : MAX_SUMMARY)
          : section.kind !== 'authorNote' || length < MAX_FRONT
    if (!holds) return { ...section, kind: 'story' }
    return section.kind === 'summary' && labels >= 2 ? { ...section, kind: 'header' } : section
  })
}

function labelsOf(blocks: readonly BuiltBlock[]): { labels: number; length: number } {
  const lines = blocks.slice(0, 40).flatMap(({ lines: own }) => own.map(({ text }) => text))
  return {
    labels: lines.filter((line) => labelOfLine(line)?.weak === false).length,
    length: blocks.reduce((sum, { html }) => sum + blockText(html).length, 0),
  }
}

/** A page whose heading is no chapter's, put down without it. @returns false for any other. */
function putAside({ kind, blocks }: Section, isOpen: boolean, draft: Draft): boolean {
  if (kind === 'header') addBuilt(draft, blocks)
  else if (kind === 'summary')
    addProse(
      draft,
      { field: 'summary', html: blocks.map(({ html }) => html).join(''), label: 'Summary' },
      { rule: 'epub/summary-page', confidence: 0.85, rank: 'markers' },
    )
  else if (kind === 'authorNote') addBuilt(draft, blocks, isOpen ? 'notesAfter' : 'notesBefore')
  else return false
  return true
}

function putDown(found: Section[], workTitle: string, draft: Draft): void {
  const sections = settleKinds(found)
  const story = sections.filter((section) => section.kind === 'story' && !isFront(section, workTitle))
  const certain = story.filter(({ heading }) => heading !== null).length >= 2
  let open = false
  // A page with nothing but "Part One" on it stands above the chapter that follows.
  let part: BuiltBlock[] = []
  for (const section of sections) {
    const { heading, kind } = section
    const blocks = [...part, ...section.blocks]
    part = []
    if (putAside(section, open, draft)) continue
    if (kind === 'furniture') addFurniture(draft, blocks, !open)
    else if (kind === 'before' || kind === 'after')
      addBuilt(draft, blocks, kind === 'before' ? 'notesBefore' : 'notesAfter')
    else if (!certain || kind === 'title' || (!open && isFront(section, workTitle)))
      addOpenPage(draft, section)
    else if (section.blocks.length === 0) part = [...blocks, ...section.top]
    else if (heading === null && open) continueChapter(draft, blocks)
    else {
      addChapter(draft, {
        title: heading === null ? null : chapterTitle(heading, workTitle),
        ...addBuilt(draft, blocks),
      })
      open = true
    }
  }
}

/** A page before the first chapter: labelled lines and little else, or the work's title and who it is by. */
function isFront({ blocks, heading }: Section, workTitle: string): boolean {
  const lines = blocks.slice(0, 40).flatMap(({ lines: own }) => own.map(({ text }) => text))
  const length = lines.reduce((sum, line) => sum + line.length, 0)
  if (length < 400 && (heading === workTitle || /^by\s/i.test(lines[0] ?? ''))) return true
  const labels = lines.filter((line) => labelOfLine(line)?.weak === false).length
  return labels >= 2 && blocks.length <= 40 && length < 6_000
}

/** A copyright page may hold the story's header: its labelled lines are read, where they are a fic's. */
function addFurniture(draft: Draft, blocks: BuiltBlock[], isAbove: boolean): void {
  const labels = blocks.map(({ lines }) =>
    lines.map(({ text }) => labelOfLine(text)).filter((label) => label !== null),
  )
  const isHeader = isAbove && labels.flat().filter(({ weak }) => !weak).length >= 2
  for (const [at, block] of blocks.entries()) {
    const isLabelled = labels[at]?.length !== 0
    addBuilt(draft, [block], isHeader && isLabelled ? undefined : 'furniture')
  }
}

/** Where chapters are still to be found, their headings stay in the text, and every page begins like one. */
function addOpenPage(draft: Draft, { top, blocks }: Section): void {
  const page = [...top, ...blocks].map((block, at) => ({
    ...block,
    pageBreakBefore: at === 0 || block.pageBreakBefore,
  }))
  addBuilt(draft, page)
}

function continueChapter(draft: Draft, blocks: BuiltBlock[]): void {
  const { end } = addBuilt(draft, blocks)
  const last = draft.document.chapters?.at(-1)
  if (last !== undefined) last.end = end
}
