/** Works may come from a member of a mailbox or zip: the member's name and the hash of what it says stand beside the kept file's. */
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('work_sources').addColumn('member', 'text').execute()
  await db.schema
    .alterTable('work_sources')
    .addColumn('content_sha256', 'text', (c) => c.notNull().defaultTo(''))
    .execute()
  await sql`update work_sources set content_sha256 = sha256`.execute(db)
  await db.schema.createIndex('work_sources_by_content').on('work_sources').column('content_sha256').execute()
}
