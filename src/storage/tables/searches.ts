/** Searches a person kept. */
import type { Generated } from 'kysely'

export interface SearchesTable {
  /** Never reused: addresses of feeds hold it. */
  id: Generated<number>
  name: string
  /** In the query language, as typed. */
  query: string
  /** ISO instants. */
  kept_at: string
  /** It can be called back for 30 days. */
  removed_at: string | null
}
