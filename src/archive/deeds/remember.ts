/** What a deed writes down before it changes something, so that it can be taken back. */
import { prepared } from '../../storage/prepared.ts'
import type { DeedFilesTable, DeedsTable, DeedWorksTable } from '../../storage/tables/deeds.ts'
import type { FilesTable } from '../../storage/tables/files.ts'
import type { Writing } from '../library.ts'
import type { WorkState } from '../works/work-state.ts'

/** Deeds can be taken back for so long; after that what they replaced is thrown away. */
export const UNDO_DAYS = 30

const addDeed = prepared<Pick<DeedsTable, 'kind' | 'at' | 'roots' | 'with_sources'>, { id: number }>(
  (db, value) =>
    db
      .insertInto('deeds')
      .values({
        kind: value('kind'),
        at: value('at'),
        roots: value('roots'),
        with_sources: value('with_sources'),
      })
      .returning('id'),
)
const addDeedWork = prepared<DeedWorksTable>((db, value) =>
  db
    .insertInto('deed_works')
    .values({
      deed_id: value('deed_id'),
      work_id: value('work_id'),
      was: value('was'),
      before: value('before'),
    })
    .onConflict((conflict) => conflict.doNothing()),
)
const addDeedFile = prepared<DeedFilesTable>((db, value) =>
  db
    .insertInto('deed_files')
    .values({
      deed_id: value('deed_id'),
      absolute_path: value('absolute_path'),
      before: value('before'),
    })
    .onConflict((conflict) => conflict.doNothing()),
)

interface DeedKind {
  kind: DeedsTable['kind']
  roots?: string[]
  withSources?: boolean
}

/** @returns the deed's id. */
export async function beginDeed({ db, at }: Pick<Writing, 'db' | 'at'>, deed: DeedKind): Promise<number> {
  const [row] = await addDeed(db, {
    kind: deed.kind,
    at,
    roots: deed.roots === undefined ? null : JSON.stringify(deed.roots),
    with_sources: deed.withSources ? 1 : 0,
  })
  return (row as { id: number }).id
}

/** The first word on a work counts: a deed that touches it again does not change how it was before. */
export async function rememberNewWork({ db }: Writing, deedId: number, workId: number): Promise<void> {
  await addDeedWork(db, { deed_id: deedId, work_id: workId, was: 'absent', before: null })
}

/** @param state as loaded, before anything in it is changed. */
export async function rememberWork({ db }: Writing, deedId: number, state: WorkState): Promise<void> {
  const was = state.removed === null ? 'live' : 'removed'
  await addDeedWork(db, { deed_id: deedId, work_id: state.id, was, before: JSON.stringify(state) })
}

/** That works were there says it all of works that are only taken out. */
export async function rememberRemoved(
  { db }: Writing,
  deedId: number,
  workIds: readonly number[],
): Promise<void> {
  for (const work_id of workIds)
    await addDeedWork(db, { deed_id: deedId, work_id, was: 'live', before: null })
}

/** @param before null for a file not known until now. */
export async function rememberFile(
  { db }: Pick<Writing, 'db'>,
  deedId: number,
  absolutePath: string,
  before: FilesTable | null,
): Promise<void> {
  await addDeedFile(db, {
    deed_id: deedId,
    absolute_path: absolutePath,
    before: before === null ? null : JSON.stringify(before),
  })
}
