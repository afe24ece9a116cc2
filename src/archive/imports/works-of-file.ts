/** Which works a file already has. */
import { prepared } from '../../storage/prepared.ts'
import type { FilesTable } from '../../storage/tables/files.ts'
import type { SeenFile } from '../archive.ts'
import type { Writing } from '../library.ts'

interface FoundWork {
  id: number
  removed_by: 'person' | 'undo' | 'join' | null
}

const byHash = prepared<{ sha256: string }, FoundWork>((db, value) =>
  db
    .selectFrom('work_sources')
    .innerJoin('works', 'works.id', 'work_sources.work_id')
    .select(['works.id', 'works.removed_by'])
    .distinct()
    .where('sha256', '=', value('sha256'))
    .orderBy('works.id'),
)
const byPlace = prepared<{ path: string }, FoundWork>((db, value) =>
  db
    .selectFrom('work_sources')
    .innerJoin('works', 'works.id', 'work_sources.work_id')
    .select(['works.id', 'works.removed_by'])
    .distinct()
    .where('absolute_path', '=', value('path'))
    .orderBy('works.id'),
)
const filesWithHash = prepared<{ sha256: string }, { absolute_path: string }>((db, value) =>
  db
    .selectFrom('files')
    .select('absolute_path')
    .where('sha256', '=', value('sha256'))
    .where('vanished', '=', 0),
)

/**
 * - `same`: works that are there have these very bytes;
 * - `removed` / `undone`: works with these bytes were removed by a person / with the import that made them;
 * - `changed`: the file that stood there had these works, with other bytes;
 * - `changedRemoved`: so it did, and a person removed them;
 * - `parted`: it was a copy of the file these works were read from, and is one no more;
 * - `new`: none of these.
 */
export type FileStanding =
  | { kind: 'same' | 'removed' | 'undone' | 'changed' | 'changedRemoved' | 'parted'; workIds: number[] }
  | { kind: 'new' }

export async function standingOf(
  writing: Writing,
  file: SeenFile,
  before: FilesTable | null,
): Promise<FileStanding> {
  if (file.sha256 === '') return { kind: 'new' }
  const known = await byHash(writing.db, { sha256: file.sha256 })
  for (const [kind, isOf] of HASH_STANDINGS) {
    const workIds = idsOf(known, isOf)
    if (workIds.length > 0) return { kind, workIds }
  }
  if (before === null || (await stoodElsewhere(writing, before))) return { kind: 'new' }
  const there = await byPlace(writing.db, { path: file.absolutePath })
  const live = idsOf(there, isLive)
  if (live.length > 0) return { kind: 'changed', workIds: live }
  const removed = idsOf(there, isRemovedByPerson)
  if (removed.length > 0) return { kind: 'changedRemoved', workIds: removed }
  const twins = before.sha256 === '' ? [] : idsOf(await byHash(writing.db, before), isLive)
  return twins.length > 0 ? { kind: 'parted', workIds: twins } : { kind: 'new' }
}

const isLive = (work: FoundWork) => work.removed_by === null
const isRemovedByPerson = (work: FoundWork) => work.removed_by === 'person'

/** In the order they count. */
const HASH_STANDINGS = [
  ['same', isLive],
  ['removed', isRemovedByPerson],
  ['undone', (work: FoundWork) => work.removed_by === 'undo'],
] as const

/** The file that was here has moved: its works went with it, and what is here now is another. */
async function stoodElsewhere({ db }: Writing, before: FilesTable): Promise<boolean> {
  if (before.vanished === 0 || before.sha256 === '') return false
  return (await filesWithHash(db, { sha256: before.sha256 })).length > 0
}

function idsOf(works: readonly FoundWork[], isOf: (work: FoundWork) => boolean): number[] {
  return works.filter(isOf).map((work) => work.id)
}
