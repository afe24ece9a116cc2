/** Where a reader stopped. */
import type { ReadingPlacesTable } from '../../storage/tables/reading-places.ts'
import type { Archive, ReadingPlace, WorkId } from '../archive.ts'
import { type Library, writeBeside } from '../library.ts'
import { noSuchWork, parseWorkId } from '../works/load-work.ts'
import { readBlurbs } from '../works/read-blurbs.ts'

/** @throws ArchiveError `works/none`. */
export async function savePlace(library: Library, place: Omit<ReadingPlace, 'at'>): Promise<void> {
  const id = parseWorkId(place.workId)
  await writeBeside(library, async (db) => {
    const work =
      id === undefined
        ? undefined
        : await db
            .selectFrom('works')
            .select('id')
            .where('id', '=', id)
            .where('removed_at', 'is', null)
            .executeTakeFirst()
    if (work === undefined) throw noSuchWork(place.workId)
    const values = {
      chapter: place.chapter,
      block: place.block,
      fraction: Math.min(1, Math.max(0, place.fraction)),
      at: library.now().toISOString(),
    }
    await db
      .insertInto('reading_places')
      .values({ work_id: work.id, ...values })
      .onConflict((conflict) => conflict.column('work_id').doUpdateSet(values))
      .execute()
  })
}

export async function getPlace({ db }: Library, id: WorkId): Promise<ReadingPlace | undefined> {
  const workId = parseWorkId(id)
  if (workId === undefined) return undefined
  const row = await db
    .selectFrom('reading_places')
    .selectAll()
    .where('work_id', '=', workId)
    .executeTakeFirst()
  return row && readingPlace(row)
}

/** The works last read in, the latest first; removed ones are left out. */
export async function continueReading(
  { db }: Library,
  limit: number,
): ReturnType<Archive['continueReading']> {
  const rows = await db
    .selectFrom('reading_places')
    .innerJoin('works', 'works.id', 'reading_places.work_id')
    .selectAll('reading_places')
    .where('works.removed_at', 'is', null)
    .orderBy('at', 'desc')
    .limit(limit)
    .execute()
  const works = await readBlurbs(
    db,
    rows.map((row) => row.work_id),
  )
  const byId = new Map(works.map((work) => [work.id, work]))
  return rows.flatMap((row) => {
    const work = byId.get(String(row.work_id))
    return work === undefined ? [] : [{ work, place: readingPlace(row) }]
  })
}

function readingPlace(row: ReadingPlacesTable): ReadingPlace {
  const { work_id, chapter, block, fraction, at } = row
  return { workId: String(work_id), chapter, block, fraction, at }
}
