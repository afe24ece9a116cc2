/** A page of FanFiction.net (or FictionPress) as a browser saved it: one chapter, with the facts of the whole story. */

import { htmlOf } from './ao3-parts.ts'
import { partOfMenu } from './chapter-menu.ts'
import { addChapter, addLine, addNodes, addProse, type Draft, type Said } from './draft.ts'
import { chapterTitle, type HtmlFamily } from './family.ts'
import { readFfnMeta } from './ffn-meta.ts'
import { dateOfSeconds, readEntries } from './field-values.ts'
import type { Page } from './page.ts'
import {
  allElements,
  attribute,
  classed,
  elementsIn,
  firstElement,
  lineOf,
  named,
  textLengthOf,
  type UnsafeElement,
} from './query.ts'

const PROFILE: Said = { rule: 'ffn/profile', confidence: 0.97, rank: 'markers' }
const META: Said = { rule: 'ffn/meta-line', confidence: 0.97, rank: 'markers' }

export const ffnPage: HtmlFamily = {
  id: 'ffn-page',

  recognise: ({ ids }) =>
    (ids.has('storytext') || ids.has('storytextp')) &&
    (ids.has('profile_top') || ids.has('chap_select') || ids.has('pre_story_links')),

  read(page, draft) {
    const profile = page.ids.get('profile_top')
    if (profile !== undefined) readProfile(profile, draft)
    else readOldPage(page, draft)
    const links = page.ids.get('pre_story_links')
    if (links !== undefined) readCategory(links, draft)
    const text = page.ids.get('storytext') ?? (page.ids.get('storytextp') as UnsafeElement)
    const range = addNodes(draft, text.childNodes, { classFacts: page.classFacts })
    const menu = page.ids.get('chap_select')
    addChapter(draft, { title: selectedChapter(menu), ...range })
    Object.assign(draft.document, partOfMenu(menu))
  },
}

function readProfile(profile: UnsafeElement, draft: Draft): void {
  const title = lineOf(firstElement(profile, named('b')))
  if (title !== '')
    addLine(draft, { label: 'Title', value: title, fields: [{ field: 'title', value: title }] }, PROFILE)
  const author = lineOf(firstElement(profile, isAuthorLink))
  if (author !== '')
    addLine(draft, { label: 'By', value: author, fields: [{ field: 'authors', value: author }] }, PROFILE)
  const summary = firstElement(profile, (element) => /margin-top/i.test(attribute(element, 'style') ?? ''))
  if (summary !== undefined)
    addProse(draft, { field: 'summary', html: htmlOf(summary.childNodes), label: 'Summary' }, PROFILE)
  const meta =
    firstElement(
      profile,
      (element) => element.tagName === 'span' && /^(?:Fiction )?Rated:/i.test(lineOf(element)),
    ) ?? firstElement(profile, classed('xgray'))
  if (meta !== undefined) readMeta(meta, draft)
}

const PAGE_TITLE =
  /^(.+?)(?:,? Chapter \d+(?:: .+?)?)?,\s+an?\s+(.+?)\s+(?:crossover\s+)?fanfic\b.*FanFiction/i

/** Before 2010 there was no profile: the page's title says what the story is, and a line of facts stands somewhere. */
function readOldPage({ title, body }: Page, draft: Draft): void {
  const [, name, fandom] = PAGE_TITLE.exec(title.slice(0, 300)) ?? []
  if (name !== undefined)
    addLine(draft, { label: 'Title', value: name, fields: [{ field: 'title', value: name }] }, PROFILE)
  if (fandom !== undefined)
    addLine(
      draft,
      { label: 'Category', value: fandom, fields: readEntries('fandoms', [fandom]) },
      { ...PROFILE, confidence: 0.7 },
    )
  const author = lineOf(firstElement(body, isAuthorLink))
  if (author !== '')
    addLine(draft, { label: 'By', value: author, fields: [{ field: 'authors', value: author }] }, PROFILE)
  const meta = factsIn(body)
  if (meta !== undefined) readMeta(meta, draft)
}

/** The smallest element that begins with "Rated:". */
function factsIn(body: UnsafeElement): UnsafeElement | undefined {
  let found: UnsafeElement | undefined
  for (const element of elementsIn(body)) {
    if (textLengthOf(element) < 600 && /^(?:Fiction )?Rated:/i.test(lineOf(element))) found = element
  }
  return found
}

const isAuthorLink = (element: UnsafeElement) =>
  /^(?:https?:\/\/[^/]+)?\/u\//.test(attribute(element, 'href') ?? '')

/** Dates are words ("May 4", "2h ago") with the seconds since 1970 beside them: the seconds count. */
function readMeta(meta: UnsafeElement, draft: Draft): void {
  const line = lineOf(meta)
  const dates = allElements(meta, (element) => attribute(element, 'data-xutime') !== undefined)
    .map((element) => dateOfSeconds(attribute(element, 'data-xutime') ?? ''))
    .filter((date) => date !== null)
    .sort()
  const fields = readFfnMeta(line).filter(
    ({ field }) => dates.length === 0 || (field !== 'published' && field !== 'updated'),
  )
  if (dates[0] !== undefined) fields.push({ field: 'published', value: dates[0] })
  const last = dates.at(-1)
  if (dates.length > 1 && last !== undefined) fields.push({ field: 'updated', value: last })
  addLine(draft, { label: 'Facts', value: line, fields }, META)
}

/** The path above the story: "Books > Narnia"; of a crossover one link, "A + B Crossover". */
function readCategory(path: UnsafeElement, draft: Draft): void {
  const links = allElements(path, named('a'))
    .map((link) => lineOf(link))
    .filter((name) => name !== '')
  const last = links.at(-1)
  if (last === undefined) return
  const crossover = /^(.+?)\s+Crossover$/i.exec(last)?.[1]
  const names = crossover === undefined ? [last] : crossover.split(/\s+(?:\+|&)\s+/)
  addLine(
    draft,
    {
      label: 'Category',
      value: last,
      fields: readEntries('fandoms', names.length > 2 ? [crossover ?? last] : names),
    },
    PROFILE,
  )
}

/** "2. The Long Road", the option that is selected. Options are not closed on this site; the parser closes them. */
function selectedChapter(select: UnsafeElement | undefined): string | null {
  const chosen = select && firstElement(select, (element) => attribute(element, 'selected') !== undefined)
  return chosen === undefined ? null : chapterTitle(lineOf(chosen))
}
