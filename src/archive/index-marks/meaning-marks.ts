/** Which works an encoder has read at which revision. As with the word index, what is derived is marked last. */
import type { Archive, WorkId } from '../archive.ts'
import { type Library, writeBeside } from '../library.ts'
import { parseWorkId } from '../works/load-work.ts'

/** Removed works first; then the newest, and of these the shortest. */
export async function staleInMeaning(
  { db }: Library,
  model: string,
  limit: number,
): ReturnType<Archive['staleInMeaning']> {
  const removed = await db
    .selectFrom('meaning_marks')
    .leftJoin('works', 'works.id', 'meaning_marks.work_id')
    .select(['meaning_marks.work_id as id', 'meaning_marks.revision as revision'])
    .where('meaning_marks.model', '=', model)
    .where((eb) => eb.or([eb('works.id', 'is', null), eb('works.removed_at', 'is not', null)]))
    .limit(limit)
    .execute()
  const changed = await unread(db, model)
    .select(['works.id', 'works.revision'])
    .orderBy('works.added_at', 'desc')
    .orderBy('works.words')
    .limit(Math.max(0, limit - removed.length))
    .execute()
  return [
    ...removed.map(({ id, revision }) => ({ id: String(id), revision, removed: true })),
    ...changed.map(({ id, revision }) => ({ id: String(id), revision, removed: false })),
  ]
}

/** How much of the library the encoder has read, and how much is to be read. */
export async function meaningProgress(
  { db }: Library,
  model: string,
): ReturnType<Archive['meaningProgress']> {
  const { works } = await db
    .selectFrom('works')
    .select((eb) => eb.fn.countAll<number>().as('works'))
    .where('removed_at', 'is', null)
    .executeTakeFirstOrThrow()
  const waiting = await unread(db, model)
    .select((eb) => [
      eb.fn.countAll<number>().as('works'),
      eb.fn.coalesce(eb.fn.sum<number>('works.words'), eb.lit(0)).as('words'),
    ])
    .executeTakeFirstOrThrow()
  return { works, worksWaiting: waiting.works, wordsWaiting: waiting.words }
}

function unread(db: Library['db'], model: string) {
  return db
    .selectFrom('works')
    .leftJoin('meaning_marks', (join) =>
      join.onRef('meaning_marks.work_id', '=', 'works.id').on('meaning_marks.model', '=', model),
    )
    .where('works.removed_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb('meaning_marks.revision', 'is', null),
        eb('meaning_marks.revision', '!=', eb.ref('works.revision')),
      ]),
    )
}

/** @param revision null: nothing of the work is in the index any more. */
export async function markMeaning(
  library: Library,
  model: string,
  works: { id: WorkId; revision: number | null }[],
): Promise<void> {
  await writeBeside(library, async (db) => {
    for (const { id, revision } of works) {
      const work_id = parseWorkId(id)
      if (work_id === undefined) continue
      if (revision === null) {
        await db
          .deleteFrom('meaning_marks')
          .where('model', '=', model)
          .where('work_id', '=', work_id)
          .execute()
        continue
      }
      await db
        .insertInto('meaning_marks')
        .values({ model, work_id, revision })
        .onConflict((conflict) => conflict.columns(['model', 'work_id']).doUpdateSet({ revision }))
        .execute()
    }
  })
}

/** For when the vectors are gone. */
export async function forgetMeaning(library: Library, model: string): Promise<void> {
  await writeBeside(library, async (db) => {
    await db.deleteFrom('meaning_marks').where('model', '=', model).execute()
  })
}
