/** Takes back the last import, removal, split or join. */

import { acquireLock } from '../../storage/lock.ts'
import type { DeedsTable, DeedWorksTable } from '../../storage/tables/deeds.ts'
import type { FilesTable } from '../../storage/tables/files.ts'
import type { Undone } from '../archive.ts'
import { type Library, type Writing, writeWorks } from '../library.ts'
import { loadWork } from '../works/load-work.ts'
import { markFiles } from '../works/remove-works.ts'
import { countingFields } from '../works/what-counts.ts'
import type { StateSource, WorkState } from '../works/work-state.ts'
import { updateWork } from '../works/write-work.ts'
import { UNDO_DAYS } from './remember.ts'

type Deed = Pick<DeedsTable, 'kind' | 'at' | 'finished_at'> & { id: number }

/**
 * Of the deeds of the last 30 days that touched any work, the last not yet taken back. What a person said of fields
 * and borders since then is kept. @returns undefined when there is none.
 * @throws ArchiveError `library/held` when it is an import that is still under way.
 */
export async function undo(library: Library): Promise<Undone | undefined> {
  const deed = await lastDeed(library)
  if (deed === undefined) return undefined
  const isUnfinished = deed.kind === 'import' && deed.finished_at === null
  const lock = isUnfinished ? acquireLock(library.libraryDir, 'import', 'undo') : undefined
  try {
    return await writeWorks(library, (writing) => undoDeed(writing, deed))
  } finally {
    lock?.release()
  }
}

export function undoneBefore(now: Date): string {
  return new Date(now.getTime() - UNDO_DAYS * 24 * 60 * 60 * 1000).toISOString()
}

async function lastDeed({ db, now }: Library): Promise<Deed | undefined> {
  return db
    .selectFrom('deeds')
    .select(['id', 'kind', 'at', 'finished_at'])
    .where('undone_at', 'is', null)
    .where('at', '>=', undoneBefore(now()))
    .where((eb) =>
      eb.exists(
        eb.selectFrom('deed_works').select('work_id').whereRef('deed_works.deed_id', '=', 'deeds.id'),
      ),
    )
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** @returns undefined when another process has just taken it back. */
async function undoDeed(writing: Writing, deed: Deed): Promise<Undone | undefined> {
  const { db, at } = writing
  const taken = await db
    .updateTable('deeds')
    .set({ undone_at: at })
    .where('id', '=', deed.id)
    .where('undone_at', 'is', null)
    .returning('id')
    .execute()
  if (taken.length === 0) return undefined
  const rows = await db
    .selectFrom('deed_works')
    .selectAll()
    .where('deed_id', '=', deed.id)
    .orderBy('work_id')
    .execute()
  const works: Undone['works'] = []
  for (const row of rows) {
    const state = (await loadWork(db, row.work_id)) as WorkState
    await undoWork(writing, deed, row, state)
    works.push({ id: String(state.id), title: countingFields(state).title })
  }
  await undoFiles(writing, deed)
  return { what: deed.kind, at: deed.at, works }
}

async function undoWork(
  writing: Writing,
  { kind }: Deed,
  row: DeedWorksTable,
  state: WorkState,
): Promise<void> {
  if (row.before === null) {
    // What a split made lives on in the work it was parted from, and shall not come back with its file.
    state.removed ??= { at: writing.at, by: kind === 'split' ? 'join' : 'undo' }
  } else {
    restoreState(state, JSON.parse(row.before))
  }
  await updateWork(writing, state)
}

function restoreState(state: WorkState, before: WorkState): void {
  const { textId, totals, recovered, storyConfirmed, removed } = before
  const sources = before.sources.map((source) => ({ ...source, ...laterBorders(state.sources, source) }))
  Object.assign(state, { textId, totals, recovered, storyConfirmed, removed, sources })
}

function laterBorders(sources: readonly StateSource[], { path }: StateSource): Pick<StateSource, 'borders'> {
  const borders = sources.find((source) => source.path === path)?.borders
  return borders === undefined ? {} : { borders }
}

async function undoFiles(writing: Writing, deed: Deed): Promise<void> {
  const { db } = writing
  const rows = await db.selectFrom('deed_files').selectAll().where('deed_id', '=', deed.id).execute()
  for (const { absolute_path, before } of rows) {
    await db.deleteFrom('files').where('absolute_path', '=', absolute_path).execute()
    if (before !== null) {
      await db
        .insertInto('files')
        .values(JSON.parse(before) as FilesTable)
        .execute()
    }
  }
  await markFiles(writing)
}
