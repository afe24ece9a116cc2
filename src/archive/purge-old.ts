/** Throws away what undo can no longer bring back. Run now and then, for instance when a library is opened. */
import { sql } from 'kysely'
import { openDatabase } from '../storage/database.ts'
import { type Lock, tryLock } from '../storage/lock.ts'
import type { Db } from '../storage/prepared.ts'
import { openSourceFiles } from '../storage/source-files.ts'
import { numberIn } from '../storage/sqlite/differences.ts'
import type { Archive } from './archive.ts'
import { undoneBefore } from './deeds/undo.ts'
import { purgeSearches } from './searches/kept-searches.ts'
import { purgeReviews } from './works/reviews.ts'

export interface Purged {
  /** Earlier texts of works. */
  texts: number
  /** Works removed for good. */
  works: number
  /** Kept files, of works removed with their sources. */
  sources: number
}

const NOTHING: Purged = { texts: 0, works: 0, sources: 0 }

/**
 * What was done 30 days ago or longer stays done. A removed work keeps its number and what a person said of it, so
 * that it stays removed on the next import, and has its corrections should it be called back.
 * Does nothing while an import or a backup is under way.
 */
export async function purgeOld({ libraryDir }: Pick<Archive, 'libraryDir'>, now: Date): Promise<Purged> {
  // A kept file must not go while an import takes it for kept, or a backup has it on its list.
  const locks: Lock[] = []
  try {
    for (const name of ['import', 'backup'] as const) {
      const lock = tryLock(libraryDir, name, 'clearing away old removals')
      if ('heldBy' in lock) return NOTHING
      locks.push(lock)
    }
    return await purge(libraryDir, undoneBefore(now))
  } finally {
    for (const lock of locks) lock.release()
  }
}

async function purge(libraryDir: string, before: string): Promise<Purged> {
  const db = await openDatabase(libraryDir, { create: false })
  try {
    return await db.transaction().execute(async (trx) => {
      const sources = await purgeSources(trx, libraryDir, before)
      await forgetDeeds(trx, before)
      const works = await purgeWorks(trx, before)
      await purgeReviews(trx)
      await purgeSearches(trx, before)
      return { sources, works, texts: await purgeTexts(trx, before) }
    })
  } finally {
    await db.destroy()
  }
}

/** Kept files of works removed with them, unless another work that was not removed so has the same bytes. */
async function purgeSources(db: Db, libraryDir: string, before: string): Promise<number> {
  const { rows } = await sql<{ sha256: string }>`
    with gone as (
      select works.id from works
      join deed_works on deed_works.work_id = works.id
      join deeds on deeds.id = deed_works.deed_id
      where deeds.kind = 'removal' and deeds.with_sources = 1 and deeds.undone_at is null and deeds.at < ${before}
        and works.removed_by = 'person' and works.removed_at = deeds.at)
    select distinct sha256 from work_sources
    where work_id in (select id from gone)
      and sha256 not in (select sha256 from work_sources where work_id not in (select id from gone))
      and sha256 not in (select sha256 from files where outcome = 'works')`.execute(db)
  const sourceFiles = openSourceFiles(libraryDir)
  for (const { sha256 } of rows) await sourceFiles.remove(sha256)
  return rows.length
}

/** The deed itself stays in the record; what it replaced does not. */
async function forgetDeeds(db: Db, before: string): Promise<void> {
  const old = db.selectFrom('deeds').select('id').where('at', '<', before)
  await db.deleteFrom('deed_works').where('deed_id', 'in', old).execute()
  await db.deleteFrom('deed_files').where('deed_id', 'in', old).execute()
}

async function purgeWorks(db: Db, before: string): Promise<number> {
  const old = await db
    .updateTable('works')
    .set({ text_id: null })
    .where('removed_at', '<', before)
    .where('removed_by', '<>', 'version')
    .where('text_id', 'is not', null)
    .returning('id')
    .execute()
  await db
    .updateTable('work_details')
    .set({ recovered: null })
    .where('work_id', 'in', (eb) =>
      eb.selectFrom('works').select('id').where('removed_at', '<', before).where('text_id', 'is', null),
    )
    .execute()
  return old.length
}

async function purgeTexts(db: Db, before: string): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    delete from texts where made_at < ${before}
      and id not in (select text_id from works where text_id is not null)
      and id not in (select ${numberIn('before', 'textId')} from deed_works
        where before is not null and ${numberIn('before', 'textId')} is not null)
    returning id`.execute(db)
  if (rows.length > 0)
    await sql`delete from signature_keys where text_id not in (select id from texts)`.execute(db)
  return rows.length
}
