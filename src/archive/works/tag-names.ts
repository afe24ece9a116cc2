/** What a work can be filtered by: its fields as tags. */
import type { WorkFields } from '../../story/field.ts'
import { FACET_FIELDS, type FacetField } from '../archive.ts'
import type { TagName } from './known-tags.ts'
import { nameKey } from './name-key.ts'

/** Said in a query for 'has none', and shown for it among the facets. */
export const NONE = 'none'
/** Fields that can be asked for by their absence. */
const CAN_BE_NONE: ReadonlySet<FacetField> = new Set(['language', 'status', 'authors'])

/**
 * Each value once, in the order of the facets. A field without a value that can be asked for has the key ''.
 * @param resolved relationships by their full names: a work is found under what was written and under what it stands for.
 */
export function tagNames(fields: WorkFields, resolved: readonly string[] = []): TagName[] {
  return FACET_FIELDS.flatMap((type) => {
    const names = [...valuesOf(fields, type), ...(type === 'relationships' ? resolved : [])]
    if (names.length === 0 && CAN_BE_NONE.has(type)) return [{ type, name: NONE, key: '' }]
    const byKey = new Map(names.map((name) => [nameKey(name), name]))
    return [...byKey].filter(([key]) => key !== '').map(([key, name]) => ({ type, name, key }))
  })
}

/** The key a person's words for a value have in the table. */
export function queryKey(field: FacetField, value: string): string {
  const key = nameKey(value)
  if (key !== NONE) return key
  if (field === 'rating') return 'not-rated'
  return CAN_BE_NONE.has(field) ? '' : key
}

function valuesOf(fields: WorkFields, field: FacetField): string[] {
  if (field === 'series') return fields.series.map((part) => part.name)
  const value = fields[field]
  if (value === null) return []
  return typeof value === 'string' ? [value] : value
}
