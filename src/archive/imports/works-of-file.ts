/** Which works a file already has. */
import { prepared } from '../../storage/prepared.ts'
import type { FilesTable } from '../../storage/tables/files.ts'
import type { WorksTable } from '../../storage/tables/works.ts'
import type { SeenFile } from '../archive.ts'
import type { Writing } from '../library.ts'

interface FoundWork {
  id: number
  removed_by: WorksTable['removed_by']
}

/** For bytes that are known: a version's are those of the work it is shown with. */
const byHash = prepared<{ sha256: string }, FoundWork>((db, value) =>
  db
    .selectFrom('work_sources')
    .innerJoin('works', 'works.id', 'work_sources.work_id')
    .select([(eb) => eb.fn.coalesce('works.version_of', 'works.id').as('id'), 'works.removed_by'])
    .distinct()
    .where('content_sha256', '=', value('sha256'))
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
 * - `removed` / `undone`: all works with these bytes were removed by a person / with the import that made them;
 * - `changed`: the file that stood there had these works, with other bytes;
 * - `parted`: it was a copy of the file these works were read from, and is one no more;
 * - `new`: none of these.
 */
export interface FileStanding {
  kind: 'same' | 'removed' | 'undone' | 'changed' | 'parted' | 'new'
  /** Works that are there; of `undone` those to bring back. */
  workIds: number[]
  /** Works of the file that a person removed. */
  removedIds: number[]
}

const NEW: FileStanding = { kind: 'new', workIds: [], removedIds: [] }

export async function standingOf(
  writing: Writing,
  file: SeenFile,
  before: FilesTable | null,
): Promise<FileStanding> {
  if (file.sha256 === '') return NEW
  const known = parted(await byHash(writing.db, { sha256: file.sha256 }))
  if (known.live.length > 0) return { kind: 'same', workIds: known.live, removedIds: known.removed }
  if (known.removed.length > 0) return { kind: 'removed', workIds: [], removedIds: known.removed }
  if (known.undone.length > 0) return { kind: 'undone', workIds: known.undone, removedIds: [] }
  if (before === null || (await stoodElsewhere(writing, before))) return NEW
  const there = parted(await byPlace(writing.db, { path: file.absolutePath }))
  if (there.live.length + there.removed.length > 0) {
    return { kind: 'changed', workIds: there.live, removedIds: there.removed }
  }
  const twins = before.sha256 === '' ? [] : parted(await byHash(writing.db, before)).live
  return twins.length > 0 ? { kind: 'parted', workIds: twins, removedIds: [] } : NEW
}

function parted(works: readonly FoundWork[]) {
  const idsOf = (...by: FoundWork['removed_by'][]) => [
    ...new Set(works.filter((work) => by.includes(work.removed_by)).map((work) => work.id)),
  ]
  return { live: idsOf(null, 'version'), removed: idsOf('person'), undone: idsOf('undo') }
}

/** The file that was here has moved: its works went with it, and what is here now is another. */
async function stoodElsewhere({ db }: Writing, before: FilesTable): Promise<boolean> {
  if (before.vanished === 0 || before.sha256 === '') return false
  return (await filesWithHash(db, { sha256: before.sha256 })).length > 0
}
