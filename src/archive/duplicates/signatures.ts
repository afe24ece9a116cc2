/** What texts are recognised by: kept with them, and looked up key by key. */
import { sql } from 'kysely'
import { type Db, prepared } from '../../storage/prepared.ts'
import type { TextSignature } from '../../story/work.ts'
import type { WorkId } from '../archive.ts'
import { type Library, writeBeside } from '../library.ts'
import type { UncomparedText } from '../versions.ts'

const putSignature = prepared<{ text_id: number; words: number; keys: string }>((db, value) => {
  const values = { words: value('words'), keys: value('keys'), compared: 0 }
  return db
    .insertInto('signatures')
    .values({ text_id: value('text_id'), ...values })
    .onConflict((conflict) => conflict.column('text_id').doUpdateSet(values))
})
const putKeys = prepared<{ text_id: number; keys: string }>((db, value) =>
  db
    .insertInto('signature_keys')
    .columns(['key', 'text_id'])
    .expression(
      sql<{
        key: number
        text_id: number
      }>`select value, ${value('text_id')} from json_each(${value('keys')}) where true`,
    )
    .onConflict((conflict) => conflict.doNothing()),
)

/** The text counts as not compared yet. */
export async function keepSignature(db: Db, textId: number, { words, keys }: TextSignature): Promise<void> {
  const values = { text_id: textId, words, keys: JSON.stringify(keys) }
  await putSignature(db, values)
  await putKeys(db, values)
}

export async function keepSignatures(
  library: Library,
  texts: { textId: number; signature: TextSignature }[],
): Promise<void> {
  await writeBeside(library, async (db) => {
    for (const { textId, signature } of texts) await keepSignature(db, textId, signature)
  })
}

export async function uncompared({ db }: Library, after: number, limit: number): Promise<UncomparedText[]> {
  const rows = await db
    .selectFrom('works')
    .leftJoin('signatures', 'signatures.text_id', 'works.text_id')
    .select(['works.id', 'works.text_id', 'signatures.words', 'signatures.keys'])
    .select((eb) =>
      eb
        .exists(
          eb.selectFrom('works as behind').select('behind.id').whereRef('behind.version_of', '=', 'works.id'),
        )
        .as('has_versions'),
    )
    .$narrowType<{ text_id: number }>()
    .where('works.id', '>', after)
    .where('works.removed_at', 'is', null)
    .where('works.text_id', 'is not', null)
    .where((eb) => eb.or([eb('compared', 'is', null), eb('compared', '=', 0)]))
    .orderBy('works.id')
    .limit(limit)
    .execute()
  return rows.map(({ id, text_id, words, keys, has_versions }) => ({
    id: String(id),
    textId: text_id,
    signature: words === null || keys === null ? null : { words, keys: JSON.parse(keys) },
    hasVersions: Boolean(has_versions),
  }))
}

export async function markCompared(library: Library, textIds: readonly number[]): Promise<void> {
  await writeBeside(library, (db) => setCompared(db, textIds, 1))
}

export async function setCompared(db: Db, textIds: readonly number[], compared: 0 | 1): Promise<void> {
  await db
    .updateTable('signatures')
    .set({ compared })
    .where(sql<boolean>`text_id in (select value from json_each(${JSON.stringify(textIds)}))`)
    .execute()
}

/** Time grows with the keys asked for, not with the library. */
export async function worksWith(
  { db }: Library,
  keys: readonly number[],
  atMost: number,
): Promise<Map<number, WorkId[]>> {
  const { rows } = await sql<{ key: number; ids: string | null }>`
    select value as key, (
      select group_concat(id) from (
        select works.id from signature_keys join works on works.text_id = signature_keys.text_id
        where signature_keys.key = value and (works.removed_at is null or works.removed_by = 'version')
        limit ${atMost})) as ids
    from json_each(${JSON.stringify(keys)})`.execute(db)
  return new Map(rows.map(({ key, ids }) => [key, ids === null ? [] : ids.split(',')]))
}
