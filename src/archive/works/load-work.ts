/** Loads works to change them. */
import { ArchiveError } from '../../errors.ts'
import type { Db } from '../../storage/prepared.ts'
import type { WorkSourcesTable } from '../../storage/tables/work-sources.ts'
import type { WorksTable } from '../../storage/tables/works.ts'
import type { WorkId } from '../archive.ts'
import { offersAsLooks } from '../duplicates/open-offers.ts'
import { loadParts } from '../parts/part-rows.ts'
import type { Removed, StateSource, WorkState } from './work-state.ts'

/** @returns undefined for what cannot be an id: ids are positive whole numbers in decimal. */
export function parseWorkId(id: WorkId): number | undefined {
  if (!/^[1-9]\d{0,14}$/.test(id)) return undefined
  return Number(id)
}

export function noSuchWork(id: WorkId | number): ArchiveError {
  return new ArchiveError(
    'works/none',
    `There is no work ${id} in this library.`,
    'The list of works (`fanfold list`) shows their numbers.',
  )
}

/** @throws ArchiveError `works/none`; a removed work is not there. */
export async function requireWork(db: Db, id: WorkId | number): Promise<WorkState> {
  const number = typeof id === 'number' ? id : parseWorkId(id)
  const state = number === undefined ? undefined : await loadWork(db, number)
  if (state === undefined || state.removed !== null) throw noSuchWork(id)
  return state
}

/** Removed works too. */
export async function loadWork(db: Db, id: number): Promise<WorkState | undefined> {
  const row = await db
    .selectFrom('works')
    .innerJoin('work_details', 'work_details.work_id', 'works.id')
    .select(['id', 'revision', 'text_id', 'words', 'chapters', 'scenes', 'scenes_inferred', 'added_at'])
    .select([
      'removed_at',
      'removed_by',
      'version_of',
      'recovered',
      'united',
      'corrections',
      'story_confirmed',
    ])
    .where('id', '=', id)
    .executeTakeFirst()
  if (row === undefined) return undefined
  return {
    id,
    revision: row.revision,
    textId: row.text_id,
    totals: {
      words: row.words,
      chapters: row.chapters,
      scenes: row.scenes,
      scenesInferred: row.scenes_inferred,
    },
    recovered: row.recovered === null ? null : JSON.parse(row.recovered),
    united: row.united === null ? null : JSON.parse(row.united),
    offers: await offersAsLooks(db, id),
    corrections: JSON.parse(row.corrections),
    storyConfirmed: row.story_confirmed === 1,
    sources: await loadSources(db, id),
    addedAt: row.added_at,
    removed: removedOf(row),
  }
}

function removedOf(row: Pick<WorksTable, 'removed_at' | 'removed_by' | 'version_of'>): Removed | null {
  if (row.removed_at === null) return null
  if (row.removed_by === 'version') return { at: row.removed_at, by: 'version', of: row.version_of as number }
  return { at: row.removed_at, by: row.removed_by ?? 'person' }
}

export async function loadSources(db: Db, workId: number): Promise<StateSource[]> {
  const rows = await db
    .selectFrom('work_sources')
    .selectAll()
    .where('work_id', '=', workId)
    .orderBy('position')
    .execute()
  const parts = await loadParts(db, workId)
  return rows.map((row) => {
    const part = parts.get(row.position)
    return part === undefined ? stateSource(row) : { ...stateSource(row), part }
  })
}

function stateSource(row: WorkSourcesTable): StateSource {
  const source: StateSource = {
    path: row.path,
    absolutePath: row.absolute_path,
    sha256: row.sha256,
    sizeBytes: row.size_bytes,
  }
  if (row.member !== null) source.member = { name: row.member, sha256: row.content_sha256 }
  if (row.part_from !== null) source.from = JSON.parse(row.part_from)
  if (row.part_to !== null) source.to = JSON.parse(row.part_to)
  if (row.borders !== null) source.borders = JSON.parse(row.borders)
  return source
}
