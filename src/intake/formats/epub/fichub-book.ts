/** EPUBs of FicHub: an introduction, a table of contents within the reading order, one page a chapter. */
import { addChapter, addNodes, type Draft } from '../html/draft.ts'
import { chapterTitle } from '../html/family.ts'
import { readIntroduction } from '../html/fichub.ts'
import type { Page } from '../html/page.ts'
import { firstElement, lineOf, type UnsafeElement } from '../html/query.ts'
import type { BookMaker } from './book.ts'
import { readMetadata } from './metadata.ts'

const INTRODUCTION = /(?:^|\/)introduction\.x?html$/i

export const ficHubBook: BookMaker = {
  id: 'fichub',

  recognise: ({ pages }) => {
    const introduction = pages.find(({ item }) => INTRODUCTION.test(item.name))
    return introduction !== undefined && /fichub/i.test(lineOf(introduction.read().body))
  },

  read(book, draft) {
    for (const { item, read } of book.pages) {
      if (item.properties.includes('nav') || /(?:^|\/)nav\.x?html$/i.test(item.name)) continue
      if (INTRODUCTION.test(item.name)) readIntroduction(read().body, draft)
      else readChapter(read(), draft)
    }
    readMetadata(book, draft, { subjects: false })
  },
}

/** `h2` "3. Title". */
function readChapter(page: Page, draft: Draft): void {
  const heading = firstElement(page.body, isHeading)
  const range = addNodes(draft, page.body.childNodes, {
    classFacts: page.classFacts,
    skip: (element) => element === heading,
  })
  addChapter(draft, { title: chapterTitle(lineOf(heading)), ...range })
}

const isHeading = (element: UnsafeElement) => /^h[12]$/.test(element.tagName)
