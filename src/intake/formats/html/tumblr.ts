/** A post of Tumblr as a browser saved it: whose it is stands above it, date and count of notes below. */
import { addLine, type Said } from './draft.ts'
import type { HtmlFamily } from './family.ts'
import { generic } from './generic.ts'
import type { Page } from './page.ts'
import { allElements, detachAll, hasClass, lineOf, type UnsafeElement } from './query.ts'

const POSTER: Said = { rule: 'tumblr/poster', confidence: 0.75, rank: 'page-title' }
const FRAME = [
  'reblog-header',
  'post-header',
  'permalink',
  'post-footer',
  'notes-count',
  'post-notes',
  'tags',
  'post-tags',
  'reblog-link',
]
const NAME = /^[\w-]{2,40}$/

export const tumblr: HtmlFamily = {
  id: 'tumblr',

  recognise: ({ metas, classes, opening }) =>
    metas.get('og:site_name') === 'Tumblr' ||
    (/\.tumblr\.com|assets\.tumblr/i.test(opening) && (classes.has('post') || classes.has('post-content'))),

  read(page, draft) {
    const poster = posterOf(page)
    if (poster !== undefined)
      addLine(
        draft,
        { label: 'Posted by', value: poster, fields: [{ field: 'authors', value: poster }] },
        POSTER,
      )
    detachAll(new Set(frameOf(page)))
    generic.read(page, draft)
  },
}

/** The one named above the post; of several, through whom it came, the last is the writer. */
function posterOf({ body, classes, opening }: Page): string | undefined {
  const names = ['reblog-header', 'post-header', 'tumblr_blog'].flatMap((name) =>
    (classes.get(name) ?? []).map((element) => lineOf(element).replace(/:$/, '')),
  )
  const named = names.filter((name) => NAME.test(name)).at(-1)
  return named ?? /https?:\/\/([\w-]{2,40})\.tumblr\.com\/post\//i.exec(opening)?.[1] ?? blogOf(body)
}

function blogOf(body: UnsafeElement): string | undefined {
  const [link] = allElements(
    body,
    (element) => hasClass(element, 'blog-name') || hasClass(element, 'username'),
  )
  const name = lineOf(link)
  return NAME.test(name) ? name : undefined
}

function frameOf({ body }: Page): UnsafeElement[] {
  return allElements(
    body,
    (element) => FRAME.some((name) => hasClass(element, name)) && lineOf(element).length < 400,
  )
}
