/** `/find` */
import { type Context, Hono } from 'hono'
import { parseQuery } from '../../find/query/parse-query.ts'
import type { ParsedQuery } from '../../find/query/query.ts'
import { type QueryAnswer, runQuery } from '../../find/query/run-query.ts'
import { type FindAddress, findHref, parseFindAddress, tidyQuery } from '../forms/find-address.ts'
import { queryOfForm } from '../forms/query-form.ts'
import { noSuchWork } from '../middleware/errors.tsx'
import { FindPage, type Found } from '../pages/find-page.tsx'
import { frameOf, type Web } from '../web.ts'

const LISTED_SHOWN = 20
/** With their passages they are longer. */
const RANKED_SHOWN = 10

export function findRoutes(web: Web): Hono {
  return new Hono().get('/find', (c) => showFound(web, c))
}

async function showFound(web: Web, c: Context): Promise<Response> {
  const params = new URL(c.req.url).searchParams
  const address = parseFindAddress(params)
  if (params.has('form')) return c.redirect(findHref(address, { query: tidyQuery(queryOfForm(params)) }), 303)
  const parsed = parseQuery(address.query)
  const isAsked = address.query !== '' || address.like !== undefined
  const [frame, found] = await Promise.all([frameOf(web, c), isAsked ? find(web, address, parsed) : null])
  const offered = found?.answer.counts ?? (await allCounts(web))
  return c.html(<FindPage frame={frame} address={address} parsed={parsed} found={found} offered={offered} />)
}

async function find(web: Web, address: FindAddress, parsed: ParsedQuery): Promise<Found> {
  const like = address.like && (await web.archive.getWork(address.like.workId))
  if (address.like !== undefined && like === undefined) throw noSuchWork(address.like.workId)
  const isRanked = like !== undefined || parsed.text !== ''
  const pageSize = isRanked ? RANKED_SHOWN : LISTED_SHOWN
  const answer = await runQuery(web, parsed, {
    limit: pageSize,
    skip: (address.page - 1) * pageSize,
    sort: address.sort,
    like: address.like,
    showHidden: address.showHidden,
  })
  const [works, kept] = await Promise.all([worksOf(web, answer), web.archive.searchOf(address.query)])
  return { answer, works, pageSize, like, kept }
}

async function worksOf(web: Web, { results }: QueryAnswer): Promise<Found['works']> {
  const ids = results.map(({ workId }) => workId)
  const { works } =
    ids.length === 0 ? { works: [] } : await web.archive.listWorks({ ids, pageSize: ids.length })
  return new Map(works.map((work) => [work.id, work]))
}

/** What the form offers before anything was asked. */
async function allCounts(web: Web) {
  const view = await (await web.facets()).now()
  return view.counts(view.visible)
}
