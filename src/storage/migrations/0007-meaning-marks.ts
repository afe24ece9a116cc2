/** Which works are read for meaning, by encoder. */
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('meaning_marks')
    .addColumn('model', 'text', (c) => c.notNull())
    .addColumn('work_id', 'integer', (c) => c.notNull())
    .addColumn('revision', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('meaning_marks_key', ['model', 'work_id'])
    .modifyEnd(sql`without rowid`)
    .execute()
}
