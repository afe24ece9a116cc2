/** A thread of a XenForo forum as a browser saved it: posts with a threadmark are chapters, the others are talk. */

import { threadTitle } from '../text/thread-title.ts'
import { addChapter, addLine, addNodes, type Draft, type FieldValue, type Said } from './draft.ts'
import { chapterTitle, type HtmlFamily } from './family.ts'
import { readEntries } from './field-values.ts'
import { nameUsers, readPostDate, readSubject } from './journal.ts'
import type { Page } from './page.ts'
import {
  attribute,
  classed,
  firstElement,
  hasClass,
  lineOf,
  linesWithin,
  named,
  type UnsafeElement,
} from './query.ts'

const THREAD: Said = { rule: 'forum/thread', confidence: 0.9, rank: 'markers' }
/** Parts of a post that are the forum's. */
const SITE = [
  'bbCodeBlock-expandLink',
  'bbCodeBlock-expandContent-link',
  'message-signature',
  'message-footer',
  'js-selectToQuoteEnd',
]

export const forum: HtmlFamily = {
  id: 'forum',

  recognise: ({ classes }) => classes.has('message--post') && classes.has('bbWrapper'),

  read(page, draft) {
    const posts = storyPosts(page)
    const heading = page.classes.get('p-title-value')?.[0]
    if (heading !== undefined) {
      heading.childNodes = heading.childNodes.filter(
        (node) => !('tagName' in node && hasClass(node, 'label')),
      )
      readThreadTitle(lineOf(heading), draft)
    }
    const author = posts[0] && attribute(posts[0], 'data-author')
    if (author)
      addLine(
        draft,
        { label: 'Posted by', value: author, fields: [{ field: 'authors', value: author }] },
        THREAD,
      )
    const date = posts[0] && firstElement(posts[0], named('time'))
    if (date !== undefined) readPostDate(attribute(date, 'datetime')?.slice(0, 10) ?? lineOf(date), draft)
    for (const post of posts) readPost(post, page, draft)
  },
}

/** The fandom in brackets, where nothing else is in them. */
function readThreadTitle(title: string, draft: Draft): void {
  const read = threadTitle(title)
  if (read === null) {
    readSubject(title, draft)
    return
  }
  const fields: FieldValue[] = [
    { field: 'title', value: read.name },
    ...readEntries('fandoms', read.fandoms).map((each) => ({ ...each, confidence: 0.75 })),
  ]
  addLine(draft, { label: 'Thread', value: title, fields }, THREAD)
}

/** Threadmarked posts; where there are none, those of the one who began the thread. */
function storyPosts({ classes }: Page): UnsafeElement[] {
  const posts = (classes.get('message--post') ?? []).filter(
    (post) => firstElement(post, classed('bbWrapper')) !== undefined,
  )
  const marked = posts.filter((post) => labelOf(post) !== '')
  const author = posts[0] && attribute(posts[0], 'data-author')
  return marked.length > 0 ? marked : posts.filter((post) => attribute(post, 'data-author') === author)
}

function labelOf(post: UnsafeElement): string {
  return lineOf(
    firstElement(
      post,
      (element) => hasClass(element, 'threadmarkLabel') || hasClass(element, 'threadmark-label'),
    ),
  ).replace(/^Threadmarks?:\s*/i, '')
}

function readPost(post: UnsafeElement, { classFacts }: Page, draft: Draft): void {
  const body = firstElement(post, classed('bbWrapper')) as UnsafeElement
  nameUsers(body)
  const skip = (element: UnsafeElement) =>
    SITE.some((name) => hasClass(element, name)) ||
    (element.tagName === 'a' && /^Click to (?:expand|shrink)/i.test(linesWithin(element)[0] ?? ''))
  const range = addNodes(draft, body.childNodes, { classFacts, skip })
  const label = labelOf(post)
  addChapter(draft, { title: label === '' ? null : chapterTitle(label), ...range })
}
