/** The stories a search holds for, newest added first: what feeds tell of. */
import type { WorkBlurb, WorkId } from '../archive/archive.ts'
import { parseQuery } from '../find/query/parse-query.ts'
import { runQuery } from '../find/query/run-query.ts'
import type { Web } from './web.ts'

/** Of a description, to which any story is a little alike, so many of the likeliest are followed. */
export const FEED_ENTRIES = 50

export async function matchingWorks(web: Web, query: string): Promise<WorkBlurb[]> {
  const { results } = await runQuery(web, parseQuery(query), { limit: FEED_ENTRIES, counts: false })
  const ids = results.map(({ workId }) => workId)
  return worksInOrder(web, ids, 'added')
}

/** @param order `given` as the ids stand; `added` newest first. Works that are gone since are left out. */
export async function worksInOrder(
  { archive }: Pick<Web, 'archive'>,
  ids: WorkId[],
  order: 'given' | 'added',
): Promise<WorkBlurb[]> {
  if (ids.length === 0) return []
  const { works } = await archive.listWorks({ ids, sort: 'added', descending: true, pageSize: ids.length })
  if (order === 'added') return works
  const byId = new Map(works.map((work) => [work.id, work]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}
