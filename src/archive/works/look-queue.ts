/** Works that need a look, in the order they are put right in. */
import { type SqlBool, sql } from 'kysely'
import type { LookReason } from '../../story/work.ts'
import type { Archive } from '../archive.ts'
import type { Library } from '../library.ts'

/** Works with the same set of rules follow one another, so that one gets into the swing of it; then by id. */
export async function lookQueue({ db }: Library): ReturnType<Archive['lookQueue']> {
  const rows = await db
    .selectFrom('works')
    .select(['id', 'fields', 'looks'])
    .where(sql<SqlBool>`needs_a_look = 1`)
    .where('removed_at', 'is', null)
    .orderBy('id')
    .execute()
  const queue = rows.map((row) => {
    const looks: LookReason[] = JSON.parse(row.looks)
    const rules = [...new Set(looks.map((look) => look.rule))].sort()
    return { id: String(row.id), title: JSON.parse(row.fields).title as string, rules, key: rules.join('\n') }
  })
  // Sorting is stable: within alike reasons the order of the ids stays.
  queue.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
  return queue.map(({ id, title, rules }) => ({ id, title, rules }))
}
