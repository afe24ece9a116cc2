/** Searches that are kept, and a name for the library that lasts: feeds are known by it, wherever the library lies. */
import { randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('searches')
    .addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('query', 'text', (c) => c.notNull())
    .addColumn('kept_at', 'text', (c) => c.notNull())
    .addColumn('removed_at', 'text')
    .execute()
  // A search is kept once.
  await sql`create unique index searches_by_query on searches (query) where removed_at is null`.execute(db)
  await sql`insert into settings (name, value) values ('library-id', ${JSON.stringify(randomUUID())}) on conflict do nothing`.execute(
    db,
  )
}
