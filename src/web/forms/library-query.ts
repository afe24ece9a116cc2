/**
 * Filters as they stand in an address: `/?rating=teen&rating=mature&not-tags=angst&words-from=1000&sort=title`.
 * The library has them, and any page that lists works can: the address is `path`, and `q` stands in it.
 */
import { z } from 'zod'
import { FACET_FIELDS, type FacetField, type WorkSort } from '../../archive/archive.ts'
import { ArchiveError } from '../../errors.ts'

export const PAGE_SIZE = 20
export const SORTS = ['added', 'title', 'creator', 'words'] as const satisfies readonly WorkSort[]
/** Which way each order runs when nothing else is said. */
export const FALLS_BY_NATURE: Record<WorkSort, boolean> = {
  added: true,
  title: false,
  creator: false,
  words: true,
}

export type FacetValues = Partial<Record<FacetField, string[]>>

/** Ranges of numbers. */
export const NUMBER_RANGES = ['words', 'chapters'] as const
/** Ranges of days, as people write them: a year, a month, a day. */
export const DAY_RANGES = ['updated', 'published', 'added'] as const
export type NumberRange = (typeof NUMBER_RANGES)[number]
export type DayRange = (typeof DAY_RANGES)[number]

export interface Ends<Value> {
  from?: Value
  to?: Value
}

/** What is either wanted, or not wanted, or not asked. */
export type Wanted = 'yes' | 'no' | undefined

export interface LibraryQuery {
  /** Where the list is: '/' for the library. */
  path: string
  /** What is looked for, on a page that finds. */
  q?: string
  include: FacetValues
  exclude: FacetValues
  /** Fields in which one of the included values is enough; with the others each must hold. */
  anyOf: FacetField[]
  numbers: Partial<Record<NumberRange, Ends<number>>>
  days: Partial<Record<DayRange, Ends<string>>>
  crossover: Wanted
  needsALook: Wanted
  /** Absolute path. */
  folder?: string
  /** Also what the standing filters hold back. */
  showHidden: boolean
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

const optionalDay = z.preprocess(
  (text) => (typeof text === 'string' && text.trim() === '' ? undefined : text),
  z
    .string()
    .trim()
    .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)
    .optional(),
)
const optionalWanted = z
  .enum(['1', '0'])
  .optional()
  .transform((text): Wanted => (text === undefined ? undefined : text === '1' ? 'yes' : 'no'))

const addressShape = z.object({
  'words-from': optionalNumber,
  'words-to': optionalNumber,
  'chapters-from': optionalNumber,
  'chapters-to': optionalNumber,
  'updated-from': optionalDay,
  'updated-to': optionalDay,
  'published-from': optionalDay,
  'published-to': optionalDay,
  'added-from': optionalDay,
  'added-to': optionalDay,
  crossover: optionalWanted,
  'needs-a-look': optionalWanted,
  hidden: z.literal('show').optional(),
  folder: z.string().max(4096).optional(),
  q: z.string().max(2000).optional(),
  sort: z.enum(SORTS).default('added'),
  order: z.enum(['asc', 'desc']).optional(),
  page: z.coerce.number().int().min(1).max(1e6).default(1),
  more: z.enum(FACET_FIELDS).optional(),
})

/**
 * @param path of the page; only pages that find keep `q`.
 * @throws ArchiveError `web/bad-address` naming the part of the address that cannot be understood.
 */
export function parseLibraryQuery(params: URLSearchParams, path = '/'): LibraryQuery {
  const parsed = addressShape.safeParse(Object.fromEntries(params))
  if (!parsed.success) {
    const name = String(parsed.error.issues[0]?.path[0] ?? '')
    throw new ArchiveError(
      'web/bad-address',
      `The address asks for "${name}=${params.get(name) ?? ''}", which means nothing here.`,
      'Numbers are whole, days are written 2004, 2004-05 or 2004-05-31. Go to the library and choose again.',
    )
  }
  const { sort, order, page, more, folder, q, crossover, hidden } = parsed.data
  return {
    path,
    q: path === '/' || q === '' ? undefined : q,
    include: facetValues(params, ''),
    exclude: facetValues(params, 'not-'),
    anyOf: FACET_FIELDS.filter((field) => params.getAll('any').includes(field)),
    numbers: rangesOf(NUMBER_RANGES, (name) => parsed.data[name]),
    days: rangesOf(DAY_RANGES, (name) => parsed.data[name]),
    crossover,
    needsALook: parsed.data['needs-a-look'],
    showHidden: hidden !== undefined,
    folder: folder === '' ? undefined : folder,
    sort,
    descending: order === undefined ? FALLS_BY_NATURE[sort] : order === 'desc',
    page,
    more,
  }
}

