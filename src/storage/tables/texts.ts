import type { Generated } from 'kysely'

/** One state of a work's chapters. A change writes a new one, so that undo only has to point back. */
export interface TextsTable {
  id: Generated<number>
  work_id: number
  made_at: string
}
