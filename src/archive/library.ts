/** What every deed of the archive works with. */
import type { Db } from '../storage/prepared.ts'
import { FacetCounter } from './works/facet-counter.ts'
import { KnownTags, type TagIds } from './works/known-tags.ts'
import { ListCache } from './works/list-cache.ts'

export interface Library {
  readonly libraryDir: string
  readonly db: Db
  readonly tags: KnownTags
  readonly facets: FacetCounter
  readonly lists: ListCache
  /** Own writes so far; other processes' writes SQLite counts itself. */
  writes: number
  now(): Date
}

/** One transaction that changes works. */
export interface Writing {
  /** The transaction. */
  readonly db: Db
  /** ISO instant, one for all that is written in it. */
  readonly at: string
  /** Of the clock: what this transaction writes is newer than all with a smaller one. */
  readonly seq: number
  readonly tags: TagIds
}

export function makeLibrary(libraryDir: string, db: Db, now: () => Date): Library {
  return {
    libraryDir,
    db,
    now,
    tags: new KnownTags(),
    facets: new FacetCounter(),
    lists: new ListCache(),
    writes: 0,
  }
}

/** All of the deed or, when it throws, nothing of it. */
export async function writeWorks<T>(library: Library, deed: (writing: Writing) => Promise<T>): Promise<T> {
  const tags = library.tags.begin()
  const result = await library.db.transaction().execute(async (db) => {
    const { value } = await db
      .updateTable('clock')
      .set((eb) => ({ value: eb('value', '+', 1) }))
      .where('id', '=', 1)
      .returning('value')
      .executeTakeFirstOrThrow()
    return deed({ db, at: library.now().toISOString(), seq: value, tags })
  })
  library.tags.commit(tags)
  library.writes++
  return result
}

/** A transaction that leaves works as they are. */
export async function writeBeside<T>(library: Library, deed: (db: Db) => Promise<T>): Promise<T> {
  const result = await library.db.transaction().execute(deed)
  library.writes++
  return result
}
