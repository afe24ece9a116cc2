/** Takes works out of the library. Nothing is thrown away before undo is out of reach. */
import { sql } from 'kysely'
import type { WorkId } from '../archive.ts'
import { beginDeed, rememberWork } from '../deeds/remember.ts'
import { type Library, type Writing, writeWorks } from '../library.ts'
import { requireWork } from './load-work.ts'
import { updateWork } from './write-work.ts'

/** @param options.withSources the kept files go too, after 30 days, those no other work needs. @throws ArchiveError `works/none`. */
export async function removeWorks(
  library: Library,
  ids: WorkId[],
  options: { withSources: boolean },
): Promise<void> {
  if (ids.length === 0) return
  await writeWorks(library, async (writing) => {
    const deedId = await beginDeed(writing, { kind: 'removal', withSources: options.withSources })
    for (const id of new Set(ids)) {
      const state = await requireWork(writing.db, id)
      await rememberWork(writing, deedId, state)
      state.removed = { at: writing.at, by: 'person' }
      await updateWork(writing, state)
    }
    await markFiles(writing)
  })
}

/**
 * Brings the files in line with the works that are there: `removed` while all that was read from a file was removed by
 * a person, `works` when some of it is there again, and forgotten when its import was taken back, so that the next
 * import reads it as if for the first time.
 */
export async function markFiles({ db }: Pick<Writing, 'db'>): Promise<void> {
  const worksOf = (removed: 'live' | 'person' | 'undo') => {
    const is = removed === 'live' ? sql`works.removed_at is null` : sql`works.removed_by = ${removed}`
    return sql`exists (
      select 1 from work_sources join works on works.id = work_sources.work_id
      where work_sources.sha256 = files.sha256 and ${is})`
  }
  await sql`update files set outcome = 'removed' where outcome = 'works'
    and not ${worksOf('live')} and ${worksOf('person')}`.execute(db)
  await sql`update files set outcome = 'works' where outcome = 'removed' and ${worksOf('live')}`.execute(db)
  await sql`delete from files where outcome = 'works' and not ${worksOf('live')} and ${worksOf('undo')}`.execute(
    db,
  )
}
