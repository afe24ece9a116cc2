/** The library's filters as they stand in an address: `/?rating=teen&not-tags=angst&words-from=1000&sort=title`. */
import { z } from 'zod'
import { FACET_FIELDS, type FacetField, type WorkQuery, type WorkSort } from '../../archive/archive.ts'
import { ArchiveError } from '../../errors.ts'

export const PAGE_SIZE = 20
const SORTS = ['added', 'title', 'creator', 'words'] as const satisfies readonly WorkSort[]
/** Which way each order runs when nothing else is said. */
const FALLS_BY_NATURE: Record<WorkSort, boolean> = { added: true, title: false, creator: false, words: true }

export type FacetValues = Partial<Record<FacetField, string[]>>

export interface LibraryQuery {
  include: FacetValues
  exclude: FacetValues
  wordsFrom?: number
  wordsTo?: number
  needsALook: boolean
  /** Absolute path. */
  folder?: string
  sort: WorkSort
  descending: boolean
  /** From 1. */
  page: number
  /** The filter whose values are all listed. */
  more?: FacetField
}

/** An unfilled field of a form is sent as ''. */
const optionalNumber = z.preprocess(
  (text) => (typeof text === 'string' && text.trim() === '' ? undefined : text),
  z.coerce.number().int().min(0).max(1e12).optional(),
)

const addressShape = z.object({
  'words-from': optionalNumber,
  'words-to': optionalNumber,
  'needs-a-look': z.literal('1').optional(),
  folder: z.string().max(4096).optional(),
  sort: z.enum(SORTS).default('added'),
  order: z.enum(['asc', 'desc']).optional(),
  page: z.coerce.number().int().min(1).max(1e6).default(1),
  more: z.enum(FACET_FIELDS).optional(),
})

/** @throws ArchiveError `web/bad-address` naming the part of the address that cannot be understood. */
export function parseLibraryQuery(params: URLSearchParams): LibraryQuery {
  const parsed = addressShape.safeParse(Object.fromEntries(params))
  if (!parsed.success) {
    const name = String(parsed.error.issues[0]?.path[0] ?? '')
    throw new ArchiveError(
      'web/bad-address',
      `The address asks for "${name}=${params.get(name) ?? ''}", which means nothing here.`,
      'Go to the library and choose again; addresses it makes can be kept and sent.',
    )
  }
  const { sort, order, page, more, folder } = parsed.data
  return {
    include: facetValues(params, ''),
    exclude: facetValues(params, 'not-'),
    wordsFrom: parsed.data['words-from'],
    wordsTo: parsed.data['words-to'],
    needsALook: parsed.data['needs-a-look'] !== undefined,
    folder: folder === '' ? undefined : folder,
    sort,
    descending: order === undefined ? FALLS_BY_NATURE[sort] : order === 'desc',
    page,
    more,
  }
}

function facetValues(params: URLSearchParams, prefix: string): FacetValues {
  const values: FacetValues = {}
  for (const field of FACET_FIELDS) {
    const given = params.getAll(prefix + field).filter((value) => value !== '')
    if (given.length > 0) values[field] = [...new Set(given)]
  }
  return values
}

/** Name and value pairs of a query, in a lasting order: for links and for the hidden fields of a form. */
export function queryPairs(query: LibraryQuery): [string, string][] {
  const pairs: [string, string][] = []
  for (const field of FACET_FIELDS) {
    for (const value of query.include[field] ?? []) pairs.push([field, value])
    for (const value of query.exclude[field] ?? []) pairs.push([`not-${field}`, value])
  }
  if (query.wordsFrom !== undefined) pairs.push(['words-from', `${query.wordsFrom}`])
  if (query.wordsTo !== undefined) pairs.push(['words-to', `${query.wordsTo}`])
  if (query.needsALook) pairs.push(['needs-a-look', '1'])
  if (query.folder !== undefined) pairs.push(['folder', query.folder])
  if (query.sort !== 'added') pairs.push(['sort', query.sort])
  if (query.descending !== FALLS_BY_NATURE[query.sort])
    pairs.push(['order', query.descending ? 'desc' : 'asc'])
  if (query.more !== undefined) pairs.push(['more', query.more])
  if (query.page > 1) pairs.push(['page', `${query.page}`])
  return pairs
}

/** The address of a query on a page. */
export function queryHref(query: LibraryQuery, path = '/'): string {
  const text = new URLSearchParams(queryPairs(query)).toString()
  return text === '' ? path : `${path}?${text}`
}

/** The library filtered by one value alone: where a tag, a creator, a fandom leads. */
export function facetHref(field: FacetField, value: string): string {
  return `/?${new URLSearchParams([[field, value]])}`
}

export type Tick = 'off' | 'included' | 'excluded'

export function tickOf(query: LibraryQuery, field: FacetField, value: string): Tick {
  if (query.include[field]?.includes(value)) return 'included'
  return query.exclude[field]?.includes(value) ? 'excluded' : 'off'
}

/** A work has one of these at most, so that including a second value takes the place of the first. */
const SINGLE: ReadonlySet<FacetField> = new Set(['rating', 'language', 'status'])

/** The query after one more tick: off → included → excluded → off. Begins again at page 1. */
export function ticked(query: LibraryQuery, field: FacetField, value: string): LibraryQuery {
  const tick = tickOf(query, field, value)
  const included = without(query.include[field], value)
  const excluded = without(query.exclude[field], value)
  if (tick === 'off') {
    if (SINGLE.has(field)) included.length = 0
    included.push(value)
  }
  if (tick === 'included') excluded.push(value)
  return {
    ...query,
    include: { ...query.include, [field]: included },
    exclude: { ...query.exclude, [field]: excluded },
    page: 1,
  }
}

function without(values: string[] | undefined, value: string): string[] {
  return (values ?? []).filter((other) => other !== value)
}

/** What the archive is asked. */
export function toWorkQuery(query: LibraryQuery): WorkQuery {
  return {
    include: query.include,
    exclude: query.exclude,
    wordsFrom: query.wordsFrom,
    wordsTo: query.wordsTo,
    needsALook: query.needsALook ? true : undefined,
    folder: query.folder,
    sort: query.sort,
    descending: query.descending,
    page: query.page,
    pageSize: PAGE_SIZE,
  }
}

/** How many filters are set. */
export function filterCount(query: LibraryQuery): number {
  const values = [...Object.values(query.include), ...Object.values(query.exclude)]
  const others = [query.wordsFrom, query.wordsTo, query.folder].filter((value) => value !== undefined)
  return values.flat().length + others.length + (query.needsALook ? 1 : 0)
}
