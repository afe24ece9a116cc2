/** A search as it stands in an address: `/find?q=…&sort=title&page=2`, `/find?like=12&chapter=3&at=400`. */
import type { FacetField, WorkSort } from '../../archive/archive.ts'
import { FACET_FIELDS } from '../../archive/archive.ts'
import type { LikeWhat } from '../../find/finder.ts'
import { QUERY_CHARACTERS_MAX } from '../../find/query/parse-query.ts'
import { FALLS_BY_NATURE, SORTS } from './library-query.ts'

export interface FindAddress {
  query: string
  like?: LikeWhat
  /** Absent: the likeliest first, or the newest where nothing is likelier. */
  sort?: { by: WorkSort; descending: boolean }
  /** From 1. */
  page: number
  /** What is never to be shown is, for once. */
  showHidden: boolean
  /** The filter whose values are all listed. */
  more?: FacetField
}

/** Never throws: what means nothing is passed over, since any search has an answer. */
export function parseFindAddress(params: URLSearchParams): FindAddress {
  const by = SORTS.find((sort) => sort === params.get('sort'))
  const order = params.get('order')
  return {
    query: tidyQuery(params.get('q') ?? ''),
    like: likeWhat(params),
    sort: by && { by, descending: order === null ? FALLS_BY_NATURE[by] : order === 'desc' },
    page: wholeNumber(params.get('page'), 1, 1_000_000) ?? 1,
    showHidden: params.get('hidden') === 'show',
    more: FACET_FIELDS.find((field) => field === params.get('more')),
  }
}

/** On one line, and no longer than is read. */
export function tidyQuery(text: string): string {
  return text
    .replace(/\p{Cc}/gu, ' ')
    .slice(0, QUERY_CHARACTERS_MAX)
    .toWellFormed()
    .trim()
}

function likeWhat(params: URLSearchParams): LikeWhat | undefined {
  const workId = /^[1-9]\d{0,14}$/.exec(params.get('like') ?? '')?.[0]
  if (workId === undefined) return undefined
  const chapter = wholeNumber(params.get('chapter'), 1, 1_000_000)
  return chapter === undefined
    ? { workId }
    : { workId, chapter, start: wholeNumber(params.get('at'), 0, 1e9) ?? 0 }
}

function wholeNumber(text: string | null, from: number, to: number): number | undefined {
  const value = /^\d{1,12}$/.test(text ?? '') ? Number(text) : Number.NaN
  return value >= from && value <= to ? value : undefined
}

/** Name and value pairs, in a lasting order: for links and for the hidden fields of a form. */
export function findPairs({ query, like, sort, page, showHidden, more }: FindAddress): [string, string][] {
  const pairs: [string, string][] = []
  if (query !== '') pairs.push(['q', query])
  if (like !== undefined) pairs.push(['like', like.workId])
  if (like?.chapter !== undefined) pairs.push(['chapter', `${like.chapter}`], ['at', `${like.start ?? 0}`])
  if (sort !== undefined) pairs.push(['sort', sort.by])
  if (sort !== undefined && sort.descending !== FALLS_BY_NATURE[sort.by])
    pairs.push(['order', sort.descending ? 'desc' : 'asc'])
  if (showHidden) pairs.push(['hidden', 'show'])
  if (more !== undefined) pairs.push(['more', more])
  if (page > 1) pairs.push(['page', `${page}`])
  return pairs
}

/** The address of a search. @param change begins again at page 1, unless it says which. */
export function findHref(address: FindAddress, change: Partial<FindAddress> = {}): string {
  const text = new URLSearchParams(findPairs({ ...address, page: 1, ...change })).toString()
  return text === '' ? '/find' : `/find?${text}`
}

/** Stories like this one, or like this passage of it. */
export function likeHref(like: LikeWhat): string {
  return findHref({ query: '', like, page: 1, showHidden: false })
}
