import type { Generated } from 'kysely'

/** What lists show of a work, and what they are sorted by. A removed work keeps its row: ids are never reused. */
export interface WorksTable {
  id: Generated<number>
  revision: number
  /** The text it has now; null once a removed work's text was thrown away. */
  text_id: number | null
  /** For sorting: folded, without a leading article. */
  title_key: string
  /** The first creator, folded; works without one come last. */
  creator_key: string
  words: number
  chapters: number
  scenes: number
  scenes_inferred: number
  /** 0 or 1. */
  needs_a_look: number
  /** JSON: the fields as they count now, a person's word included. */
  fields: string
  /** JSON: names. */
  relationships_resolved: string
  /** JSON: the reasons still open. */
  looks: string
  added_at: string
  changed_at: string
  removed_at: string | null
  /** `version`: it stands behind the work `version_of` names. */
  removed_by: 'person' | 'undo' | 'join' | 'version' | null
  version_of: number | null
  /** Of the clock, at the last write to this row. */
  seq: number
  /** 1 while the search index has not got this revision. */
  stale: number
  /** null while the search index holds nothing of this work. */
  indexed_revision: number | null
}
