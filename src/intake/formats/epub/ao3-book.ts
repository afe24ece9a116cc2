/** EPUBs of the Archive of Our Own: its own until January 2019, calibre's since. The markup is that of its HTML. */
import {
  addTitle,
  bylineIn,
  chapterReader,
  readByline,
  readPreface,
  readTags,
  tagListIn,
} from '../html/ao3-parts.ts'
import type { Draft } from '../html/draft.ts'
import type { Page } from '../html/page.ts'
import {
  attribute,
  firstElement,
  hasClass,
  lineOf,
  named,
  textLengthOf,
  type UnsafeElement,
  type UnsafeNode,
} from '../html/query.ts'
import { type BookMaker, metadataOf } from './book.ts'
import { readMetadata } from './metadata.ts'

export const ao3Book: BookMaker = {
  id: 'ao3',

  // Other archives run the same software under other names: their books open with the same list of tags.
  recognise: (book) =>
    !metadataOf(book, 'contributor').some((contributor) =>
      /FanFicFare|fanficdownloader/i.test(contributor),
    ) &&
    (metadataOf(book, 'publisher').some((publisher) => /Archive of Our Own/i.test(publisher)) ||
      book.pages.slice(0, 2).some(({ read }) => opensLikeAo3(read()))),

  read(book, draft) {
    const seen = { title: '', byline: false, tags: false }
    const reader = chapterReader(draft, new Map(book.classFacts), metadataOf(book, 'title')[0] ?? '')
    for (const { read } of book.pages) {
      const page = read()
      if (isChapterPage(page)) reader.read(page.body.childNodes)
      else readFront(page, draft, seen)
    }
    if (!seen.tags) return
    reader.finish()
    readMetadata(book, draft, { subjects: false })
  },
}

function opensLikeAo3({ body, classes }: Page): boolean {
  return classes.has('message') && tagListIn(body) !== undefined
}

interface Seen {
  title: string
  byline: boolean
  tags: boolean
}

/** Message and tags; title, creators, summary and notes; afterword: in one file or three. */
function readFront(page: Page, draft: Draft, seen: Seen): void {
  const tags = tagListIn(page.body)
  const heading = firstElement(page.body, named('h1'))
  const title = heading === undefined ? '' : lineOf(heading)
  if (seen.title === '' && title !== '') {
    seen.title = title
    addTitle(draft, title)
  }
  const byline = bylineIn(page.body)
  if (byline !== undefined && !seen.byline) {
    seen.byline = true
    readByline(byline, draft)
  }
  if (tags !== undefined && !seen.tags) {
    seen.tags = true
    readTags(tags, draft)
  }
  readPreface(page.body, draft)
}

const NOTHING: UnsafeNode = { nodeName: '#text', value: '', parentNode: null }

/** It holds text of the story, or notes at the end of a chapter. */
function isChapterPage({ ids, body, path }: Page): boolean {
  // Where calibre cut before the afterword's heading, an empty shell of it ends the last chapter's page.
  const isThere = (id: string) => textLengthOf(ids.get(id) ?? NOTHING) > 0
  if (isThere('preface') || isThere('afterword') || tagListIn(body) !== undefined) return false
  if (isThere('chapters') || /(?:^|\/)chapter\d+_\d+\.x?html$/i.test(path)) return true
  if ([...ids.keys()].some((id) => /^endnotes\d+$/.test(id))) return true
  const isStory = (element: UnsafeElement) =>
    (element.tagName === 'div' && /(?:^|\s)userstuff\d*(?:\s|$)/.test(attribute(element, 'class') ?? '')) ||
    (element.tagName === 'h2' && (hasClass(element, 'heading') || hasClass(element, 'toc-heading')))
  return bylineIn(body) === undefined && firstElement(body, isStory) !== undefined
}
