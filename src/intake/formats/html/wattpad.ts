/** A part of a story on Wattpad as a browser saved it. */
import { addChapter, addField, addLine, addNodes, type Said } from './draft.ts'
import { chapterTitle, type HtmlFamily } from './family.ts'
import type { Page } from './page.ts'
import {
  allElements,
  attribute,
  detachAll,
  firstElement,
  hasClass,
  lineOf,
  type UnsafeElement,
} from './query.ts'

const PAGE: Said = { rule: 'wattpad/page', confidence: 0.9, rank: 'markers' }
const TITLE = /^(.+?) - (.+) - (?:Page \d+ - )?Wattpad$/
/** "Read 3. The Cello from the story The Bus by moonchild with 20,114 reads." */
const ABOUT = /\bfrom the story (.+?) by (\S{2,40}) (?:\(.{1,40}\) )?with [\d.,KM]+ reads/i

const isMarked = (element: UnsafeElement) => attribute(element, 'data-p-id') !== undefined
const isPanel = (element: UnsafeElement) => hasClass(element, 'panel-reading')

/** The part's paragraphs: those with a mark for comments, or where the page was cleaned of them all in its panel. */
function paragraphsOf(body: UnsafeElement): UnsafeElement[] {
  const marked = allElements(body, isMarked)
  const panels = marked.length > 0 ? [] : allElements(body, isPanel)
  return marked.length > 0
    ? marked
    : panels.flatMap((panel) => allElements(panel, ({ tagName }) => tagName === 'p'))
}

export const wattpad: HtmlFamily = {
  id: 'wattpad',

  recognise: ({ body, title, opening }) =>
    (/\bWattpad$/.test(title) || /wattpad\.com/i.test(opening)) && paragraphsOf(body).length > 0,

  read(page, draft) {
    const { story, part, author } = namesOf(page)
    if (story !== '')
      addLine(draft, { label: 'Title', value: story, fields: [{ field: 'title', value: story }] }, PAGE)
    if (author !== '')
      addLine(draft, { label: 'By', value: author, fields: [{ field: 'authors', value: author }] }, PAGE)
    if (page.lang !== undefined)
      addField(draft, { field: 'language', value: page.lang }, { ...PAGE, confidence: 0.5, rank: 'metadata' })
    const marks = allElements(page.body, (element) => hasClass(element, 'comment-marker'))
    detachAll(new Set(marks))
    const range = addNodes(draft, paragraphsOf(page.body), { classFacts: page.classFacts })
    addChapter(draft, { title: chapterTitle(part, story), ...range })
  },
}

function namesOf(page: Page): { story: string; part: string; author: string } {
  const [, story, part] = TITLE.exec(page.title) ?? []
  const [, named, by] =
    ABOUT.exec(page.metas.get('description') ?? page.metas.get('og:description') ?? '') ?? []
  const heading = lineOf(firstElement(page.body, ({ tagName }) => tagName === 'h1'))
  const linked = firstElement(page.body, (element) =>
    /^\/user\/|wattpad\.com\/user\//.test(attribute(element, 'href') ?? ''),
  )
  return { story: named ?? story ?? '', part: part ?? heading, author: by ?? lineOf(linked) }
}
