/** Pairs of works that may be the same story, of which nobody has said yet. */
import { type Db, prepared } from '../../storage/prepared.ts'
import type { WorkFields } from '../../story/field.ts'
import type { LookReason } from '../../story/work.ts'

interface OfferRow {
  id: number
  fields: string
  words: number
  why: string
}

const asSecond = prepared<{ id: number }, OfferRow>((db, value) =>
  db
    .selectFrom('work_pairs')
    .innerJoin('works', 'works.id', 'work_pairs.first_id')
    .select(['works.id', 'fields', 'words', 'why'])
    .where('second_id', '=', value('id'))
    .where('said', 'is', null)
    .where('removed_at', 'is', null)
    .orderBy('works.id'),
)
const asFirst = prepared<{ id: number }, OfferRow>((db, value) =>
  db
    .selectFrom('work_pairs')
    .innerJoin('works', 'works.id', 'work_pairs.second_id')
    .select(['works.id', 'fields', 'words', 'why'])
    .where('first_id', '=', value('id'))
    .where('said', 'is', null)
    .where('removed_at', 'is', null)
    .orderBy('works.id'),
)

/** The newer work of a pair is the one that is looked at. */
export async function offersAsLooks(db: Db, id: number): Promise<LookReason[]> {
  return (await asSecond(db, { id })).map((row) => ({
    field: 'story',
    rule: 'duplicates/perhaps-the-same',
    reason: `Perhaps the same story as “${titleOf(row)}”: ${row.why}.`,
    work: String(row.id),
  }))
}

/** From either side. @param id of a work that is there. */
export async function openOffers(db: Db, id: number): Promise<(OfferRow & { parsed: WorkFields })[]> {
  const rows = [...(await asSecond(db, { id })), ...(await asFirst(db, { id }))]
  return rows.map((row) => ({ ...row, parsed: JSON.parse(row.fields) }))
}

const titleOf = ({ fields }: OfferRow) => (JSON.parse(fields) as WorkFields).title
