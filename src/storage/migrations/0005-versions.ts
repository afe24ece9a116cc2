/** The same story from several sources: versions of a work, what texts are recognised by, and what was said of pairs. */
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await makeVersions(db)
  await makeSignatures(db)
  await makePairs(db)
}

/** A version is a work that stands behind another: it keeps all it has, and is shown with that one. */
async function makeVersions(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('works').addColumn('version_of', 'integer').execute()
  await sql`create index works_by_version on works (version_of) where version_of is not null`.execute(db)
  await sql`create index works_by_text on works (text_id) where text_id is not null`.execute(db)
  await db.schema.alterTable('work_details').addColumn('united', 'text').execute()
}

async function makeSignatures(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('signatures')
    .addColumn('text_id', 'integer', (c) => c.primaryKey().references('texts.id').onDelete('cascade'))
    .addColumn('words', 'integer', (c) => c.notNull())
    .addColumn('keys', 'text', (c) => c.notNull())
    .addColumn('compared', 'integer', (c) => c.notNull())
    .execute()
  // In the order it is asked in, and nothing else in it: a text has some thirty keys.
  await db.schema
    .createTable('signature_keys')
    .addColumn('key', 'integer', (c) => c.notNull())
    .addColumn('text_id', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('signature_keys_key', ['key', 'text_id'])
    .modifyEnd(sql`without rowid`)
    .execute()
}

async function makePairs(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('work_pairs')
    .addColumn('first_id', 'integer', (c) => c.notNull().references('works.id').onDelete('cascade'))
    .addColumn('second_id', 'integer', (c) => c.notNull().references('works.id').onDelete('cascade'))
    .addColumn('verdict', 'text', (c) => c.notNull())
    .addColumn('said', 'text')
    .addColumn('why', 'text', (c) => c.notNull())
    .addColumn('best', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('work_pairs_key', ['first_id', 'second_id'])
    .execute()
  await db.schema.createIndex('work_pairs_by_second').on('work_pairs').column('second_id').execute()
}
