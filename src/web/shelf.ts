/** The works a query of the pages holds for: chosen and counted in memory, read from the archive a page at a time. */
import type { FacetField, WorkBlurb } from '../archive/archive.ts'
import {
  type FacetCounts,
  type FacetView,
  type FilterClause,
  standingFilters,
} from '../find/facets/filter.ts'
import type { WorkSet } from '../find/facets/work-set.ts'
import { orderedWorks } from '../find/query/ordered-works.ts'
import { isEither, ticking } from './forms/filter-ticks.ts'
import { type LibraryQuery, PAGE_SIZE } from './forms/library-query.ts'
import { toWorkFilter, withCanonical } from './forms/work-filter.ts'
import type { Web } from './web.ts'

export interface Shelf {
  /** With every value by the name it is counted under. */
  query: LibraryQuery
  works: WorkBlurb[]
  total: number
  /** Held back by the standing filters; with `showHidden` those that are shown all the same. */
  hidden: number
  counts: ShelfCounts
  /** All works the standing filters leave, whatever the query. */
  visible: WorkSet
}

/** What each choice beside the list would give. */
export interface ShelfCounts {
  facets: FacetCounts
  crossovers: number
  needALook: number
}

export interface ChosenWorks {
  query: LibraryQuery
  view: FacetView
  /** What must hold beside the query. */
  within: readonly FilterClause[]
  /** Those that are shown. */
  works: WorkSet
  hidden: number
}

type From = Pick<Web, 'archive' | 'facets'>

/** @param among only these, whatever found them; default all. */
export async function chooseWorks(
  web: From,
  asked: LibraryQuery,
  among?: readonly number[],
): Promise<ChosenWorks> {
  const { folder } = asked
  const inFolder = folder === undefined ? undefined : await web.archive.workNumbers({ folder })
  const view = await (await web.facets()).now()
  const query = withCanonical(asked, view)
  const within = [inFolder, among].flatMap((works) =>
    works === undefined ? [] : [{ anyOf: [{ kind: 'works' as const, works }] }],
  )
  return { query, view, within, ...shownWorks({ query, view, within }) }
}

function shownWorks({ query, view, within }: Pick<ChosenWorks, 'query' | 'view' | 'within'>) {
  const found = view.matching({ every: [...toWorkFilter(query).every, ...within] })
  const { shown, hidden } = standingFilters(view, found, { showHidden: query.showHidden })
  return { works: shown, hidden }
}

export async function shelfOf(web: From, asked: LibraryQuery): Promise<Shelf> {
  const chosen = await chooseWorks(web, asked)
  const counts = countShelf(chosen)
  return {
    query: chosen.query,
    works: await readPage(web, chosen),
    total: chosen.works.size,
    hidden: chosen.hidden,
    counts,
    visible: chosen.view.visible,
  }
}

/**
 * Counts of the works shown. In a field where either value is enough, its own choices are counted as if none of them
 * were made, so that one sees what another would add.
 */
export function countShelf({ view, query, within, works }: ChosenWorks): ShelfCounts {
  const facets = view.counts(works)
  for (const field of Object.keys(query.include) as FacetField[]) {
    if (query.include[field]?.length === 0 || !isEither(query, field)) continue
    const wider = shownWorks({ query: withoutField(query, field), view, within })
    facets[field] = view.counts(wider.works)[field] ?? []
  }
  const count = (kind: 'crossover' | 'needs-a-look') =>
    works.and(view.matching({ every: [{ anyOf: [{ kind }] }] })).size
  return { facets, crossovers: count('crossover'), needALook: count('needs-a-look') }
}

function withoutField(query: LibraryQuery, field: FacetField): LibraryQuery {
  return (query.include[field] ?? []).reduce(
    (less, value) => ticking(less, { field, value, to: 'off' }),
    query,
  )
}

/** In the query's order, its page of so many. */
export async function readPage(
  { archive }: From,
  { works, query }: ChosenWorks,
  pageSize = PAGE_SIZE,
): Promise<WorkBlurb[]> {
  const { sort, descending, page } = query
  const skip = (page - 1) * pageSize
  if (skip >= works.size) return []
  const order = { by: sort, descending }
  const ids = (await orderedWorks(archive, { works, sort: order, skip, limit: pageSize })).map(String)
  if (ids.length === 0) return []
  return (await archive.listWorks({ ids, sort, descending, pageSize: pageSize })).works
}
