/** Works as numbers alone, for those who choose among them in memory. */
import type { WorkQuery, WorkSort } from '../archive.ts'
import type { Library } from '../library.ts'
import { ORDER_BY } from '../works/list-works.ts'
import { workConditions } from '../works/work-filter.ts'

const AT_ONCE = 5000

export async function workNumbers({ db }: Library, query: WorkQuery): Promise<number[]> {
  const conditions = await workConditions(db, query)
  if (conditions === 'nothing') return []
  let select = db.selectFrom('works').select('id')
  for (const condition of conditions) select = select.where(condition)
  const direction = query.descending ? 'desc' : 'asc'
  for (const column of ORDER_BY[query.sort ?? 'added']) select = select.orderBy(column, direction)
  const rows = await select.orderBy('id', direction).execute()
  return rows.map((row) => row.id)
}

/** In an order that an index holds, so that the first thousands cost little however many there are. */
export async function* eachNumber(
  { db }: Library,
  sort: WorkSort,
  descending: boolean,
): AsyncGenerator<number[]> {
  const direction = descending ? 'desc' : 'asc'
  for (let offset = 0; ; offset += AT_ONCE) {
    let select = db.selectFrom('works').select('id').where('removed_at', 'is', null)
    for (const column of ORDER_BY[sort]) select = select.orderBy(column, direction)
    const rows = await select.orderBy('id', direction).limit(AT_ONCE).offset(offset).execute()
    yield rows.map((row) => row.id)
    if (rows.length < AT_ONCE) return
  }
}
