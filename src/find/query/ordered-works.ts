/** A page of a set of works, in an order of the archive's. */
import type { WorkSort } from '../../archive/archive.ts'
import type { TagDeeds } from '../../archive/tags/tag-deeds.ts'
import type { WorkSet } from '../facets/work-set.ts'

interface Ordering {
  works: WorkSet
  sort: { by: WorkSort; descending: boolean }
  limit: number
  skip: number
}

/** Fewer are named to the archive one by one; more are picked out of all works in order. */
const NAMED_MAX = 2000

export async function orderedWorks(
  archive: Pick<TagDeeds, 'eachNumber' | 'workNumbers'>,
  { works, sort, limit, skip }: Ordering,
): Promise<number[]> {
  if (works.size <= NAMED_MAX) {
    const ids = [...works].map(String)
    const order = await archive.workNumbers({ ids, sort: sort.by, descending: sort.descending })
    return order.slice(skip, skip + limit)
  }
  const page: number[] = []
  let passed = 0
  for await (const some of archive.eachNumber(sort.by, sort.descending)) {
    for (const work of some) {
      if (!works.has(work)) continue
      if (passed >= skip) page.push(work)
      else passed++
      if (page.length === limit) return page
    }
  }
  return page
}
