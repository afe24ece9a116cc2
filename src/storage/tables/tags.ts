import type { Generated } from 'kysely'

/** Every value works can be filtered by, once. */
export interface TagsTable {
  id: Generated<number>
  /** A facet field: `fandoms`, `rating` … */
  type: string
  /** As first met. */
  name: string
  /** Folded, for comparing; '' says that the works have no such value. */
  name_key: string
}

/** Of works that are there; a removed work has none. */
export interface WorkTagsTable {
  work_id: number
  tag_id: number
}
