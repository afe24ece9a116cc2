/** The care of tags: what is another name of what, what stands under what; and what a person never wants to be shown. */
import { type Kysely, sql } from 'kysely'

const AT_ONCE = 500

/** As names were folded when this was written: a migration does not change with the code. */
function nameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
}

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('tag_links')
    .addColumn('tag_id', 'integer', (c) => c.notNull().references('tags.id'))
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('target_id', 'integer', (c) => c.notNull().references('tags.id'))
    .addColumn('gone', 'integer', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('seq', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('tag_links_key', ['tag_id', 'kind', 'target_id'])
    .modifyEnd(sql`without rowid`)
    .execute()
  await db.schema.createIndex('tag_links_by_seq').on('tag_links').column('seq').execute()
  await db.schema
    .createTable('settings')
    .addColumn('name', 'text', (c) => c.primaryKey().notNull())
    .addColumn('value', 'text', (c) => c.notNull())
    .execute()
  await tagResolved(db)
}

/** Works are found under the full names of their relationships too, as works stored from now on are. */
async function tagResolved(db: Kysely<unknown>): Promise<void> {
  for (let after = 0; ; ) {
    const { rows } = await sql<{ id: number; names: string }>`
      select id, relationships_resolved as names from works
      where id > ${after} and removed_at is null and relationships_resolved <> '[]' order by id limit ${AT_ONCE}`.execute(
      db,
    )
    for (const { id, names } of rows) {
      for (const name of JSON.parse(names) as string[]) await tagRelationship(db, id, name)
    }
    if (rows.length < AT_ONCE) return
    after = (rows.at(-1) as { id: number }).id
  }
}

async function tagRelationship(db: Kysely<unknown>, workId: number, name: string): Promise<void> {
  const key = nameKey(name)
  if (key === '') return
  await sql`insert into tags (type, name, name_key) values ('relationships', ${name}, ${key}) on conflict do nothing`.execute(
    db,
  )
  await sql`insert into work_tags (work_id, tag_id)
    select ${workId}, id from tags where type = 'relationships' and name_key = ${key} on conflict do nothing`.execute(
    db,
  )
}
