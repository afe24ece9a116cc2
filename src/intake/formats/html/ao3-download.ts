/** A story downloaded from the Archive of Our Own as HTML, 2010 to today. */
import {
  addTitle,
  bylineIn,
  chapterReader,
  readByline,
  readPreface,
  readTags,
  tagListIn,
  titleOfMessage,
} from './ao3-parts.ts'
import type { HtmlFamily } from './family.ts'
import { firstElement, lineOf, named, type UnsafeElement } from './query.ts'

export const ao3Download: HtmlFamily = {
  id: 'ao3-download',

  recognise: ({ ids, body, opening }) =>
    ids.has('chapters') &&
    tagListIn(body) !== undefined &&
    !ids.has('workskin') &&
    (ids.has('preface') || /archiveofourown|Posted originally on/i.test(opening)),

  read(page, draft) {
    const chapters = page.ids.get('chapters') as UnsafeElement
    const heading = firstElement(page.ids.get('preface') ?? page.body, named('h1'))
    const title =
      (heading && lineOf(heading)) || titleOfMessage(page.body) || (page.title.split(' - ')[0] ?? '')
    addTitle(draft, title)
    const byline = bylineIn(page.body)
    if (byline !== undefined) readByline(byline, draft)
    const tags = tagListIn(page.body)
    if (tags !== undefined) readTags(tags, draft)
    readPreface(page.body, draft, chapters)
    const reader = chapterReader(draft, page.classFacts, title)
    reader.read(chapters.childNodes)
    reader.finish()
  },
}
