/** Works whose names alone suggest that they are parts of one, and a person's word that they are. */
import { sql } from 'kysely'
import { ArchiveError } from '../../errors.ts'
import type { Db } from '../../storage/prepared.ts'
import { isAmong } from '../../storage/sqlite/differences.ts'
import { EPILOGUE } from '../../story/part.ts'
import { groupParts, type PartGroup } from '../../story/parts/group-parts.ts'
import type { PartOffer, WorkId, WorkPart } from '../archive.ts'
import { beginDeed } from '../deeds/remember.ts'
import { type Library, writeWorks } from '../library.ts'
import { loadSources, noSuchWork, parseWorkId, requireWork } from '../works/load-work.ts'
import { joinPartWorks, type StoredMember } from './join-part-works.ts'
import { membersNear, readMembers } from './settle-parts.ts'

/** @param id offers that this work is among; of all works without. */
export async function partOffers(db: Db, id?: WorkId): Promise<PartOffer[]> {
  const number = id === undefined ? undefined : parseWorkId(id)
  if (id !== undefined && number === undefined) return []
  const members = number === undefined ? await namedAlike(db) : await membersNear(db, [number])
  const groups = groupParts(members).offers.map(({ parts }) => parts.map(({ member }) => member.work))
  const wanted = groups.filter((works) => number === undefined || works.includes(number))
  const titles = await titlesOf(db, wanted.flat())
  return wanted.map((works) => ({
    works: [...new Set(works)].map((work) => ({ id: String(work), title: titles.get(work) ?? '' })),
  }))
}

/** Parts of files that share a folder and a name. */
async function namedAlike(db: Db): Promise<StoredMember[]> {
  const { rows } = await sql<{ work_id: number }>`
    select distinct work_id from part_keys where key in (
      select key from part_keys join works on works.id = part_keys.work_id
      where key >= 'name ' and key < 'name!' and removed_at is null
      group by key having count(distinct work_id) > 1)`.execute(db)
  return readMembers(
    db,
    rows.map((row) => row.work_id),
  )
}

async function titlesOf(db: Db, ids: readonly number[]): Promise<Map<number, string>> {
  const rows = await db.selectFrom('works').select(['id', 'fields']).where(isAmong('id', ids)).execute()
  return new Map(rows.map(({ id, fields }) => [id, JSON.parse(fields).title]))
}

/**
 * Numbered as their names say; works that have no number follow in the order given.
 * @throws ArchiveError `works/none`, `works/cannot-join`.
 */
export async function joinOfferedParts(library: Library, ids: WorkId[]): Promise<WorkId> {
  const numbers = [...new Set(ids)].map((id) => {
    const number = parseWorkId(id)
    if (number === undefined) throw noSuchWork(id)
    return number
  })
  return writeWorks(library, async (writing) => {
    for (const id of numbers) await requireWork(writing.db, id)
    const members = await readMembers(writing.db, numbers)
    const group = inOrder(numbers, members)
    if (new Set(group.parts.map(({ member }) => member.work)).size < 2) {
      throw new ArchiveError(
        'works/cannot-join',
        'Joining parts takes two works or more that were read from files.',
        'Choose a second one.',
      )
    }
    const deedId = await beginDeed(writing, { kind: 'join' })
    const joined = await joinPartWorks(writing, deedId, group)
    return String(joined ?? numbers[0])
  })
}

function inOrder(works: readonly number[], members: readonly StoredMember[]): PartGroup {
  const own = works.flatMap((work) => members.filter((member) => member.work === work))
  const offered = groupParts(own.map(({ isApart: _, ...member }) => member)).offers[0]
  const numbers = new Map(offered?.parts.map((part) => [part.member.id, part.number]))
  return {
    parts: own.map((member, index) => {
      const number = numbers.get(member.id) ?? index + 1
      return { member, number, last: number, of: null, isSure: true, doubles: [] }
    }),
  }
}

/** By number. */
export async function partsOf(db: Db, id: WorkId): Promise<WorkPart[]> {
  const number = parseWorkId(id)
  const sources = number === undefined ? [] : await loadSources(db, number)
  return sources
    .flatMap(({ path, part }) => (part?.joined === undefined ? [] : [{ path, ...part.joined }]))
    .sort((a, b) => a.number - b.number)
    .map((part) => ({
      path: part.path,
      number: part.number === EPILOGUE ? null : part.number,
      of: part.of,
      isDouble: part.isDouble === true,
    }))
}
