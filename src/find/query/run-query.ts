/** Answers a query: the works it finds, in order, with counts of what it could be narrowed by next. */
import type { Archive, WorkSort } from '../../archive/archive.ts'
import type { TagDeeds } from '../../archive/tags/tag-deeds.ts'
import { type FacetCounts, type Facets, type FacetView, standingFilters } from '../facets/filter.ts'
import type { WorkSet } from '../facets/work-set.ts'
import type { Finder, FindResults, FoundWork, LikeWhat, WorksAmong } from '../finder.ts'
import { matchingWorks, setOf } from './matching-works.ts'
import { type NameVariant, namesIn, widenedNames } from './name-variants.ts'
import { orderedWorks } from './ordered-works.ts'
import type { Condition, ParsedQuery } from './query.ts'

/** What a query is asked of. Finder and facets are opened when they are first needed. */
export interface Searched {
  archive: Pick<TagDeeds, 'toldTexts' | 'eachNumber' | 'workNumbers'> & Pick<Archive, 'listWorks'>
  facets: () => Promise<Facets>
  finder: () => Promise<Finder>
}

export interface RunOptions {
  /** So many works are answered. */
  limit: number
  /** So many before them are passed over; default 0. */
  skip?: number
  /** Without it what has words is ordered by likeness, the rest by the day it was added, newest first. */
  sort?: { by: WorkSort; descending: boolean } | undefined
  /** Works like this one, of those for which the query holds; its words must then all be there. */
  like?: LikeWhat | undefined
  /** Works the standing filters hold back are shown for once. */
  showHidden?: boolean
  /** Default true. */
  counts?: boolean
}

export interface QueryAnswer {
  /** In order. Listed works, which nothing ranked, have no passages and no why. */
  results: FoundWork[]
  /** By words or likeness, so that the best come first and at most 1,000 are found. */
  isRanked: boolean
  /** Works found, on all pages; of ranked ones those that were found, at most 1,000. */
  total: number
  /** The sum of their words. */
  totalWords: number
  /** How many of the works found have each value: of all of them, not of this page. Empty without `counts`. */
  counts: FacetCounts
  /** Works the query's filters leave before its words are looked for, without those held back. */
  left: number
  /** Works the query's filters leave and the standing filters hold back. */
  hidden: number
  /** Words looked for, as understood. */
  terms: string[]
  /** Names that were looked for under other forms too. */
  names: NameVariant[]
  tookMs: number
  /** Works not yet in the index of words: the search did not look there. 0 where none was asked for. */
  pendingWorks: number
  /** Works looked for by their words alone so far. */
  unreadForMeaning: number
}

/**
 * Follows the archive at once: what is gone is in no result and no count.
 * @throws ArchiveError `find/index-unreadable` alone; whatever was typed has an answer.
 */
export async function runQuery(
  searched: Searched,
  parsed: Pick<ParsedQuery, 'text' | 'conditions'> & Partial<Pick<ParsedQuery, 'beside'>>,
  options: RunOptions,
): Promise<QueryAnswer> {
  const startedAt = performance.now()
  const view = await (await searched.facets()).now()
  const { archive, finder } = searched
  const conditions = options.like ? [...parsed.conditions, ...mustHave(parsed.text)] : parsed.conditions
  const matching = await matchingWorks({ view, archive, finder }, conditions)
  const { shown, hidden } = standingFilters(view, matching, { showHidden: options.showHidden === true })
  const asked: Asked = { searched, view, shown, options }
  const isRanked = options.like !== undefined || parsed.text.trim() !== ''
  const isSearch = isRanked && shown.size > 0
  const answer = isSearch
    ? await rankedAnswer(asked, parsed.text)
    : await listedAnswer(asked, parsed.beside ?? '')
  if (!isSearch && conditions.some(asksWords)) answer.pendingWorks = await pendingWorks(searched)
  const names = [...widenedNames(view, parsed.conditions), ...answer.names]
  return { ...answer, names, isRanked, left: shown.size, hidden, tookMs: performance.now() - startedAt }
}

interface Asked {
  searched: Searched
  view: FacetView
  /** Works that may be answered. */
  shown: WorkSet
  options: RunOptions
}

type Answer = Omit<QueryAnswer, 'isRanked' | 'left' | 'hidden' | 'tookMs'>

async function rankedAnswer({ searched, view, shown, options }: Asked, text: string): Promise<Answer> {
  const finder = await searched.finder()
  const { limit, skip = 0, sort, like } = options
  const among = shown.size === view.all.size ? undefined : amongOf(shown)
  const names = like ? [] : namesIn(view, text)
  const asked = [text, ...names.flatMap(({ also }) => also)].join(' ')
  const page = sort ? { limit: 1, among } : { limit, skip, among }
  const found = await (like ? finder.like?.(like, page) : finder.find(asked, page))
  const ranked = (found?.ranked ?? workNumbersOf(found)).filter((work) => shown.has(work))
  const order =
    sort && (await orderedWorks(searched.archive, { works: setOf(view, ranked), sort, limit, skip }))
  return {
    results: order ? await passagesFor(finder, asked, order) : (found?.results ?? []),
    total: ranked.length,
    totalWords: view.words(setOf(view, ranked)),
    counts: options.counts === false ? {} : view.counts(ranked),
    terms: found?.terms ?? [],
    names,
    pendingWorks: found?.pendingWorks ?? 0,
    unreadForMeaning: found?.unreadForMeaning ?? 0,
  }
}

/** Sorted otherwise than by likeness: what answers in these works, in their order. */
async function passagesFor(finder: Finder, text: string, order: number[]): Promise<FoundWork[]> {
  const only = new Set(order)
  const among = { has: (work: number) => only.has(work), size: only.size, ids: () => order }
  const found = await finder.find(text, { limit: order.length, among })
  const byWork = new Map(found.results.map((result) => [Number(result.workId), result]))
  return order.map((work) => byWork.get(work) ?? listed(work))
}

async function listedAnswer({ searched, view, shown, options }: Asked, beside: string): Promise<Answer> {
  const { limit, skip = 0, sort = { by: 'added', descending: true } } = options
  const order = await orderedWorks(searched.archive, { works: shown, sort, limit, skip })
  return {
    results: beside === '' ? order.map(listed) : await passagesFor(await searched.finder(), beside, order),
    total: shown.size,
    totalWords: view.words(shown),
    counts: options.counts === false ? {} : view.counts(shown),
    terms: [],
    names: [],
    pendingWorks: 0,
    unreadForMeaning: 0,
  }
}

/** Of a finder that ranks no more than it answers. */
function workNumbersOf(found: FindResults | undefined): number[] {
  return (found?.results ?? []).map(({ workId }) => Number(workId))
}

/** Whether the index was asked. */
function asksWords(condition: Condition): boolean {
  if (condition.kind === 'not') return asksWords(condition.of)
  if (condition.kind === 'all' || condition.kind === 'any') return condition.of.some(asksWords)
  return condition.kind === 'having'
}

async function pendingWorks({ finder }: Searched): Promise<number> {
  return (await (await finder()).find('', { limit: 0 })).pendingWorks
}

function listed(work: number): FoundWork {
  return { workId: String(work), score: 0, passages: [], why: '' }
}

function amongOf(works: WorkSet): WorksAmong {
  return { has: (work) => works.has(work), size: works.size, ids: () => [...works] }
}

function mustHave(text: string): Condition[] {
  const words = text.replaceAll('"', ' ').trim()
  return words === '' ? [] : [{ kind: 'having', words }]
}
