/** Takes back the last import, removal, split or join. */
import { sql } from 'kysely'
import { ArchiveError } from '../../errors.ts'
import { acquireLock } from '../../storage/lock.ts'
import { isAmong } from '../../storage/sqlite/differences.ts'
import type { DeedsTable, DeedWorksTable } from '../../storage/tables/deeds.ts'
import type { FilesTable } from '../../storage/tables/files.ts'
import type { WorkFields } from '../../story/field.ts'
import type { LastDeed, Undone } from '../archive.ts'
import { refreshPartners, sayOfUndone } from '../duplicates/pairs.ts'
import { type Library, type Writing, writeWorks } from '../library.ts'
import { loadWork } from '../works/load-work.ts'
import { markFiles, takeOut } from '../works/remove-works.ts'
import type { StateSource, WorkState } from '../works/work-state.ts'
import { updateWork } from '../works/write-work.ts'
import { UNDO_DAYS } from './remember.ts'

type Deed = Pick<DeedsTable, 'kind' | 'at' | 'finished_at'> & { id: number }

/**
 * Of the deeds of the last 30 days that touched any work, the last not yet taken back. What a person said of fields
 * and borders since then is kept. @returns undefined when there is none.
 * @throws ArchiveError `library/held` when it is an import that is still under way; `archive/undo-other` when it is not
 * the one expected.
 */
export async function undo(library: Library, expected?: number): Promise<Undone | undefined> {
  const deed = await findLastDeed(library)
  if (expected !== undefined && deed?.id !== expected) throw otherDeed()
  if (deed === undefined) return undefined
  const isUnfinished = deed.kind === 'import' && deed.finished_at === null
  const lock = isUnfinished ? acquireLock(library.libraryDir, 'import', 'undo') : undefined
  try {
    return await writeWorks(library, (writing) => undoDeed(writing, deed))
  } finally {
    lock?.release()
  }
}

export async function lastDeed(library: Library): Promise<LastDeed | undefined> {
  const deed = await findLastDeed(library)
  if (deed === undefined) return undefined
  const { works } = await library.db
    .selectFrom('deed_works')
    .select(sql<number>`count(*)`.as('works'))
    .where('deed_id', '=', deed.id)
    .executeTakeFirstOrThrow()
  return { id: deed.id, what: deed.kind, at: deed.at, works }
}

function otherDeed(): ArchiveError {
  return new ArchiveError(
    'archive/undo-other',
    'Something else was done since then, so nothing was taken back.',
    'The page “Imports” says what the last deed is now.',
  )
}

export function undoneBefore(now: Date): string {
  return new Date(now.getTime() - UNDO_DAYS * 24 * 60 * 60 * 1000).toISOString()
}

async function findLastDeed({ db, now }: Library): Promise<Deed | undefined> {
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
  const made = rows.filter((row) => row.was === 'absent').map((row) => row.work_id)
  // What a split made lives on in the work it was parted from, and shall not come back with its file.
  await takeOut(writing, made, deed.kind === 'split' ? 'join' : 'undo')
  for (const row of rows) if (row.was !== 'absent') await bringBack(writing, row)
  const ids = rows.map((row) => row.work_id)
  await sayOfUndone(writing, deed.kind, ids)
  await refreshPartners(writing, ids)
  await undoFiles(writing, deed)
  return { what: deed.kind, at: deed.at, works: await titlesOf(writing, rows) }
}

async function bringBack(writing: Writing, row: DeedWorksTable): Promise<void> {
  const state = (await loadWork(writing.db, row.work_id)) as WorkState
  if (row.before === null) state.removed = null
  else restoreState(state, JSON.parse(row.before))
  await updateWork(writing, state)
}

async function titlesOf({ db }: Writing, rows: readonly DeedWorksTable[]): Promise<Undone['works']> {
  const ids = rows.map((row) => row.work_id)
  const works = await db
    .selectFrom('works')
    .select(['id', 'fields'])
    .where(isAmong('id', ids))
    .orderBy('id')
    .execute()
  return works.map(({ id, fields }) => ({ id: String(id), title: (JSON.parse(fields) as WorkFields).title }))
}

function restoreState(state: WorkState, before: WorkState): void {
  const { textId, totals, recovered, united = null, storyConfirmed, removed } = before
  const sources = before.sources.map((source) => ({ ...source, ...laterBorders(state.sources, source) }))
  Object.assign(state, { textId, totals, recovered, united, storyConfirmed, removed, sources })
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
