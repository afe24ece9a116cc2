/** The works a filter holds for. */
import { FACET_FIELDS } from '../../archive/archive.ts'
import { nameKey } from '../../archive/works/name-key.ts'
import { NONE } from '../../archive/works/tag-names.ts'
import type { FacetIndex } from './facet-index.ts'
import type { FilterClause, FilterTerm, RangeTerm, TagTerm, WorkFilter } from './filter.ts'
import { dayOf, LIVE, NEEDS_A_LOOK, NO_DAY } from './work-columns.ts'
import { WorkSet } from './work-set.ts'

export function matchWorks(index: FacetIndex, { every }: WorkFilter): WorkSet {
  return every.reduce((works, clause) => works.and(matchClause(index, clause)), index.live.or(NOTHING))
}

const NOTHING = new WorkSet(0)

function matchClause(index: FacetIndex, { anyOf }: FilterClause): WorkSet {
  return anyOf.reduce((works, term) => works.or(matchTerm(index, term)), NOTHING)
}

/** Live works alone. */
function matchTerm(index: FacetIndex, term: FilterTerm): WorkSet {
  const works = holding(index, term)
  return term.not ? index.live.without(works) : works.and(index.live)
}

function holding(index: FacetIndex, term: FilterTerm): WorkSet {
  if (term.kind === 'tag') return withTag(index, term)
  if (term.kind === 'range') return inRange(index, term)
  if (term.kind === 'crossover') return index.crossovers
  if (term.kind === 'works') return asSet(index, term.works)
  return needingALook(index)
}

export function asSet({ capacity }: FacetIndex, works: WorkSet | readonly number[]): WorkSet {
  return works instanceof WorkSet ? works : WorkSet.of(works, capacity)
}

function withTag(index: FacetIndex, term: TagTerm): WorkSet {
  const works = new WorkSet(index.capacity)
  const { postings, changed } = index
  const wanted = tagsMeant(index, term)
  for (const tag of wanted) {
    const end = postings.starts[tag + 1] ?? 0
    works.addAll(postings.works, postings.starts[tag] ?? end, end)
  }
  if (index.changes === 0) return works
  const now = works.without(changed)
  for (const [work, tags] of index.changedRows()) if (tags.some((tag) => wanted.has(tag))) now.add(work)
  return now
}

/** Canonical tags. That a work has no such value is asked of one field alone. */
function tagsMeant({ tags, canonical }: FacetIndex, { field, value }: TagTerm): Set<number> {
  const wanted = new Set<number>()
  const isNone = field === 'any' && nameKey(value) === NONE
  for (const each of field === 'any' ? FACET_FIELDS : [field]) {
    const tag = tags.find(each, value)
    if (tag === undefined || (isNone && (tags.nones.has(tag) || each === 'rating'))) continue
    wanted.add(canonical.of(tag))
  }
  return wanted
}

function needingALook({ columns, capacity }: FacetIndex): WorkSet {
  return WorkSet.where(columns.arrays.flags, capacity, { from: LIVE | NEEDS_A_LOOK, to: LIVE | NEEDS_A_LOOK })
}

function inRange({ columns, capacity }: FacetIndex, term: RangeTerm): WorkSet {
  const [from, to] = endsOf(term)
  return WorkSet.where(columns.arrays[term.of], capacity, { from, to })
}

/** An end that is no day leaves nothing within it. */
function endsOf(term: RangeTerm): [number, number] {
  if (term.of === 'words' || term.of === 'chapters')
    return [Number(term.from ?? 0), Number(term.to ?? Infinity)]
  const from = term.from === undefined ? NO_DAY + 1 : dayOf(`${term.from}`, 'first')
  const to = term.to === undefined ? Infinity : dayOf(`${term.to}`, 'last')
  return from === NO_DAY || to === NO_DAY ? [Infinity, 0] : [from, to]
}
