/** What filters and counts are made from: tags and works as rows of a few numbers. */
import { sql } from 'kysely'
import type { Db } from '../../storage/prepared.ts'
import { joined } from '../../storage/sqlite/differences.ts'
import type { FacetField } from '../archive.ts'
import type { FacetState, FacetTag, FacetWork } from '../tags/tag-deeds.ts'

export async function facetState(db: Db): Promise<FacetState> {
  const { rows } = await sql<FacetState>`select
    (select value from clock where id = 1) as seq,
    (select coalesce(max(seq), 0) from tag_links) as "linkSeq",
    (select coalesce(max(id), 0) from tags) as "lastTag"`.execute(db)
  return rows[0] as FacetState
}

export async function facetTags(db: Db, after: number, limit: number): Promise<FacetTag[]> {
  const rows = await db
    .selectFrom('tags')
    .select(['id', 'type', 'name', 'name_key'])
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(({ id, type, name, name_key }) => ({ id, field: type as FacetField, name, key: name_key }))
}

export function facetWorks(db: Db, after: number, limit: number): Promise<FacetWork[]> {
  return selectFacets(db)
    .where('id', '>', after)
    .where('removed_at', 'is', null)
    .orderBy('id')
    .limit(limit)
    .execute()
}

export function facetChanges(
  db: Db,
  after: { seq: number; id: number },
  limit: number,
): Promise<FacetWork[]> {
  return selectFacets(db)
    .where(sql<boolean>`(seq, id) > (${after.seq}, ${after.id})`)
    .orderBy('seq')
    .orderBy('id')
    .limit(limit)
    .execute()
}

function selectFacets(db: Db) {
  return db
    .selectFrom('works')
    .select([
      'id',
      'seq',
      'words',
      'chapters',
      'needs_a_look as needsALook',
      'added_at as addedAt',
      sql<number>`removed_at is null`.as('live'),
      sql<string>`json_extract(fields, '$.title')`.as('title'),
      sql<string | null>`json_extract(fields, '$.updated')`.as('updated'),
      sql<string | null>`json_extract(fields, '$.published')`.as('published'),
    ])
    .select((eb) =>
      eb
        .selectFrom('work_tags')
        .select(joined('tag_id').as('tags'))
        .whereRef('work_tags.work_id', '=', 'works.id')
        .$castTo<{ tags: string | null }>()
        .as('tags'),
    )
}
