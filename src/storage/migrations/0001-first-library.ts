/** The first shape of a library. A migration is never edited once released: the next change is the next file. */
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await makeWorks(db)
  await makeTexts(db)
  await makeSources(db)
  await makeTags(db)
  await makeDeeds(db)
  await makeRest(db)
}

async function makeWorks(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('works')
    .addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('revision', 'integer', (c) => c.notNull())
    .addColumn('text_id', 'integer')
    .addColumn('title_key', 'text', (c) => c.notNull())
    .addColumn('creator_key', 'text', (c) => c.notNull())
    .addColumn('words', 'integer', (c) => c.notNull())
    .addColumn('chapters', 'integer', (c) => c.notNull())
    .addColumn('scenes', 'integer', (c) => c.notNull())
    .addColumn('scenes_inferred', 'integer', (c) => c.notNull())
    .addColumn('needs_a_look', 'integer', (c) => c.notNull())
    .addColumn('fields', 'text', (c) => c.notNull())
    .addColumn('relationships_resolved', 'text', (c) => c.notNull())
    .addColumn('looks', 'text', (c) => c.notNull())
    .addColumn('added_at', 'text', (c) => c.notNull())
    .addColumn('changed_at', 'text', (c) => c.notNull())
    .addColumn('removed_at', 'text')
    .addColumn('removed_by', 'text')
    .addColumn('seq', 'integer', (c) => c.notNull())
    .addColumn('stale', 'integer', (c) => c.notNull())
    .addColumn('indexed_revision', 'integer')
    .execute()
  // Each order a list can have, over the works that are there, with all that is read on the way: a row is long, so it
  // is looked up for the one page that is shown alone.
  await sql`create index works_by_title on works (title_key, id, words, removed_at) where removed_at is null`.execute(
    db,
  )
  await sql`create index works_by_creator on works (creator_key, title_key, id, words, removed_at) where removed_at is null`.execute(
    db,
  )
  await sql`create index works_by_words on works (words, id, removed_at) where removed_at is null`.execute(db)
  await sql`create index works_by_added on works (added_at, id, words, removed_at) where removed_at is null`.execute(
    db,
  )
  await sql`create index works_to_look_at on works (id) where needs_a_look = 1 and removed_at is null`.execute(
    db,
  )
  await sql`create index works_to_index on works (added_at desc, words) where stale = 1 and removed_at is null`.execute(
    db,
  )
  await sql`create index works_to_unindex on works (id) where stale = 1 and removed_at is not null`.execute(
    db,
  )
  await sql`create index works_by_seq on works (seq)`.execute(db)
  await db.schema
    .createTable('work_details')
    .addColumn('work_id', 'integer', (c) => c.primaryKey().references('works.id').onDelete('cascade'))
    .addColumn('recovered', 'text')
    .addColumn('corrections', 'text', (c) => c.notNull())
    .addColumn('story_confirmed', 'integer', (c) => c.notNull())
    .execute()
}

async function makeTexts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('texts')
    .addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('work_id', 'integer', (c) => c.notNull().references('works.id').onDelete('cascade'))
    .addColumn('made_at', 'text', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('texts_by_work').on('texts').column('work_id').execute()
  await db.schema
    .createTable('chapters')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('text_id', 'integer', (c) => c.notNull().references('texts.id').onDelete('cascade'))
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('title', 'text')
    .addColumn('html', 'text', (c) => c.notNull())
    .addColumn('notes_before', 'text')
    .addColumn('notes_after', 'text')
    .addColumn('words', 'integer', (c) => c.notNull())
    .addColumn('scenes', 'integer', (c) => c.notNull())
    .addColumn('scenes_inferred', 'integer', (c) => c.notNull())
    .addColumn('inferred_breaks', 'text', (c) => c.notNull())
    .addColumn('source', 'integer', (c) => c.notNull())
    .addColumn('block_spans', 'text', (c) => c.notNull())
    .addUniqueConstraint('chapters_by_text', ['text_id', 'number'])
    .execute()
}

