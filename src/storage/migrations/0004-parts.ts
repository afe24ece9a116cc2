/** Parts of works: what each source says of itself as one, and the names by which those of one work are found. */
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('work_parts')
    .addColumn('work_id', 'integer', (c) => c.notNull().references('works.id').onDelete('cascade'))
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('part', 'text', (c) => c.notNull())
    .addColumn('settled', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('work_parts_key', ['work_id', 'position'])
    .modifyEnd(sql`without rowid`)
    .execute()
  await sql`create index parts_to_settle on work_parts (work_id) where settled = 0`.execute(db)
  await db.schema
    .createTable('part_keys')
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('work_id', 'integer', (c) => c.notNull().references('works.id').onDelete('cascade'))
    .addColumn('position', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('part_keys_key', ['key', 'work_id', 'position'])
    .modifyEnd(sql`without rowid`)
    .execute()
  await db.schema.createIndex('part_keys_by_work').on('part_keys').column('work_id').execute()
}
