/** What readers of an old archive wrote under its stories. */
import type { Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('reviews')
    .addColumn('work_id', 'integer', (c) => c.notNull().references('works.id').onDelete('cascade'))
    .addColumn('content_sha256', 'text', (c) => c.notNull())
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('reviewer', 'text')
    .addColumn('member', 'integer', (c) => c.notNull())
    .addColumn('written_on', 'text')
    .addColumn('rating', 'real')
    .addColumn('html', 'text', (c) => c.notNull())
    .addColumn('chapter', 'integer')
    .addColumn('response', 'text')
    .addPrimaryKeyConstraint('reviews_key', ['work_id', 'content_sha256', 'position'])
    .execute()
  await db.schema.createIndex('reviews_by_content').on('reviews').column('content_sha256').execute()
}
