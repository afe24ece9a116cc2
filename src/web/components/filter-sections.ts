/** Which fields a list can be narrowed by, in the order they stand beside it. */
import type { FacetField } from '../../archive/archive.ts'

export const SECTIONS: FacetField[] = [
  'rating',
  'fandoms',
  'relationships',
  'tags',
  'characters',
  'authors',
  'warnings',
  'categories',
  'series',
  'language',
  'status',
]
/** The first stand open. */
export const OPEN_SECTIONS: ReadonlySet<FacetField> = new Set(['rating', 'fandoms', 'relationships'])
