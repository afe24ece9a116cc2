/** What ticking does to a query: each tick is a link, so that filters need no script. */
import type { FacetField } from '../../archive/archive.ts'
import { SINGLE, type Tick } from '../../find/query/change-query.ts'
import type { LibraryQuery, Wanted } from './library-query.ts'

/** Either of the included values is enough. */
export function isEither(query: LibraryQuery, field: FacetField): boolean {
  return SINGLE.has(field) || query.anyOf.includes(field)
}

export function tickOf(query: LibraryQuery, field: FacetField, value: string): Tick {
  if (query.include[field]?.includes(value)) return 'included'
  return query.exclude[field]?.includes(value) ? 'excluded' : 'off'
}

/** The query after one more tick: off → included → excluded → off. Begins again at page 1. */
export function ticked(query: LibraryQuery, field: FacetField, value: string): LibraryQuery {
  const tick = tickOf(query, field, value)
  if (tick === 'off') return ticking(query, { field, value, to: 'included' })
  return ticking(query, { field, value, to: tick === 'included' ? 'excluded' : 'off' })
}

/** Whatever it was before. Begins again at page 1. */
export function ticking(
  query: LibraryQuery,
  { field, value, to }: { field: FacetField; value: string; to: Tick },
): LibraryQuery {
  const included = without(query.include[field], value)
  const excluded = without(query.exclude[field], value)
  if (to === 'included') included.push(value)
  if (to === 'excluded') excluded.push(value)
  return {
    ...query,
    include: { ...query.include, [field]: included },
    exclude: { ...query.exclude, [field]: excluded },
    page: 1,
  }
}

/** All of a field's values, or any of them. */
export function turned(query: LibraryQuery, field: FacetField): LibraryQuery {
  const others = query.anyOf.filter((other) => other !== field)
  return { ...query, anyOf: query.anyOf.includes(field) ? others : [...others, field], page: 1 }
}

/** Not asked → wanted → not wanted → not asked. */
export function tickedWanted(wanted: Wanted): Wanted {
  if (wanted === undefined) return 'yes'
  return wanted === 'yes' ? 'no' : undefined
}

function without(values: string[] | undefined, value: string): string[] {
  return (values ?? []).filter((other) => other !== value)
}
