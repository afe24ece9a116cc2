/** What the search index has got of which revision. */
import { type SqlBool, sql } from 'kysely'
import { type Db, prepared } from '../../storage/prepared.ts'
import type { Archive } from '../archive.ts'
import { type Library, writeBeside } from '../library.ts'
import { parseWorkId } from '../works/load-work.ts'

/** Removed works first, since they must not be found any more; then the newest, and of these the shortest. */
export async function staleInIndex({ db }: Library, limit: number): ReturnType<Archive['staleInIndex']> {
  const removed = await stale(db)
    .where('removed_at', 'is not', null)
    .where('indexed_revision', 'is not', null)
    .limit(limit)
    .execute()
  const changed = await stale(db)
    .where('removed_at', 'is', null)
    .orderBy('added_at', 'desc')
    .orderBy('words')
    .limit(Math.max(0, limit - removed.length))
    .execute()
  return [...removed, ...changed].map((row) => ({
    id: String(row.id),
    revision: row.revision,
    removed: row.removed_at !== null,
  }))
}

function stale(db: Db) {
  // Said in the statement itself, for an index over these rows alone counts only what is said there.
  return db.selectFrom('works').select(['id', 'revision', 'removed_at']).where(sql<SqlBool>`stale = 1`)
}

const markLive = prepared<{ id: number; revision: number }>((db, value) =>
  db
    .updateTable('works')
    .set((eb) => ({
      // Said of a removal, it means that nothing of the work is in the index any more.
      indexed_revision: eb
        .case()
        .when(eb.and([eb('removed_at', 'is not', null), eb('revision', '=', value('revision'))]))
        .then(null)
        .else(value('revision'))
        .end(),
      stale: eb.case().when('revision', '=', value('revision')).then(0).else(1).end(),
    }))
    .where('id', '=', value('id')),
)

/** A work that changed while it was being indexed stays stale. */
export async function markIndexed(
  library: Library,
  works: { id: string; revision: number }[],
): Promise<void> {
  await writeBeside(library, async (db) => {
    for (const { id, revision } of works) {
      const number = parseWorkId(id)
      if (number !== undefined) await markLive(db, { id: number, revision })
    }
  })
}

/** For when the index is gone: nothing in it, so nothing has to be taken out of it either. */
export async function forgetIndex(library: Library): Promise<void> {
  await writeBeside(library, async (db) => {
    await db.updateTable('works').set({ stale: 1, indexed_revision: null }).execute()
  })
}
