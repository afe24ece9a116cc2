/** What a query found, as FoundShape has it: for the API and for `fanfold find --json`. */
import type { WorkBlurb } from '../../archive/archive.ts'
import type { FacetCounts } from '../../find/facets/filter.ts'
import type { FoundPassage, FoundWork } from '../../find/finder.ts'
import { parseQuery } from '../../find/query/parse-query.ts'
import type { ParsedQuery } from '../../find/query/query.ts'
import { runQuery, type Searched } from '../../find/query/run-query.ts'
import { worksInOrder } from '../matching-works.ts'
import type { Found } from './schemas/answers.ts'
import { listedWork } from './story-answers.ts'

interface AskedToFind {
  query: string
  limit: number
  skip?: number
  showHidden?: boolean
  /** So many values of each field; 0 counts nothing. */
  counts: number
}

export async function foundAnswer(searched: Searched, asked: AskedToFind): Promise<Found> {
  const parsed = parseQuery(asked.query)
  const found = await runQuery(searched, parsed, { ...asked, counts: asked.counts > 0 })
  const works = await worksInOrder(
    searched,
    found.results.map(({ workId }) => workId),
  )
  return {
    ...understood(parsed),
    total: found.total,
    hidden: found.hidden,
    results: resultsOf(found.results, works),
    counts: mostOf(found.counts, asked.counts),
    pendingWorks: found.pendingWorks,
    unreadForMeaning: found.unreadForMeaning,
    tookMs: found.tookMs,
  }
}

export function understood({
  typed,
  chips,
  problems,
}: ParsedQuery): Pick<Found, 'query' | 'chips' | 'problems'> {
  return { query: typed, chips, problems }
}

/** A story that went between finding and reading it is left out. */
function resultsOf(results: FoundWork[], works: WorkBlurb[]): Found['results'] {
  const byId = new Map(works.map((work) => [work.id, work]))
  return results.flatMap(({ workId, score, why, passages }) => {
    const work = byId.get(workId)
    if (work === undefined) return []
    return [{ work: listedWork(work), score, why, passages: passages.map((each) => passageOf(workId, each)) }]
  })
}

function passageOf(
  workId: string,
  { block, ...passage }: FoundPassage,
): Found['results'][number]['passages'][number] {
  return { ...passage, page: `/works/${workId}/chapters/${passage.chapter}#p${block}` }
}

function mostOf(counts: FacetCounts, atMost: number): FacetCounts {
  return Object.fromEntries(Object.entries(counts).map(([field, values]) => [field, values.slice(0, atMost)]))
}
