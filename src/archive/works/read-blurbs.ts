/** Rows of works as blurbs. */
import type { Db } from '../../storage/prepared.ts'
import { isAmong } from '../../storage/sqlite/differences.ts'
import type { WorksTable } from '../../storage/tables/works.ts'
import type { LookReason } from '../../story/work.ts'
import type { WorkBlurb, WorkSource } from '../archive.ts'
import { shownSources } from './shown-sources.ts'

const COLUMNS = [
  'id',
  'revision',
  'words',
  'chapters',
  'scenes',
  'scenes_inferred',
  'fields',
  'relationships_resolved',
  'looks',
  'added_at',
  'changed_at',
] as const satisfies (keyof WorksTable)[]

type BlurbRow = Pick<WorksTable, Exclude<(typeof COLUMNS)[number], 'id'>> & { id: number }

/** @returns in the order of the ids; those that are not there are left out. */
export async function readBlurbs(db: Db, ids: readonly number[]): Promise<WorkBlurb[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('works')
    .select(COLUMNS)
    .where(isAmong('id', ids))
    .where('removed_at', 'is', null)
    .execute()
  const sources = await shownSources(db, ids)
  const byId = new Map(rows.map((row) => [row.id, blurb(row, sources.get(row.id) ?? [])]))
  return ids.map((id) => byId.get(id)).filter((each) => each !== undefined)
}

function blurb(row: BlurbRow, sources: WorkSource[]): WorkBlurb {
  const looks: LookReason[] = JSON.parse(row.looks)
  return {
    id: String(row.id),
    revision: row.revision,
    fields: JSON.parse(row.fields),
    relationshipsResolved: JSON.parse(row.relationships_resolved),
    words: row.words,
    chapters: row.chapters,
    scenes: row.scenes,
    scenesInferred: row.scenes_inferred,
    looks,
    needsALook: looks.length > 0,
    sources,
    addedAt: row.added_at,
    changedAt: row.changed_at,
  }
}
