/** Any page that no known program made: old home pages, blogs, hand-written files. What is the story's is left in. */
import { type BuiltBlock, buildBlocks } from '../../../story/allowed-html.ts'
import type { Block } from '../../document.ts'
import { furnitureOf } from '../../recover/furniture.ts'
import { labelOfLine } from '../../recover/labels.ts'
import { isNoTitle } from '../../recover/title-line.ts'
import { readLanguage } from '../../recover/vocabulary/languages.ts'
import { takeBlogMeta } from './blog-meta.ts'
import { addBuilt, addField, addSource, type Draft, type Said } from './draft.ts'
import type { HtmlFamily } from './family.ts'
import { saysNothing } from './field-values.ts'
import { removeFurniture } from './furniture-elements.ts'
import { emptyCuts, isCutMark, nameUsers } from './journal.ts'
import { unwrapLayoutTables } from './layout-tables.ts'
import type { Page } from './page.ts'
import { plainSource, typedText } from './preformatted.ts'
import { allElements, attribute, firstElement, hasClass, textLengthOf, type UnsafeElement } from './query.ts'

export const generic: HtmlFamily = {
  id: 'generic',
  recognise: () => true,
  read(page, draft) {
    removeFurniture(page.body)
    nameUsers(page.body)
    emptyCuts(page.body)
    unwrapLayoutTables(page.body)
    takeBlogMeta(page.body, draft)
    addContent(page, contentOf(page.body), draft)
    addHead(page, draft)
  },
}

/** Puts down what an element holds, lines of menus and hosts marked as furniture. */
export function addContent(page: Page, root: UnsafeElement, draft: Draft): void {
  const sources = takeTypedText(root)
  const boundary = (element: UnsafeElement) => (isCutMark(element) ? ('cut' as const) : undefined)
  const built = buildBlocks(root.childNodes, { classFacts: page.classFacts, boundary })
  const start = draft.document.blocks.length
  let from = 0
  for (const [at, block] of built.entries()) {
    const source = block.from === null ? undefined : sources.get(block.from)
    if (source === undefined) continue
    addBuilt(draft, built.slice(from, at))
    addSource(draft, source)
    from = at + 1
  }
  addBuilt(draft, built.slice(from))
  markFurniture(draft.document.blocks.slice(start), built)
}

/** Typed texts by their element, which keeps a single letter to hold its place. Changes the tree. */
function takeTypedText(root: UnsafeElement): Map<UnsafeElement, string> {
  const sources = new Map<UnsafeElement, string>()
  for (const element of typedText(root)) {
    const holder: UnsafeElement = element === root ? { ...root, tagName: 'pre', nodeName: 'pre' } : element
    sources.set(holder, plainSource(element.childNodes))
    if (element === root) root.childNodes = [holder]
    holder.childNodes = [{ nodeName: '#text', value: 'x', parentNode: holder }]
  }
  return sources
}

/** Elements that say they are the content, surest first. */
const CONTENT: readonly ((element: UnsafeElement) => boolean)[] = [
  (element) =>
    /^(?:storytext|story-?text|story-?content|story|chapter-?content|chaptertext|fic|fanfic)$/i.test(
      attribute(element, 'id') ?? '',
    ),
  (element) =>
    [
      'entry-content',
      'post-content',
      'story-content',
      'chapter-content',
      'post-body',
      'entry-body',
      'storytext',
    ].some((name) => hasClass(element, name)),
  (element) => element.tagName === 'article',
  (element) => element.tagName === 'main' || attribute(element, 'role') === 'main',
]
/** So much of the page's text must be in it; the title and header of many pages stand outside. */
const MOST = 0.85

/** The element, or the nearest one round it that holds a heading: titles stand beside the text more often than in it. */
function withHeading(content: UnsafeElement): UnsafeElement {
  const hasHeading = (root: UnsafeElement) =>
    firstElement(root, ({ tagName }) => /^h[1-3]$/.test(tagName)) !== undefined
  let root = content
  for (let up = 0; up < 4 && !hasHeading(root); up++) {
    const parent = root.parentNode
    if (parent === null || !('tagName' in parent) || parent.tagName === 'html') return content
    root = parent
  }
  return hasHeading(root) ? root : content
}

function contentOf(body: UnsafeElement): UnsafeElement {
  const whole = textLengthOf(body)
  for (const test of CONTENT) {
    const found = allElements(body, test)
    const [only] = found
    if (only !== undefined && found.length === 1 && textLengthOf(only) >= whole * MOST)
      return withHeading(only)
  }
  return body
}

