/** Reviews that came with a work from an old archive. They are kept; no page shows them yet. */
import { sql } from 'kysely'
import { type Db, prepared } from '../../storage/prepared.ts'
import type { ReviewsTable } from '../../storage/tables/reviews.ts'
import type { Review } from '../../story/review.ts'
import type { RecoveredWork } from '../../story/work.ts'
import type { WorkId } from '../archive.ts'
import type { Writing } from '../library.ts'
import { parseWorkId } from './load-work.ts'
import { contentOf } from './work-state.ts'

const putReview = prepared<ReviewsTable>((db, value) =>
  db
    .insertInto('reviews')
    .values({
      work_id: value('work_id'),
      content_sha256: value('content_sha256'),
      position: value('position'),
      reviewer: value('reviewer'),
      member: value('member'),
      written_on: value('written_on'),
      rating: value('rating'),
      html: value('html'),
      chapter: value('chapter'),
      response: value('response'),
    })
    .onConflict((conflict) => conflict.doNothing()),
)

/** Keeps the reviews beside those of earlier contents, which count again should the work's sources be put back. */
export async function keepReviews({ db }: Writing, workId: number, work: RecoveredWork): Promise<void> {
  const [source] = work.sources
  if (source === undefined) return
  for (const [position, review] of (work.reviews ?? []).entries()) {
    await putReview(db, {
      work_id: workId,
      content_sha256: contentOf(source),
      position,
      reviewer: review.reviewer,
      member: review.member ? 1 : 0,
      written_on: review.date,
      rating: review.rating,
      html: review.text,
      chapter: review.chapter,
      response: review.response,
    })
  }
}

/** Of the sources the work has now, in their order; [] for what is no work. */
export async function readReviews({ db }: { db: Db }, id: WorkId): Promise<Review[]> {
  const workId = parseWorkId(id)
  if (workId === undefined) return []
  const { rows } = await sql<ReviewsTable>`
    select reviews.* from work_sources join reviews on reviews.content_sha256 = work_sources.content_sha256
    where work_sources.work_id = ${workId}
      and reviews.work_id = (select min(work_id) from reviews as same
        where same.content_sha256 = reviews.content_sha256)
    order by work_sources.position, reviews.position`.execute(db)
  return rows.map((row) => ({
    reviewer: row.reviewer,
    member: row.member === 1,
    date: row.written_on,
    rating: row.rating,
    text: row.html,
    chapter: row.chapter,
    response: row.response,
  }))
}

/** Those of works whose text is gone, and of contents neither a source nor a deed names any more. */
export async function purgeReviews(db: Db): Promise<void> {
  await sql`delete from reviews where work_id in (select id from works where text_id is null)`.execute(db)
  await sql`
    delete from reviews where content_sha256 not in (select content_sha256 from work_sources)
      and not exists (select 1 from deed_works
        where before is not null and instr(before, reviews.content_sha256) > 0)`.execute(db)
}
