/** A version stands by itself again, is shown, or is kept apart for good. */
import { ArchiveError } from '../../errors.ts'
import type { WorkId } from '../archive.ts'
import { beginDeed, rememberWork } from '../deeds/remember.ts'
import { type Library, type Writing, writeWorks } from '../library.ts'
import { loadWork, noSuchWork, parseWorkId, requireWork } from '../works/load-work.ts'
import type { WorkState } from '../works/work-state.ts'
import { updateWork } from '../works/write-work.ts'
import { CHOSEN } from './join-version.ts'
import { refreshPartners, sayOfPair, writePair } from './pairs.ts'
import { exchangeTexts, loadVersions, standAlone, writeUnited } from './stand-behind.ts'

/** By a person: from then on it is another story than the work and all that stands behind that. */
export async function partVersion(library: Library, id: WorkId, versionId: WorkId): Promise<void> {
  await writeWorks(library, async (writing) => {
    const { work, version } = await requireVersion(writing, id, versionId)
    const others = (await loadVersions(writing.db, work.id)).filter((each) => each.id !== version.id)
    for (const other of [work, ...others]) await sayOfPair(writing, [other.id, version.id], 'apart')
    await standAlone(writing, await beginDeed(writing, { kind: 'split' }), version)
  })
}

/** By an import: nobody has said anything, so they may be joined again. */
export async function releaseVersion(
  library: Library,
  importId: number,
  [id, versionId]: readonly [WorkId, WorkId],
): Promise<void> {
  await writeWorks(library, async (writing) => {
    const { work, version } = await requireVersion(writing, id, versionId)
    await writing.db
      .deleteFrom('work_pairs')
      .where('first_id', '=', Math.min(work.id, version.id))
      .where('second_id', '=', Math.max(work.id, version.id))
      .where('said', 'is', null)
      .execute()
    await standAlone(writing, importId, version)
  })
}

/** Versions whose work was taken out of the library by another way stand by themselves again. */
export async function releaseOrphans(library: Library, importId: number): Promise<void> {
  const orphans = await library.db
    .selectFrom('works')
    .innerJoin('works as shown', 'shown.id', 'works.version_of')
    .select('works.id')
    .where('shown.removed_at', 'is not', null)
    .execute()
  if (orphans.length === 0) return
  await writeWorks(library, async (writing) => {
    for (const { id } of orphans) {
      await standAlone(writing, importId, (await loadWork(writing.db, id)) as WorkState)
    }
  })
}

export async function showVersion(library: Library, id: WorkId, versionId: WorkId): Promise<void> {
  await writeWorks(library, async (writing) => {
    const { work, version } = await requireVersion(writing, id, versionId)
    exchangeTexts(work, version)
    await updateWork(writing, version)
    await writeUnited(writing, work)
    const pair = [work.id, version.id] as const
    await sayOfPair(writing, pair, 'text')
    await writing.db
      .updateTable('work_pairs')
      .set({ best: CHOSEN })
      .where('first_id', '=', Math.min(...pair))
      .where('second_id', '=', Math.max(...pair))
      .execute()
  })
}

export async function keepApart(library: Library, id: WorkId, other: WorkId): Promise<void> {
  await writeWorks(library, async (writing) => {
    const states = [await requireWork(writing.db, id), await requireWork(writing.db, other)] as const
    await sayOfPair(writing, [states[0].id, states[1].id], 'apart')
    for (const { id: each } of states) {
      await updateWork(writing, (await loadWork(writing.db, each)) as WorkState)
    }
  })
}

/** Said once: a pair a person spoke of is not offered again. Both must be there. */
export async function offerJoining(library: Library, ids: [WorkId, WorkId], why: string): Promise<void> {
  await writeWorks(library, async (writing) => {
    const pair = ids.map((id) => parseWorkId(id) ?? 0) as [number, number]
    for (const id of pair) {
      const state = await loadWork(writing.db, id)
      if (state === undefined || state.removed !== null) return
    }
    await writePair(writing, pair, { verdict: 'offer', said: null, why, best: '' })
    await refreshPartners(writing, pair)
  })
}

/** @throws ArchiveError `works/none`, `works/no-version`. */
async function requireVersion(
  writing: Writing,
  id: WorkId,
  versionId: WorkId,
): Promise<{ work: WorkState; version: WorkState }> {
  const work = await requireWork(writing.db, id)
  const number = parseWorkId(versionId)
  const version = number === undefined ? undefined : await loadWork(writing.db, number)
  if (version?.removed?.of !== work.id) throw noSuchVersion(id, versionId)
  return { work, version }
}

export function noSuchVersion(id: WorkId, versionId: WorkId): ArchiveError {
  return new ArchiveError(
    'works/no-version',
    `Work ${id} has no version ${versionId}.`,
    'It may have been parted from it meanwhile: open the page again.',
  )
}

export async function reuniteWork(library: Library, importId: number, id: WorkId): Promise<void> {
  await writeWorks(library, async (writing) => {
    const number = parseWorkId(id)
    const state = number === undefined ? undefined : await loadWork(writing.db, number)
    if (state === undefined) throw noSuchWork(id)
    if (state.removed !== null) return
    await rememberWork(writing, importId, state)
    await writeUnited(writing, state)
  })
}
