/** The texts of a work, what they are to each other, and what it may be joined with. */
import type { Db } from '../../storage/prepared.ts'
import { isAmong } from '../../storage/sqlite/differences.ts'
import type { StoredChapter, WorkId } from '../archive.ts'
import type { ComparableStory, WorkOffer, WorkVersion } from '../versions.ts'
import { loadWork, parseWorkId, requireWork } from '../works/load-work.ts'
import { readText } from '../works/read-text.ts'
import { shownSources } from '../works/shown-sources.ts'
import type { WorkState } from '../works/work-state.ts'
import { openOffers } from './open-offers.ts'
import { readPair } from './pairs.ts'
import { noSuchVersion } from './part-version.ts'
import { loadVersions } from './stand-behind.ts'

/** The text shown first; [] where there is but one. */
export async function versionsOf(db: Db, id: WorkId): Promise<WorkVersion[]> {
  const number = parseWorkId(id)
  const work = number === undefined ? undefined : await loadWork(db, number)
  if (work === undefined || work.removed !== null) return []
  const versions = await loadVersions(db, work.id)
  if (versions.length === 0) return []
  const told: WorkVersion[] = []
  for (const state of [work, ...versions]) told.push(await versionOf(db, work, state))
  return told
}

async function versionOf(db: Db, work: WorkState, state: WorkState): Promise<WorkVersion> {
  const isShown = state.id === work.id
  const pair = isShown ? undefined : await readPair(db, [work.id, state.id])
  const sources = (await shownSources(db, [state.id])).get(state.id) ?? []
  return {
    id: String(state.id),
    isShown,
    title: state.recovered?.fields.title ?? '',
    words: state.totals.words,
    chapters: state.totals.chapters,
    sources: sources.filter(({ version }) => version === undefined),
    verdict: isShown ? null : (pair?.verdict ?? 'same'),
    why: pair?.why ?? '',
    best: pair?.best ?? '',
  }
}

export async function versionChapters(db: Db, id: WorkId, versionId: WorkId): Promise<StoredChapter[]> {
  const work = await requireWork(db, id)
  const version = await loadWork(db, parseWorkId(versionId) ?? 0)
  if (version?.removed?.of !== work.id) throw noSuchVersion(id, versionId)
  return readText(db, version.textId)
}

export async function offersOf(db: Db, id: WorkId): Promise<WorkOffer[]> {
  const number = parseWorkId(id)
  if (number === undefined) return []
  const rows = await openOffers(db, number)
  const sources = await shownSources(
    db,
    rows.map((row) => row.id),
  )
  return rows.map((row) => ({
    id: String(row.id),
    title: row.parsed.title,
    authors: row.parsed.authors,
    words: row.words,
    path: sources.get(row.id)?.[0]?.path ?? '',
    why: row.why,
  }))
}

export async function storyOf(db: Db, id: WorkId): Promise<ComparableStory | undefined> {
  const state = await loadWork(db, parseWorkId(id) ?? 0)
  if (state === undefined || state.recovered === null) return undefined
  if (state.removed !== null && state.removed.of === undefined) return undefined
  const chapters = await readText(db, state.textId)
  const { fields, evidence } = state.recovered
  return {
    id: String(state.id),
    shownWith: String(state.removed?.of ?? state.id),
    chapters: chapters.map(({ html }) => html),
    fields,
    evidence,
  }
}

/** Of two works with all that stands behind them. */
export async function staysApart(db: Db, id: WorkId, other: WorkId): Promise<boolean> {
  const [left, right] = [await family(db, id), await family(db, other)]
  const among = (ids: readonly number[], side: 'first_id' | 'second_id') => isAmong(side, ids)
  const row = await db
    .selectFrom('work_pairs')
    .select('first_id')
    .where('said', '=', 'apart')
    .where((eb) =>
      eb.or([
        eb.and([among(left, 'first_id'), among(right, 'second_id')]),
        eb.and([among(right, 'first_id'), among(left, 'second_id')]),
      ]),
    )
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

async function family(db: Db, id: WorkId): Promise<number[]> {
  const number = parseWorkId(id) ?? 0
  const rows = await db.selectFrom('works').select('id').where('version_of', '=', number).execute()
  return [number, ...rows.map((row) => row.id)]
}
