/** Lists works: filtered, sorted, paged, with the counts of what they could be filtered by next. */
import type { Db } from '../../storage/prepared.ts'
import type { WorkPage, WorkQuery, WorkSort } from '../archive.ts'
import type { Library } from '../library.ts'
import type { WorkList } from './list-cache.ts'
import { readBlurbs } from './read-blurbs.ts'
import { workConditions } from './work-filter.ts'

const PAGE_SIZE = 50
const PAGE_SIZE_MAX = 1000

export const ORDER_BY: Record<WorkSort, readonly ('added_at' | 'title_key' | 'creator_key' | 'words')[]> = {
  added: ['added_at'],
  title: ['title_key'],
  creator: ['creator_key', 'title_key'],
  words: ['words'],
}

export async function listWorks(library: Library, query: WorkQuery): Promise<WorkPage> {
  return library.db
    .transaction()
    .setAccessMode('read only')
    .execute(async (db) => {
      const seq = await clockOf(db)
      const list = await findList({ library, db, seq, query })
      if (query.facets && list.facets === undefined) {
        await library.facets.catchUp(db, seq)
        list.facets = library.facets.count(list.ids)
      }
      return {
        works: await readBlurbs(db, pageOf(list.ids, query)),
        total: list.ids.length,
        totalWords: list.totalWords,
        facets: query.facets ? structuredClone(list.facets ?? {}) : {},
      }
    })
}

export async function clockOf(db: Db): Promise<number> {
  const row = await db.selectFrom('clock').select('value').where('id', '=', 1).executeTakeFirstOrThrow()
  return row.value
}

interface FindList {
  library: Library
  db: Db
  seq: number
  query: WorkQuery
}

async function findList({ library, db, seq, query }: FindList): Promise<WorkList> {
  const { page, pageSize, facets, ...rest } = query
  const key = JSON.stringify(rest)
  const known = library.lists.get(seq, key)
  if (known !== undefined) return known
  const list = await readList(db, query)
  library.lists.put(key, list)
  return list
}

async function readList(db: Db, query: WorkQuery): Promise<WorkList> {
  const conditions = await workConditions(db, query)
  if (conditions === 'nothing') return { ids: new Int32Array(), totalWords: 0 }
  const direction = query.descending ? 'desc' : 'asc'
  let select = db.selectFrom('works').select(['id', 'words'])
  for (const condition of conditions) select = select.where(condition)
  for (const column of ORDER_BY[query.sort ?? 'added']) select = select.orderBy(column, direction)
  const rows = await select.orderBy('id', direction).execute()
  return {
    ids: Int32Array.from(rows, (row) => row.id),
    totalWords: rows.reduce((sum, row) => sum + row.words, 0),
  }
}

function pageOf(ids: Int32Array, query: WorkQuery): number[] {
  const size = Math.min(Math.max(1, Math.trunc(query.pageSize ?? PAGE_SIZE)), PAGE_SIZE_MAX)
  const start = (Math.max(1, Math.trunc(query.page ?? 1)) - 1) * size
  return [...ids.subarray(start, start + size)]
}
