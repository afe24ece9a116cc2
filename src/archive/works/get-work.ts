/** One work with all that is known of it, and its text. */
import type { Db } from '../../storage/prepared.ts'
import type { SourceBorders, StoredChapter, WorkDetail, WorkId, WorkSource } from '../archive.ts'
import { loadWork, parseWorkId } from './load-work.ts'
import { readBlurbs } from './read-blurbs.ts'
import { readText } from './read-text.ts'
import { correctedFields, countingEvidence, toldOf } from './what-counts.ts'
import type { WorkState } from './work-state.ts'

export async function getWork(db: Db, id: WorkId): Promise<WorkDetail | undefined> {
  const number = parseWorkId(id)
  if (number === undefined) return undefined
  return db
    .transaction()
    .setAccessMode('read only')
    .execute(async (trx) => {
      const [blurb] = await readBlurbs(trx, [number])
      const state = await loadWork(trx, number)
      if (blurb === undefined || state === undefined) return undefined
      return {
        ...blurb,
        evidence: countingEvidence(state),
        diagnostics: toldOf(state)?.diagnostics ?? [],
        chapterHeads: await readHeads(trx, state.textId),
        corrected: correctedFields(state.corrections),
        borders: bordersOfState(state, blurb.sources),
      }
    })
}

export async function getChapters(db: Db, id: WorkId, number?: number): Promise<StoredChapter[]> {
  const workId = parseWorkId(id)
  if (workId === undefined) return []
  const work = await db
    .selectFrom('works')
    .select('text_id')
    .where('id', '=', workId)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  return readText(db, work?.text_id ?? null, number)
}

async function readHeads(db: Db, textId: number | null): Promise<WorkDetail['chapterHeads']> {
  if (textId === null) return []
  return db
    .selectFrom('chapters')
    .select(['number', 'title', 'words', 'scenes', 'scenes_inferred as scenesInferred'])
    .where('text_id', '=', textId)
    .orderBy('number')
    .execute()
}

/** By the paths the sources are shown with; copies come after the sources themselves. */
function bordersOfState(state: WorkState, shown: readonly WorkSource[]): SourceBorders[] {
  return state.sources.flatMap(({ path, borders }, position) =>
    borders === undefined ? [] : [{ path: shown[position]?.path ?? path, borders }],
  )
}
