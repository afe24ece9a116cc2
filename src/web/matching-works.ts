/** The stories a search holds for, newest added first: what feeds tell of. */
import type { WorkBlurb } from '../archive/archive.ts'
import type { Web } from './web.ts'

/** More would be no feed but the library. */
export const FEED_ENTRIES = 50
/** Any story is a little like a description: only the best are followed. */
const LIKELY = 100

export async function matchingWorks(web: Web, query: string): Promise<WorkBlurb[]> {
  const finder = await web.finder()
  const { results } = await finder.find(query, { limit: LIKELY })
  const ids = results.map(({ workId }) => workId)
  if (ids.length === 0) return []
  const { works } = await web.archive.listWorks({
    ids,
    sort: 'added',
    descending: true,
    pageSize: FEED_ENTRIES,
  })
  return works
}
