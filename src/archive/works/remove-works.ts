/** Takes works out of the library. Nothing is thrown away before undo is out of reach. */
import { sql } from 'kysely'
import { isAmong } from '../../storage/sqlite/differences.ts'
import type { WorkId } from '../archive.ts'
import { beginDeed, rememberRemoved, rememberWork } from '../deeds/remember.ts'
import { refreshPartners } from '../duplicates/pairs.ts'
import { type Library, type Writing, writeWorks } from '../library.ts'
import { loadWork, noSuchWork, parseWorkId } from './load-work.ts'
import type { WorkState } from './work-state.ts'

/** @param options.withSources the kept files go too, after 30 days, those no other work needs. @throws ArchiveError `works/none`; then none is removed. */
export async function removeWorks(
  library: Library,
  ids: WorkId[],
  options: { withSources: boolean },
): Promise<void> {
  if (ids.length === 0) return
  await writeWorks(library, async (writing) => {
    const works = await requireLive(writing, ids)
    const deedId = await beginDeed(writing, { kind: 'removal', withSources: options.withSources })
    await rememberRemoved(writing, deedId, works)
    await rememberVersions(writing, deedId, works)
    await takeOut(writing, works, 'person')
    await refreshPartners(writing, works)
    await markFiles(writing)
  })
}

async function requireLive({ db }: Writing, ids: readonly WorkId[]): Promise<number[]> {
  const numbers = new Set(ids.map((id) => parseWorkId(id) ?? Number.NaN))
  const rows = await db
    .selectFrom('works')
    .select('id')
    .where(isAmong('id', [...numbers]))
    .where('removed_at', 'is', null)
    .execute()
  const live = new Set(rows.map((row) => row.id))
  const missing = ids.find((id) => !live.has(parseWorkId(id) ?? Number.NaN))
  if (missing !== undefined) throw noSuchWork(missing)
  return [...live]
}

/** What stands behind a work goes with it, and comes back with it. */
async function rememberVersions(writing: Writing, deedId: number, works: readonly number[]): Promise<void> {
  const versions = await writing.db
    .selectFrom('works')
    .select('id')
    .where(isAmong('version_of', works))
    .execute()
  for (const { id } of versions)
    await rememberWork(writing, deedId, (await loadWork(writing.db, id)) as WorkState)
}

/** The works keep all they have, but no list finds them; nor do those that stand behind them. In two statements, however many they are. */
export async function takeOut(
  { db, at, seq }: Writing,
  ids: readonly number[],
  by: 'person' | 'undo' | 'join',
): Promise<void> {
  await db
    .updateTable('works')
    .set((eb) => ({
      removed_at: at,
      removed_by: by,
      version_of: null,
      changed_at: at,
      revision: eb('revision', '+', 1),
      stale: 1,
      seq,
    }))
    .where((eb) => eb.or([isAmong('id', ids), isAmong('version_of', ids)]))
    .execute()
  await db.deleteFrom('work_tags').where(isAmong('work_id', ids)).execute()
}

/**
 * Brings the files in line with the works that are there: `removed` while all that was read from a file was removed by
 * a person, `works` when some of it is there again, and forgotten when its import was taken back, so that the next
 * import reads it as if for the first time.
 */
export async function markFiles({ db }: Pick<Writing, 'db'>): Promise<void> {
  const worksOf = (removed: 'live' | 'person' | 'undo') => {
    const is =
      removed === 'live'
        ? sql`(works.removed_at is null or works.removed_by = 'version')`
        : sql`works.removed_by = ${removed}`
    return sql`exists (
      select 1 from work_sources join works on works.id = work_sources.work_id
      where work_sources.content_sha256 = files.sha256 and ${is})`
  }
  await sql`update files set outcome = 'removed' where outcome = 'works'
    and not ${worksOf('live')} and ${worksOf('person')}`.execute(db)
  await sql`update files set outcome = 'works' where outcome = 'removed' and ${worksOf('live')}`.execute(db)
  await sql`delete from files where outcome = 'works' and not ${worksOf('live')} and ${worksOf('undo')}`.execute(
    db,
  )
}
