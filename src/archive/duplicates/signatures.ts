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
    .$narrowType<{ text_id: number }>()
    .where('works.id', '>', after)
    .where('works.removed_at', 'is', null)
    .where('works.text_id', 'is not', null)
    .where((eb) => eb.or([eb('compared', 'is', null), eb('compared', '=', 0)]))
    .orderBy('works.id')
    .limit(limit)
    .execute()
  return rows.map(({ id, text_id, words, keys }) => ({
    id: String(id),
    textId: text_id,
    signature: words === null || keys === null ? null : { words, keys: JSON.parse(keys) },
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

const textsWithKey = prepared<{ key: number; limit: number }, { id: number }>((db, value) =>
  db
    .selectFrom('signature_keys')
    .innerJoin('works', 'works.text_id', 'signature_keys.text_id')
    .select('works.id')
    .where('key', '=', value('key'))
    .where((eb) => eb.or([eb('removed_at', 'is', null), eb('removed_by', '=', 'version')]))
    .limit(value('limit')),
)

/** Time grows with the keys asked for, not with the library. */
export async function worksWith(
  { db }: Library,
  keys: readonly number[],
  atMost: number,
): Promise<Map<number, WorkId[]>> {
  const found = new Map<number, WorkId[]>()
  for (const key of keys) {
    const rows = await textsWithKey(db, { key, limit: atMost })
    found.set(
      key,
      rows.map(({ id }) => String(id)),
    )
  }
  return found
}
