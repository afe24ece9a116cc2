/** The stories a search holds for, newest added first: what feeds tell of. */
import type { Archive, WorkBlurb, WorkId } from '../archive/archive.ts'
import { parseQuery } from '../find/query/parse-query.ts'
import { runQuery, type Searched } from '../find/query/run-query.ts'

/** Of a description, to which any story is a little alike, so many of the likeliest are followed. */
export const FEED_ENTRIES = 50

export async function matchingWorks(searched: Searched, query: string): Promise<WorkBlurb[]> {
  const { results } = await runQuery(searched, parseQuery(query), { limit: FEED_ENTRIES, counts: false })
  const works = await worksInOrder(
    searched,
    results.map(({ workId }) => workId),
  )
  return works.sort((a, b) => newestFirst(a.addedAt, b.addedAt) || Number(b.id) - Number(a.id))
}

function newestFirst(a: string, b: string): number {
  return a < b ? 1 : a > b ? -1 : 0
}

/** So many are read at once. */
const AT_ONCE = 500

/** In the order of their ids; works that are gone since are left out. */
export async function worksInOrder(
  { archive }: { archive: Pick<Archive, 'listWorks'> },
  ids: readonly WorkId[],
): Promise<WorkBlurb[]> {
  const byId = new Map<WorkId, WorkBlurb>()
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const { works } = await archive.listWorks({ ids: ids.slice(at, at + AT_ONCE), pageSize: AT_ONCE })
    for (const work of works) byId.set(work.id, work)
  }
  return ids.flatMap((id) => byId.get(id) ?? [])
}
