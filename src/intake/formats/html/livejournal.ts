/** An entry of LiveJournal or a site of its kind (InsaneJournal, JournalFen, DeadJournal) as a browser saved it. */
import type { HtmlFamily } from './family.ts'
import {
  addEntry,
  emptyCuts,
  isSitePart,
  nameUsers,
  readJournalTags,
  readPostDate,
  readPoster,
  readSubject,
  subjectOfTitle,
} from './journal.ts'
import type { Page } from './page.ts'
import {
  allElements,
  attribute,
  lineOf,
  named,
  textLengthOf,
  type UnsafeElement,
  type UnsafeNode,
} from './query.ts'

const BODIES = [
  'b-singlepost-body',
  'aentry-post__text',
  'entrytext',
  'entry_text',
  'entry-content',
  'asset-body',
  'entry-body',
  'entry_body',
  'entryText',
  'ljcut',
]
const TITLES = [
  'b-singlepost-title',
  'aentry-post__title',
  'entry-title',
  'entry_title',
  'entryHeader',
  'entryheader',
  'asset-name',
  'subject',
  'entry-subject',
  'subj-link',
]
const DATES = [
  'b-singlepost-author-date',
  'aentry-head__date',
  'entry-date',
  'entry_date',
  'datetime',
  'date',
  'timestamp',
  'asset-meta',
]
const SITES = /(?:livejournal|insanejournal|deadjournal|journalfen)\.(?:com|net|org)/i

export const liveJournal: HtmlFamily = {
  id: 'livejournal',

  recognise(page) {
    const isStyled = page.classes.has('b-singlepost-body') || page.classes.has('aentry-post__text')
    const isTitled = /[—–-]\s*(?:LiveJournal|InsaneJournal|DeadJournal|JournalFen)\s*$/.test(page.title)
    const isEntry = page.classes.has('ljuser') && (SITES.test(page.opening) || saysItIsAnEntry(page))
    return (isStyled || isTitled || isEntry) && bodyOf(page) !== undefined
  },

  read(page, draft) {
    const body = bodyOf(page) as UnsafeElement
    readSubject(firstLine(page, TITLES) || subjectOfTitle(page.title), draft)
    readPoster(page, body, draft)
    readPostDate(firstLine(page, DATES) || dateAbove(page), draft)
    // A light page has its text right in the body, below a table of poster and date and one of moods.
    const above = body === page.body ? body.childNodes.filter((node) => isAbove(node, page.title)) : []
    readJournalTags(page, draft)
    nameUsers(body)
    emptyCuts(body)
    addEntry(
      page,
      body.childNodes.filter((node) => !above.includes(node)),
      draft,
    )
  },
}

function isAbove(node: UnsafeNode, title: string): boolean {
  if (!('tagName' in node)) return false
  const line = lineOf(node)
  return node.tagName === 'table' ? line.length < 300 : line !== '' && title.endsWith(line)
}

/** Words of the site round an entry. */
const ENTRY = /\bwrote in\b|@\s*(?:19|20)\d\d-\d\d-\d\d|\b(?:current (?:mood|music|location)|entry tags):/i

function saysItIsAnEntry({ body }: Page): boolean {
  return ENTRY.test(lineOf(body).slice(0, 2_000))
}

function firstLine(page: Page, names: string[]): string {
  for (const name of names) {
    const line = lineOf(page.classes.get(name)?.[0])
    if (line !== '') return line
  }
  return ''
}

/** The entry's text: by the styles' own names, otherwise (old styles are tables) the cell with the most text of its own. */
function bodyOf(page: Page): UnsafeElement | undefined {
  for (const name of BODIES) {
    const found = page.classes.get(name)?.[0]
    if (found !== undefined && textLengthOf(found) > 0) return found
  }
  const cells = [page.body, ...allElements(page.body, ({ tagName }) => tagName === 'td' || tagName === 'div')]
  let best: { cell: UnsafeElement; length: number } | undefined
  for (const cell of cells) {
    if (isSitePart(cell) || cell.childNodes.length < 2) continue
    const length = ownLength(cell)
    if (best === undefined || length > best.length) best = { cell, length }
  }
  return best !== undefined && best.length > 200 ? best.cell : undefined
}

/** Characters directly within, or within inline elements and paragraphs, but not in cells and divs below. */
function ownLength(cell: UnsafeElement): number {
  let length = 0
  for (const node of cell.childNodes) {
    if ('tagName' in node && /^(?:table|tbody|tr|td|div|form|script|style)$/.test(node.tagName)) continue
    length += textLengthOf(node)
  }
  return length
}

/** Light pages say the date in a cell: "@ 2005-06-14 21:03:00". */
function dateAbove(page: Page): string {
  const time = allElements(page.body, named('time'))[0]
  if (time !== undefined) return attribute(time, 'datetime') ?? lineOf(time)
  const text = lineOf(page.body).slice(0, 2_000)
  return /@?\s*((?:19|20)\d\d-\d\d-\d\d) \d\d:\d\d/.exec(text)?.[1] ?? ''
}
