/** `/find` */
import { Hono } from 'hono'
import { FindPage } from '../pages/find-page.tsx'
import { frameOf, type Web } from '../web.ts'

const RESULTS_SHOWN = 20
const MAX_QUERY = 2000

export function findRoutes(web: Web): Hono {
  return new Hono().get('/find', async (c) => {
    const query = (c.req.query('q') ?? '')
      .replace(/\p{Cc}/gu, ' ')
      .slice(0, MAX_QUERY)
      .trim()
    const frame = await frameOf(web, c)
    if (query === '') return c.html(<FindPage frame={frame} query="" found={null} works={new Map()} />)
    const finder = await web.finder()
    const found = await finder.find(query, { limit: RESULTS_SHOWN })
    const ids = found.results.map(({ workId }) => workId)
    const { works } =
      ids.length === 0 ? { works: [] } : await web.archive.listWorks({ ids, pageSize: ids.length })
    const byId = new Map(works.map((work) => [work.id, work]))
    return c.html(<FindPage frame={frame} query={query} found={found} works={byId} />)
  })
}