async function makeSources(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('work_sources')
    .addColumn('work_id', 'integer', (c) => c.notNull().references('works.id').onDelete('cascade'))
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('path', 'text', (c) => c.notNull())
    .addColumn('absolute_path', 'text', (c) => c.notNull())
    .addColumn('sha256', 'text', (c) => c.notNull())
    .addColumn('size_bytes', 'integer', (c) => c.notNull())
    .addColumn('part_from', 'text')
    .addColumn('part_to', 'text')
    .addColumn('borders', 'text')
    .addPrimaryKeyConstraint('work_sources_key', ['work_id', 'position'])
    .execute()
  await db.schema.createIndex('work_sources_by_hash').on('work_sources').column('sha256').execute()
  await db.schema.createIndex('work_sources_by_place').on('work_sources').column('absolute_path').execute()
  await db.schema
    .createTable('files')
    .addColumn('absolute_path', 'text', (c) => c.primaryKey().notNull())
    .addColumn('path', 'text', (c) => c.notNull())
    .addColumn('size_bytes', 'integer', (c) => c.notNull())
    .addColumn('mtime_ms', 'real', (c) => c.notNull())
    .addColumn('sha256', 'text', (c) => c.notNull())
    .addColumn('outcome', 'text', (c) => c.notNull())
    .addColumn('code', 'text')
    .addColumn('reason', 'text')
    .addColumn('hint', 'text')
    .addColumn('seen_at', 'text', (c) => c.notNull())
    .addColumn('vanished', 'integer', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('files_by_hash').on('files').column('sha256').execute()
  await db.schema.createIndex('files_by_outcome').on('files').columns(['outcome', 'absolute_path']).execute()
}

async function makeTags(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('tags')
    .addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('name_key', 'text', (c) => c.notNull())
    .addUniqueConstraint('tags_by_name', ['type', 'name_key'])
    .execute()
  await db.schema
    .createTable('work_tags')
    .addColumn('work_id', 'integer', (c) => c.notNull().references('works.id').onDelete('cascade'))
    .addColumn('tag_id', 'integer', (c) => c.notNull().references('tags.id'))
    .addPrimaryKeyConstraint('work_tags_key', ['work_id', 'tag_id'])
    .modifyEnd(sql`without rowid`)
    .execute()
  await db.schema.createIndex('work_tags_by_tag').on('work_tags').columns(['tag_id', 'work_id']).execute()
}

async function makeDeeds(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('deeds')
    .addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('finished_at', 'text')
    .addColumn('undone_at', 'text')
    .addColumn('roots', 'text')
    .addColumn('summary', 'text')
    .addColumn('with_sources', 'integer', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('deed_works')
    .addColumn('deed_id', 'integer', (c) => c.notNull().references('deeds.id').onDelete('cascade'))
    .addColumn('work_id', 'integer', (c) => c.notNull().references('works.id').onDelete('cascade'))
    .addColumn('was', 'text', (c) => c.notNull())
    .addColumn('before', 'text')
    .addPrimaryKeyConstraint('deed_works_key', ['deed_id', 'work_id'])
    .execute()
  await db.schema.createIndex('deed_works_by_work').on('deed_works').column('work_id').execute()
  await db.schema
    .createTable('deed_files')
    .addColumn('deed_id', 'integer', (c) => c.notNull().references('deeds.id').onDelete('cascade'))
    .addColumn('absolute_path', 'text', (c) => c.notNull())
    .addColumn('before', 'text')
    .addPrimaryKeyConstraint('deed_files_key', ['deed_id', 'absolute_path'])
    .execute()
}

async function makeRest(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('reading_places')
    .addColumn('work_id', 'integer', (c) => c.primaryKey().references('works.id').onDelete('cascade'))
    .addColumn('chapter', 'integer', (c) => c.notNull())
    .addColumn('block', 'integer', (c) => c.notNull())
    .addColumn('fraction', 'real', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('clock')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('value', 'integer', (c) => c.notNull())
    .execute()
  await sql`insert into clock (id, value) values (1, 0)`.execute(db)
}
