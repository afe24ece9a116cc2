/** Parts in their tables, beside the sources they are of. */
import { dirname } from 'node:path'
import { type Db, prepared } from '../../storage/prepared.ts'
import type { PartKeysTable, WorkPartsTable } from '../../storage/tables/work-parts.ts'
import { keysOf } from '../../story/parts/group-parts.ts'
import type { StatePart, StateSource } from '../works/work-state.ts'

const findParts = prepared<{ id: number }, Pick<WorkPartsTable, 'position' | 'part'>>((db, value) =>
  db.selectFrom('work_parts').select(['position', 'part']).where('work_id', '=', value('id')),
)
const addPart = prepared<WorkPartsTable>((db, value) =>
  db.insertInto('work_parts').values({
    work_id: value('work_id'),
    position: value('position'),
    part: value('part'),
    settled: value('settled'),
  }),
)
const addKey = prepared<PartKeysTable>((db, value) =>
  db
    .insertInto('part_keys')
    .values({ key: value('key'), work_id: value('work_id'), position: value('position') })
    .onConflict((conflict) => conflict.doNothing()),
)
const dropRows = prepared<{ id: number }>((db, value) =>
  db.deleteFrom('work_parts').where('work_id', '=', value('id')),
)
const dropKeys = prepared<{ id: number }>((db, value) =>
  db.deleteFrom('part_keys').where('work_id', '=', value('id')),
)

/** By the position of their source. */
export async function loadParts(db: Db, workId: number): Promise<Map<number, StatePart>> {
  const rows = await findParts(db, { id: workId })
  return new Map(rows.map(({ position, part }) => [position, JSON.parse(part)]))
}

export async function dropParts(db: Db, workId: number): Promise<void> {
  await dropRows(db, { id: workId })
  await dropKeys(db, { id: workId })
}

export interface PartPlace {
  workId: number
  position: number
  source: StateSource
  part: StatePart
}

export async function writePart(db: Db, { workId, position, source, part }: PartPlace): Promise<void> {
  const place = { work_id: workId, position }
  await addPart(db, { ...place, part: JSON.stringify(part), settled: part.isSettled ? 1 : 0 })
  for (const { at } of keysOf({ facts: part.facts, folder: folderOf(source) }))
    await addKey(db, { ...place, key: at })
}

/** The folder a source stands in; the file that holds it, for a member. */
export function folderOf({ absolutePath }: Pick<StateSource, 'absolutePath'>): string {
  return dirname(absolutePath)
}

/** The folder's own name, for a work of which nothing else says the title. */
export function folderName(source: Pick<StateSource, 'absolutePath'>): string {
  const name = folderOf(source).split(/[/\\]/).at(-1) ?? ''
  return name.endsWith('!') ? name.slice(0, -1).replace(/\.[A-Za-z0-9]{1,5}$/, '') : name
}