/** Blocks this long that end like a sentence are prose. */
const PROSE = 80
const HOST =
  /^(?:(?:this (?:page|site)|page|site) (?:is )?(?:hosted|maintained|created|designed|best viewed|last (?:updated|modified)|copyright|has been (?:visited|accessed)).{0,160}|(?:you are|you're) (?:visitor|guest|number|fan|the).{0,80}|.{0,60}\bweb ?ring\b.{0,160}|(?:sign|view|read)(?: or (?:sign|view))? (?:my|the|our) (?:guest ?book|dreambook).{0,40}|.{0,40}guest ?book.{0,40}|get your (?:own )?free .{0,80}|.{0,40}\b(?:geocities|angelfire|tripod|fortunecity|xoom|homestead)\b.{0,80}|best viewed .{0,80}|©.{0,100}|last (?:updated|modified).{0,60})$/i

/**
 * Lines that are only links, hosts and counters, before the first paragraph and after the last; and a heading that
 * names the site, above a header that names the story.
 */
function markFurniture(blocks: Block[], built: readonly BuiltBlock[]): void {
  const linked = new Set<string>()
  for (const { lines } of built)
    for (const line of lines) if (line.linked || line.picture) linked.add(line.text)
  const isSite = (line: string) => linked.has(line) || isSiteLine(line)
  const isProse = ({ text }: Block) =>
    text.length >= PROSE && /[.!?…:—–-]["'”’»)*]*$/.test(text) && !isSite(text)
  const first = blocks.findIndex(isProse)
  const last = blocks.findLastIndex(isProse)
  if (first === -1) return
  const isLabelled = (at: number) => {
    const label = labelOfLine(blocks[at]?.text.split('\n')[0] ?? '')
    return label !== null && !label.weak
  }
  // "Tags: …" below a header's other lines is one of them, and no blog's foot.
  const inHeader = (at: number) => at < first && isLabelled(at) && isLabelled(at - 1)
  const titled = blocks.findIndex(({ text }) => labelOfLine(text)?.field === 'title')
  blocks.forEach((block, at) => {
    if ((at >= first && at <= last) || block.kind === 'break') return
    if (at < titled && WELCOME.test(block.text)) block.role = 'furniture'
    if (block.kind === 'heading' || (at < first && block.strong)) return
    const lines = block.text.split('\n').filter((line) => line !== '')
    if (lines.length > 0 && lines.every(isSite) && !inHeader(at)) block.role = 'furniture'
  })
}

function isSiteLine(line: string): boolean {
  return HOST.test(line) || furnitureOf(line) === 'site'
}

const TITLE: Said = { rule: 'html/title', confidence: 0.6, rank: 'page-title' }
const META: Said = { rule: 'html/meta', confidence: 0.5, rank: 'metadata' }
const WELCOME =
  /^(?:welcome\b|home ?page|fan ?fiction|stories|main page|index\b|.*\b(?:home ?page|web ?site|archive|fan ?fiction|fan ?fic|stories|(?:fic|fiction) page)$)/i

/** What parts a page's title from its site's: "The Salt Road – ink and weather". */
const SEPARATOR = /\s+(?:[-–—|»•~]|::?)\s+/

/** The page's title is often the site's: it counts for little, and for more where the page's text begins with it. */
export function addHead(page: Page, draft: Draft, confidence = TITLE.confidence): void {
  const title = page.title.replace(/^.*\bweb\.archive\.org\S*\s*/, '').trim()
  if (title !== '' && !isNoTitle(title) && title.length < 150) {
    const opening = draft.document.blocks.slice(0, 8).map(({ text }) => text.toLowerCase())
    const shown = [title, ...title.split(SEPARATOR)].find((part) => opening.includes(part.toLowerCase()))
    const sure = shown !== undefined ? 0.85 : WELCOME.test(title) ? 0.3 : confidence
    addField(draft, { field: 'title', value: shown ?? title, raw: title }, { ...TITLE, confidence: sure })
  }
  const author = page.metas.get('author') ?? page.metas.get('dc.creator') ?? ''
  if (author !== '' && !saysNothing(author)) addField(draft, { field: 'authors', value: author }, META)
  const language = page.lang === undefined ? null : readLanguage(page.lang)
  if (language !== null) addField(draft, { field: 'language', value: language, raw: page.lang }, META)
}