function rangesOf<Name extends string, Value>(
  names: readonly Name[],
  end: (name: `${Name}-from` | `${Name}-to`) => Value | undefined,
): Partial<Record<Name, Ends<Value>>> {
  const ranges: Partial<Record<Name, Ends<Value>>> = {}
  for (const name of names) {
    const [from, to] = [end(`${name}-from`), end(`${name}-to`)]
    if (from !== undefined || to !== undefined)
      ranges[name] = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) }
  }
  return ranges
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
  if (query.q !== undefined) pairs.push(['q', query.q])
  for (const field of FACET_FIELDS) {
    for (const value of query.include[field] ?? []) pairs.push([field, value])
    for (const value of query.exclude[field] ?? []) pairs.push([`not-${field}`, value])
  }
  for (const field of query.anyOf) if ((query.include[field]?.length ?? 0) > 1) pairs.push(['any', field])
  const ranges: [string, Ends<number | string> | undefined][] = [
    ...NUMBER_RANGES.map((name): [string, Ends<number> | undefined] => [name, query.numbers[name]]),
    ...DAY_RANGES.map((name): [string, Ends<string> | undefined] => [name, query.days[name]]),
  ]
  for (const [name, ends] of ranges) {
    if (ends?.from !== undefined) pairs.push([`${name}-from`, `${ends.from}`])
    if (ends?.to !== undefined) pairs.push([`${name}-to`, `${ends.to}`])
  }
  if (query.crossover !== undefined) pairs.push(['crossover', query.crossover === 'yes' ? '1' : '0'])
  if (query.needsALook !== undefined) pairs.push(['needs-a-look', query.needsALook === 'yes' ? '1' : '0'])
  if (query.folder !== undefined) pairs.push(['folder', query.folder])
  if (query.showHidden) pairs.push(['hidden', 'show'])
  return [...pairs, ...orderPairs(query)]
}

function orderPairs(query: LibraryQuery): [string, string][] {
  const pairs: [string, string][] = []
  if (query.sort !== 'added') pairs.push(['sort', query.sort])
  if (query.descending !== FALLS_BY_NATURE[query.sort])
    pairs.push(['order', query.descending ? 'desc' : 'asc'])
  if (query.more !== undefined) pairs.push(['more', query.more])
  if (query.page > 1) pairs.push(['page', `${query.page}`])
  return pairs
}

/** The address of a query. @param path another page's, which understands the same. */
export function queryHref(query: LibraryQuery, path = query.path): string {
  const text = new URLSearchParams(queryPairs(query)).toString()
  return text === '' ? path : `${path}?${text}`
}

/** The same list without any filter. */
export function unfilteredHref({ path, q }: LibraryQuery): string {
  return q === undefined ? path : `${path}?${new URLSearchParams({ q })}`
}

/** The library filtered by one value alone: where a tag, a creator, a fandom leads. */
export function facetHref(field: FacetField, value: string): string {
  return `/?${new URLSearchParams([[field, value]])}`
}

/** How many filters are set. */
export function filterCount(query: LibraryQuery): number {
  const values = [...Object.values(query.include), ...Object.values(query.exclude)].flat()
  const ends = [...Object.values(query.numbers), ...Object.values(query.days)].flatMap(({ from, to }) =>
    [from, to].filter((end) => end !== undefined),
  )
  const others = [query.crossover, query.needsALook, query.folder].filter((value) => value !== undefined)
  return values.length + ends.length + others.length
}
