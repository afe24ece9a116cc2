/** `/filter`: a value typed by its name becomes a filter of the list it was typed beside. */
import { Hono } from 'hono'
import { FACET_FIELDS, type FacetField } from '../../archive/archive.ts'
import type { FacetView } from '../../find/facets/filter.ts'
import { ticking } from '../forms/filter-ticks.ts'
import { parseLibraryQuery, queryHref } from '../forms/library-query.ts'
import type { Web } from '../web.ts'

/** Lists that have filters. */
const PATHS = ['/', '/find']
const TYPED_MAX = 300

export function filterRoutes(web: Web): Hono {
  return new Hono().get('/filter', async (c) => {
    const params = new URL(c.req.url).searchParams
    const path = PATHS.find((each) => each === params.get('path')) ?? '/'
    const query = parseLibraryQuery(params, path)
    const typed = (params.get('add-value') ?? '').trim().slice(0, TYPED_MAX)
    if (typed === '') return c.redirect(queryHref(query), 303)
    const view = await (await web.facets()).now()
    const { field, value } = meant(view, typed, params.get('add-field'))
    const to = params.get('add-as') === 'without' ? 'excluded' : 'included'
    return c.redirect(queryHref(ticking(query, { field, value, to })), 303)
  })
}

/** The very name in the field it was chosen from or in any; else what would be suggested first; else a tag nobody has. */
function meant(view: FacetView, typed: string, chosen: string | null): { field: FacetField; value: string } {
  const fields = FACET_FIELDS.filter(
    (field) => field === chosen || view.canonical(field, typed) !== undefined,
  )
  const field =
    fields.find((each) => each === chosen) ?? fields.find((each) => each !== 'rating') ?? fields[0]
  const known = field && view.canonical(field, typed)
  if (field !== undefined && known !== undefined) return { field, value: known }
  const [first] = view.suggest(typed, { limit: 1, kinds: FACET_FIELDS })
  if (first !== undefined && first.kind !== 'title') return { field: first.kind, value: first.text }
  return { field: 'tags', value: typed }
}
