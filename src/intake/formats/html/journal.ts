/** What LiveJournal, its clones and Dreamwidth have in common: names of users, cut marks, subjects, comments. */
import { readSiteTags } from '../../recover/site-tags.ts'
import { isNoTitle, readTitleLine } from '../../recover/title-line.ts'
import { addLine, addNodes, type Draft, type FieldValue, type Said } from './draft.ts'
import { isoDate, readEntries } from './field-values.ts'
import type { Page } from './page.ts'
import {
  attribute,
  elementsIn,
  firstElement,
  hasClass,
  lineOf,
  type UnsafeElement,
  type UnsafeNode,
} from './query.ts'

const SUBJECT: Said = { rule: 'journal/subject', confidence: 0.75, rank: 'page-title' }
const POSTER: Said = { rule: 'journal/poster', confidence: 0.75, rank: 'page-title' }
const DATE: Said = { rule: 'journal/date', confidence: 0.85, rank: 'page-title' }

/** Parts of an entry that are the site's: comments, moods, tags, links. */
const SITE_PARTS =
  /(?:^|\s)(?:comments?|comment-?(?:list|form|wrap|thread)\S*|b-tree\S*|currents?|ljtags|lj-currents|tag|tags|entry-?tags|b-singlepost-(?:tags|about|wrapper-about|footer)\S*|entry-management-links|management-links|entry-interaction-links|entry-readlink|quickreply|metadata|userpic|entry-userpic|ljad|lj-?like\S*|aentry-post__(?:slot|tags|like)\S*|footer|navigation|access-filter|restrictions|poster|entry-poster)(?:\s|$)/i

export function isSitePart(element: UnsafeElement): boolean {
  return (
    SITE_PARTS.test(attribute(element, 'class') ?? '') ||
    /^(?:comments?|ljq\S*|qr\S*|postform)$/i.test(attribute(element, 'id') ?? '')
  )
}

/** Where a cut began on the page the reader came from: header above, story below. */
export function isCutMark(element: UnsafeElement): boolean {
  const name = attribute(element, 'name') ?? attribute(element, 'id') ?? ''
  return (
    element.tagName === 'lj-cut' ||
    (element.tagName === 'a' && /^cutid\d+$/.test(name)) ||
    (element.tagName === 'span' && hasClass(element, 'cuttag'))
  )
}

const MAX_CUT_TEXT = 120

/** "( Read more... )" in bold round a cut's mark: the words are the site's, the mark stays. Changes the tree. */
export function emptyCuts(root: UnsafeElement): void {
  const framed = [...elementsIn(root)].filter(
    (element) => /^(?:b|strong|span|p|div)$/.test(element.tagName) && isFramedCut(element),
  )
  for (const element of framed) {
    const mark = firstElement(element, isCutMark)
    if (mark === undefined) continue
    mark.childNodes = []
    element.childNodes = [mark]
  }
}

function isFramedCut(element: UnsafeElement): boolean {
  const line = lineOf(element)
  return (
    line.length <= MAX_CUT_TEXT && /^\(.*\)$/.test(line) && firstElement(element, isCutMark) !== undefined
  )
}

/** The name a user element stands for: `<span class="ljuser" lj:user="n">`, `<lj user=n>`. */
function userName(element: UnsafeElement): string | undefined {
  if (element.tagName === 'lj') return attribute(element, 'user') ?? attribute(element, 'comm')
  if (!hasClass(element, 'ljuser') && !hasClass(element, 'lj-user')) return undefined
  return (
    attribute(element, 'lj:user') ??
    attribute(element, 'data-ljuser') ??
    (lineOf(element).replace(/^\[[^\]]*\]\s*/, '') || undefined)
  )
}

/** Users within a text stand as their names, without icons and links. Changes the tree. */
export function nameUsers(root: UnsafeElement): void {
  for (const element of [...elementsIn(root)]) {
    const name = userName(element)
    if (name === undefined) continue
    element.childNodes = [{ nodeName: '#text', value: name, parentNode: element }]
    element.attrs = []
    element.tagName = element.nodeName = 'span'
  }
}

/** Users named above the text: the first is the poster; in "A wrote in B" the second is the community. */
export function readPoster(page: Page, body: UnsafeElement, draft: Draft): void {
  for (const element of elementsIn(page.body)) {
    if (element === body) break
    const name = userName(element)
    if (name === undefined) continue
    addLine(draft, { label: 'Posted by', value: name, fields: [{ field: 'authors', value: name }] }, POSTER)
    return
  }
}

/** "FIC: Title (Fandom; A/B; PG-13; 1/3)" and everything it says. */
export function readSubject(subject: string, draft: Draft): void {
  const line = readTitleLine(subject)
  if (line.title === '' || isNoTitle(line.title)) return
  const fields: FieldValue[] = [
    { field: 'title', value: line.title },
    ...readEntries('fandoms', line.fandoms),
    ...readEntries('relationships', line.relationships),
    ...readEntries('categories', line.categories),
    ...readEntries('rating', line.ratings),
    ...readEntries('tags', line.tags),
  ]
  addLine(draft, { label: 'Subject', value: subject, fields }, SUBJECT)
}

const TAGS: Said = { rule: 'journal/tags', confidence: 0.65, rank: 'metadata' }
const TAG_PART = /(?:^|\s)(?:ljtags|tag|tags|entry-?tags|b-singlepost-tags|aentry-post__tags)(?:\s|$)/i

/** The journal's own tags: what they name by kind, "fandom: merlin". */
export function readJournalTags({ body }: Page, draft: Draft): void {
  for (const element of elementsIn(body)) {
    const line = TAG_PART.test(attribute(element, 'class') ?? '') ? lineOf(element) : tagsBeside(element)
    const value = line.replace(/^(?:current |entry )?tags\s*:?\s*/i, '').slice(0, MAX_TAGS)
    const fields = line === '' ? [] : readSiteTags(value)
    if (fields.length === 0) continue
    addLine(draft, { label: 'Entry tags', value, fields }, TAGS)
    return
  }
}

const MAX_TAGS = 2_000

/** In old styles: a cell "Entry tags:" and the cell beside it. */
function tagsBeside(element: UnsafeElement): string {
  if (element.tagName !== 'tr') return ''
  const [label, value] = element.childNodes.filter(
    (node): node is UnsafeElement => 'tagName' in node && /^t[dh]$/.test(node.tagName),
  )
  return label && value && /^(?:entry )?tags:?$/i.test(lineOf(label)) ? lineOf(value) : ''
}

export function readPostDate(shown: string, draft: Draft): void {
  const date = isoDate(shown)
  if (date !== null)
    addLine(
      draft,
      { label: 'Date', value: shown, fields: [{ field: 'published', value: date, raw: shown }] },
      DATE,
    )
}

export function addEntry(page: Page, nodes: readonly UnsafeNode[], draft: Draft): void {
  addNodes(draft, nodes, {
    classFacts: page.classFacts,
    skip: isSitePart,
    boundary: (element) => (isCutMark(element) ? 'cut' : undefined),
  })
}

/** The subject within a page's title: "Subject: journal — LiveJournal", "journal: Subject". */
export function subjectOfTitle(title: string): string {
  const site =
    /^(.*?)\s*[:—–-]\s*[\w-]+\s*(?:—|–|-|\|)\s*(?:LiveJournal|InsaneJournal|DeadJournal|JournalFen)\s*$/i.exec(
      title,
    )
  if (site) return (site[1] as string).trim()
  const journal = /^[\w-]{2,25}:\s+(.+)$/.exec(title)
  return journal ? (journal[1] as string).trim() : ''
}
