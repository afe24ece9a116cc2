/** Every work there is, a few at a time. */
import type { WorkBlurb } from '../archive.ts'
import type { Library } from '../library.ts'
import { readBlurbs } from './read-blurbs.ts'

const AT_ONCE = 200

/** In the order of the ids; works added meanwhile may or may not come. */
export async function* eachWork({ db }: Library): AsyncGenerator<WorkBlurb> {
  for (let last = 0; ; ) {
    const rows = await db
      .selectFrom('works')
      .select('id')
      .where('id', '>', last)
      .where('removed_at', 'is', null)
      .orderBy('id')
      .limit(AT_ONCE)
      .execute()
    if (rows.length === 0) return
    last = rows.at(-1)?.id as number
    yield* await readBlurbs(
      db,
      rows.map((row) => row.id),
    )
  }
}
