/** The library in four numbers. */
import { type SqlBool, sql } from 'kysely'
import type { Archive } from '../archive.ts'
import type { Library } from '../library.ts'

export async function countWorks({ db }: Library): ReturnType<Archive['counts']> {
  const works = await db
    .selectFrom('works')
    .select([sql<number>`count(*)`.as('works'), sql<number>`coalesce(sum(words), 0)`.as('words')])
    .where('removed_at', 'is', null)
    .executeTakeFirstOrThrow()
  const toLookAt = await db
    .selectFrom('works')
    .select(sql<number>`count(*)`.as('works'))
    .where('removed_at', 'is', null)
    .where(sql<SqlBool>`needs_a_look = 1`)
    .executeTakeFirstOrThrow()
  const refused = await db
    .selectFrom('files')
    .select(sql<number>`count(*)`.as('files'))
    .where('outcome', '=', 'refused')
    .where('vanished', '=', 0)
    .executeTakeFirstOrThrow()
  return { works: works.works, words: works.words, needALook: toLookAt.works, refused: refused.files }
}
