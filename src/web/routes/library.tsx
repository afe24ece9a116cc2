/** `/` */
import { Hono } from 'hono'
import type { FacetCount, FacetField, WorkPage } from '../../archive/archive.ts'
import { type LibraryQuery, parseLibraryQuery, toWorkQuery } from '../forms/library-query.ts'
import { whenChanged } from '../middleware/when-changed.ts'
import { LibraryPage } from '../pages/library-page.tsx'
import { frameOf, type Web } from '../web.ts'

const CONTINUE_SHOWN = 3

export function libraryRoutes(web: Web): Hono {
  return new Hono().get('/', async (c) => {
    const query = parseLibraryQuery(new URL(c.req.url).searchParams)
    const reading = await web.archive.continueReading(CONTINUE_SHOWN)
    return whenChanged(web, c, [reading[0]?.place.at], async () => {
      const [frame, shelf] = await Promise.all([frameOf(web, c), shelfOf(web, query)])
      return c.html(<LibraryPage frame={frame} query={query} shelf={shelf} reading={reading} />)
    })
  })
}

/** Fields of which a work has one: with one chosen, the others are counted as if it were not, so that one can change over. */
const SINGLE: FacetField[] = ['rating', 'language', 'status']

async function shelfOf(web: Web, query: LibraryQuery): Promise<WorkPage> {
  const shelf = await web.archive.listWorks({ ...toWorkQuery(query), facets: true })
  for (const field of SINGLE) {
    if (query.include[field] === undefined) continue
    shelf.facets[field] = await countsWithout(web, query, field)
  }
  return shelf
}

async function countsWithout(web: Web, query: LibraryQuery, field: FacetField): Promise<FacetCount[]> {
  const wider = toWorkQuery({ ...query, include: { ...query.include, [field]: undefined }, page: 1 })
  const { facets } = await web.archive.listWorks({ ...wider, pageSize: 1, facets: true })
  return facets[field] ?? []
}
