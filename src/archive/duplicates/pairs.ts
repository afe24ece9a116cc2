/** What is known of two works: what comparing said, and a person's word, which counts before it. */
import { type Db, prepared } from '../../storage/prepared.ts'
import { isAmong } from '../../storage/sqlite/differences.ts'
import type { WorkPairsTable } from '../../storage/tables/work-pairs.ts'
import type { Writing } from '../library.ts'
import { loadWork } from '../works/load-work.ts'
import { updateWork } from '../works/write-work.ts'

type PairWord = Omit<WorkPairsTable, 'first_id' | 'second_id' | 'at'>

const putPair = prepared<WorkPairsTable>((db, value) => {
  const values = {
    verdict: value('verdict'),
    said: value('said'),
    why: value('why'),
    best: value('best'),
    at: value('at'),
  }
  return db
    .insertInto('work_pairs')
    .values({ first_id: value('first_id'), second_id: value('second_id'), ...values })
    .onConflict((conflict) => conflict.columns(['first_id', 'second_id']).doUpdateSet(values))
})

export async function writePair(
  { db, at }: Pick<Writing, 'db' | 'at'>,
  ids: readonly [number, number],
  word: PairWord,
): Promise<void> {
  await putPair(db, { first_id: Math.min(...ids), second_id: Math.max(...ids), ...word, at })
}

export async function readPair(db: Db, ids: readonly [number, number]): Promise<WorkPairsTable | undefined> {
  return db
    .selectFrom('work_pairs')
    .selectAll()
    .where('first_id', '=', Math.min(...ids))
    .where('second_id', '=', Math.max(...ids))
    .executeTakeFirst()
}

/** A person's word; what was compared stays as it was. */
export async function sayOfPair(
  writing: Pick<Writing, 'db' | 'at'>,
  ids: readonly [number, number],
  said: WorkPairsTable['said'],
): Promise<void> {
  const known = await readPair(writing.db, ids)
  const { verdict = 'person', why = '', best = '' } = known ?? {}
  await writePair(writing, ids, { verdict, why, best, said })
}

/** Works of which one is offered with one of these are looked at anew: their partner came, went or was spoken of. */
export async function refreshPartners(writing: Writing, ids: readonly number[]): Promise<void> {
  const rows = await writing.db
    .selectFrom('work_pairs')
    .innerJoin('works', 'works.id', 'work_pairs.second_id')
    .select('works.id')
    .distinct()
    .where((eb) => eb.or([isAmong('first_id', ids), isAmong('second_id', ids)]))
    .where('said', 'is', null)
    .where('removed_at', 'is', null)
    .execute()
  for (const { id } of rows) {
    const state = await loadWork(writing.db, id)
    if (state !== undefined) await updateWork(writing, state)
  }
}

/** Who takes a joining back says that they are two; who takes a parting back, that they are one. */
export async function sayOfUndone(
  { db }: Writing,
  kind: 'import' | 'removal' | 'split' | 'join',
  ids: readonly number[],
): Promise<void> {
  const turned = { join: ['together', 'apart'], split: ['apart', 'together'] } as const
  if (kind !== 'join' && kind !== 'split') return
  const [from, to] = turned[kind]
  await db
    .updateTable('work_pairs')
    .set({ said: to })
    .where('said', '=', from)
    .where(isAmong('first_id', ids))
    .where(isAmong('second_id', ids))
    .execute()
}
