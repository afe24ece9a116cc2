/** Asks of every part that came in what it belongs to. */

import type { Db } from '../../storage/prepared.ts'
import { isAmong } from '../../storage/sqlite/differences.ts'
import { groupParts, type PartGroup } from '../../story/parts/group-parts.ts'
import type { SettledParts } from '../archive.ts'
import { type Library, writeWorks } from '../library.ts'
import type { StatePart } from '../works/work-state.ts'
import { joinPartWorks, type StoredMember } from './join-part-works.ts'
import { folderOf } from './part-rows.ts'

/** Parts asked about in one go. */
const AT_ONCE = 500
/** Works joined in one transaction. */
const JOINS_AT_ONCE = 20

/**
 * Joins works that are parts of one, of this import and of earlier ones. Each step is a transaction, and what was not
 * asked yet is asked by the next import, so it may be killed at any time.
 * @param importId the deed that undo takes the joins back with.
 */
export async function settleParts(
  library: Library,
  importId: number,
  signal?: AbortSignal,
): Promise<SettledParts> {
  const settled: SettledParts = { joined: 0, into: 0 }
  for (;;) {
    if (signal?.aborted) return settled
    const asked = await unsettled(library.db)
    if (asked.length === 0) return settled
    const { joins } = groupParts(await membersNear(library.db, asked))
    for (let from = 0; from < joins.length; from += JOINS_AT_ONCE) {
      const done = await joinSome(library, importId, joins.slice(from, from + JOINS_AT_ONCE))
      settled.joined += done.joined
      settled.into += done.into
    }
    await markSettled(library, asked)
  }
}

async function joinSome(
  library: Library,
  importId: number,
  groups: readonly PartGroup[],
): Promise<SettledParts> {
  return writeWorks(library, async (writing) => {
    const done: SettledParts = { joined: 0, into: 0 }
    for (const group of groups) {
      if ((await joinPartWorks(writing, importId, group)) === undefined) continue
      const works = new Set(
        group.parts.flatMap(({ member, doubles }) => [member, ...doubles].map(({ work }) => work)),
      )
      done.into++
      done.joined += works.size - 1
    }
    return done
  })
}

async function unsettled(db: Db): Promise<number[]> {
  const rows = await db
    .selectFrom('work_parts')
    .select('work_id')
    .distinct()
    .where('settled', '=', 0)
    .orderBy('work_id')
    .limit(AT_ONCE)
    .execute()
  return rows.map((row) => row.work_id)
}

async function markSettled(library: Library, workIds: readonly number[]): Promise<void> {
  await writeWorks(library, async ({ db }) => {
    const rows = await db
      .selectFrom('work_parts')
      .select(['work_id', 'position', 'part'])
      .where(isAmong('work_id', workIds))
      .where('settled', '=', 0)
      .execute()
    for (const { work_id, position, part } of rows) {
      const settled: StatePart = { ...JSON.parse(part), isSettled: true }
      await db
        .updateTable('work_parts')
        .set({ settled: 1, part: JSON.stringify(settled) })
        .where('work_id', '=', work_id)
        .where('position', '=', position)
        .execute()
    }
  })
}

/** Parts that share a name with one of these works, and those that share one with them in turn. */
export async function membersNear(db: Db, workIds: readonly number[]): Promise<StoredMember[]> {
  const own = await keysOfWorks(db, workIds)
  const near = await worksWithKeys(db, own)
  const further = await worksWithKeys(db, await keysOfWorks(db, near))
  return readMembers(db, further)
}

async function keysOfWorks(db: Db, workIds: readonly number[]): Promise<string[]> {
  const rows = await db
    .selectFrom('part_keys')
    .select('key')
    .distinct()
    .where(isAmong('work_id', workIds))
    .execute()
  return rows.map((row) => row.key)
}

/** Works that are there, of keys that more than one part has. */
async function worksWithKeys(db: Db, keys: readonly string[]): Promise<number[]> {
  const shared = await db
    .selectFrom('part_keys')
    .innerJoin('works', 'works.id', 'part_keys.work_id')
    .select('key')
    .where(isAmong('key', keys))
    .where('removed_at', 'is', null)
    .groupBy('key')
    .having((eb) => eb.fn.countAll(), '>', 1)
    .execute()
  const rows = await db
    .selectFrom('part_keys')
    .select('work_id')
    .distinct()
    .where(
      isAmong(
        'key',
        shared.map((row) => row.key),
      ),
    )
    .execute()
  return rows.map((row) => row.work_id)
}

/** In the order they came in. */
export async function readMembers(db: Db, workIds: readonly number[]): Promise<StoredMember[]> {
  const rows = await db
    .selectFrom('work_parts')
    .innerJoin('works', 'works.id', 'work_parts.work_id')
    .innerJoin('work_sources', (join) =>
      join
        .onRef('work_sources.work_id', '=', 'work_parts.work_id')
        .onRef('work_sources.position', '=', 'work_parts.position'),
    )
    .select(['work_parts.work_id', 'work_parts.position', 'part', 'fields', 'absolute_path'])
    .where(isAmong('work_parts.work_id', workIds))
    .where('removed_at', 'is', null)
    .orderBy('work_parts.work_id')
    .orderBy('work_parts.position')
    .execute()
  return rows.map((row, id): StoredMember => {
    const { facts, isApart, joined }: StatePart = JSON.parse(row.part)
    const authors: string[] = joined?.recovered.fields.authors ?? JSON.parse(row.fields).authors
    const folder = folderOf({ absolutePath: row.absolute_path })
    return {
      id,
      work: row.work_id,
      position: row.position,
      facts,
      authors,
      folder,
      ...(isApart && { isApart }),
    }
  })
}
