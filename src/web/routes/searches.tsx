/** `/searches`: kept searches, each with an address that runs it and a feed; and the feed of any other search. */
import { type Context, Hono } from 'hono'
import { noSuchSearch } from '../../archive/searches/kept-searches.ts'
import type { KeptSearch } from '../../archive/searches/search-deeds.ts'
import { ArchiveError } from '../../errors.ts'
import { feedHref } from '../components/keep-search.tsx'
import { answerFeed } from '../feeds/answer-feed.ts'
import { matchingWorks } from '../matching-works.ts'
import { statusOf } from '../middleware/errors.tsx'
import { SearchesPage } from '../pages/searches-page.tsx'
import { frameOf, type Web } from '../web.ts'

/** Of an empty feed nobody kept: it is of no time. */
const NEVER = '1970-01-01T00:00:00.000Z'
const NOTHING_TYPED = { name: '', query: '' }

export function searchRoutes(web: Web): Hono {
  return new Hono()
    .get('/searches', (c) => showSearches(web, c))
    .post('/searches', (c) => keep(web, c))
    .get('/searches/:id{[0-9]+}', (c) => run(web, c))
    .get('/searches/:id{[0-9]+}/feed.atom', (c) => followKept(web, c))
    .get('/find/feed.atom', (c) => followQuery(web, c))
    .post('/searches/:id{[0-9]+}/:deed{name|remove|restore}', (c) => change(web, c))
}

interface Came {
  error: string | null
  typed: { name: string; query: string }
}

async function showSearches(web: Web, c: Context, came?: Came): Promise<Response> {
  const [frame, searches] = await Promise.all([frameOf(web, c), web.archive.searches()])
  const removed = c.req.query('removed')
  const props = { frame, searches, error: came?.error ?? null, typed: came?.typed ?? NOTHING_TYPED }
  return c.html(
    <SearchesPage {...props} removed={/^\d+$/.test(removed ?? '') ? (removed as string) : null} />,
  )
}

/** Back to where one was: the results, or the list of what is kept. */
async function keep(web: Web, c: Context): Promise<Response> {
  const typed = await typedSearch(c)
  try {
    const { id } = await web.archive.keepSearch(typed)
    return c.redirect(`/searches/${id}?done=search-kept`, 303)
  } catch (error) {
    if (!(error instanceof ArchiveError) || !error.code.startsWith('searches/')) throw error
    c.status(statusOf(error.code))
    return showSearches(web, c, { error: [error.message, error.hint].join(' '), typed })
  }
}

async function typedSearch(c: Context): Promise<{ name: string; query: string }> {
  const form = await c.req.formData()
  const [name, query] = [form.get('name') ?? '', form.get('q') ?? '']
  if (typeof name !== 'string' || typeof query !== 'string')
    throw new ArchiveError('web/bad-form', 'What was sent is no search.', 'Use the form on the page.')
  return { name, query }
}

/** Found under the address any other search has, so that it can be changed and narrowed like one. */
async function run(web: Web, c: Context): Promise<Response> {
  const { query } = await requireSearch(web, c)
  const done = c.req.query('done')
  const asked = new URLSearchParams({ q: query, ...(done === undefined ? {} : { done }) })
  return c.redirect(`/find?${asked}`, 302)
}

async function change(web: Web, c: Context): Promise<Response> {
  const id = c.req.param('id') as string
  switch (c.req.param('deed')) {
    case 'name':
      await web.archive.renameSearch(id, String((await c.req.formData()).get('name') ?? ''))
      return c.redirect('/searches?done=search-renamed', 303)
    case 'remove':
      await web.archive.removeSearch(id)
      return c.redirect(`/searches?removed=${id}`, 303)
    default:
      await web.archive.restoreSearch(id)
      return c.redirect('/searches?done=search-restored', 303)
  }
}

async function followKept(web: Web, c: Context): Promise<Response> {
  const { id, name, query, keptAt } = await requireSearch(web, c)
  const self = `/searches/${id}/feed.atom`
  return follow(web, c, {
    title: name,
    name: `searches/${id}`,
    query,
    self,
    page: `/searches/${id}`,
    emptyAt: keptAt,
  })
}

async function followQuery(web: Web, c: Context): Promise<Response> {
  const query = (c.req.query('q') ?? '').replace(/[\p{Cc}\s]+/gu, ' ').trim()
  if (query === '')
    throw new ArchiveError(
      'web/bad-address',
      'The address does not say what to look for.',
      'Add ?q= and what it shall find.',
    )
  const page = `/find?${new URLSearchParams({ q: query })}`
  return follow(web, c, {
    title: query,
    name: `find/${query}`,
    query,
    self: feedHref(query),
    page,
    emptyAt: NEVER,
  })
}

interface Followed {
  title: string
  name: string
  query: string
  self: string
  page: string
  emptyAt: string
}

async function follow(web: Web, c: Context, { query, ...feed }: Followed): Promise<Response> {
  const [works, libraryId] = await Promise.all([matchingWorks(web, query), web.archive.libraryId()])
  const { origin } = new URL(c.req.url)
  return answerFeed(c, { ...feed, subtitle: `New stories that match: ${query}`, libraryId, origin, works })
}

async function requireSearch(web: Web, c: Context): Promise<KeptSearch> {
  const id = c.req.param('id') as string
  const search = await web.archive.getSearch(id)
  if (search === undefined) throw noSuchSearch(id)
  return search
}
