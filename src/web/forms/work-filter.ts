/** A query of the pages as a filter of works. */
import { FACET_FIELDS, type FacetField } from '../../archive/archive.ts'
import type { FacetView, FilterClause, FilterTerm, RangeTerm, WorkFilter } from '../../find/facets/filter.ts'
import { isEither } from './filter-ticks.ts'
import { DAY_RANGES, type LibraryQuery, NUMBER_RANGES, type Wanted } from './library-query.ts'

/** @param query its folder and standing filters are not in it: facets know nothing of folders. */
export function toWorkFilter(query: LibraryQuery): WorkFilter {
  return {
    every: [
      ...FACET_FIELDS.flatMap((field) => fieldClauses(query, field)),
      ...rangeTerms(query).map(only),
      ...wanted(query.crossover, { kind: 'crossover' }),
      ...wanted(query.needsALook, { kind: 'needs-a-look' }),
    ],
  }
}

/** Values by the names they are counted under, each once: 'Tosh' is 'Toshiko Sato' where those are one. */
export function withCanonical(query: LibraryQuery, view: Pick<FacetView, 'canonical'>): LibraryQuery {
  const renamed = (values: LibraryQuery['include']): LibraryQuery['include'] =>
    Object.fromEntries(
      Object.entries(values).map(([field, names]) => [
        field,
        [...new Set(names.map((name) => view.canonical(field as FacetField, name) ?? name))],
      ]),
    )
  return { ...query, include: renamed(query.include), exclude: renamed(query.exclude) }
}

const only = (term: FilterTerm): FilterClause => ({ anyOf: [term] })

function fieldClauses(query: LibraryQuery, field: FacetField): FilterClause[] {
  const terms = (query.include[field] ?? []).map((value): FilterTerm => ({ kind: 'tag', field, value }))
  const included = isEither(query, field) && terms.length > 0 ? [{ anyOf: terms }] : terms.map(only)
  const excluded = (query.exclude[field] ?? []).map((value) => only({ kind: 'tag', field, value, not: true }))
  return [...included, ...excluded]
}

function rangeTerms({ numbers, days }: LibraryQuery): RangeTerm[] {
  return [
    ...NUMBER_RANGES.flatMap((of): RangeTerm[] =>
      numbers[of] ? [{ kind: 'range', of, ...numbers[of] }] : [],
    ),
    ...DAY_RANGES.flatMap((of): RangeTerm[] => (days[of] ? [{ kind: 'range', of, ...days[of] }] : [])),
  ]
}

function wanted(want: Wanted, term: FilterTerm): FilterClause[] {
  return want === undefined ? [] : [only({ ...term, not: want === 'no' })]
}
