import type { Generated } from 'kysely'

export interface ChaptersTable {
  id: Generated<number>
  text_id: number
  /** From 1. */
  number: number
  title: string | null
  html: string
  notes_before: string | null
  notes_after: string | null
  words: number
  scenes: number
  scenes_inferred: number
  /** JSON: InferredBreak[]. */
  inferred_breaks: string
  /** Position in the work's sources. */
  source: number
  /** JSON: start and end of each top-level block, one after the other. */
  block_spans: string
}
