/** A work that takes its place behind another, and what the two tell together. */
import type { Db } from '../../storage/prepared.ts'
import { uniteStory } from '../../story/united-story.ts'
import { rememberWork } from '../deeds/remember.ts'
import type { Writing } from '../library.ts'
import { loadWork } from '../works/load-work.ts'
import { countingEvidence, countingFields, countingRelationships } from '../works/what-counts.ts'
import type { Recovered, WorkState } from '../works/work-state.ts'
import { updateWork } from '../works/write-work.ts'

/** Versions behind a work, by number. */
export async function loadVersions(db: Db, workId: number): Promise<WorkState[]> {
  const rows = await db
    .selectFrom('works')
    .select('id')
    .where('version_of', '=', workId)
    .orderBy('id')
    .execute()
  const states: WorkState[] = []
  for (const { id } of rows) states.push((await loadWork(db, id)) as WorkState)
  return states
}

/** Takes over what each of the two is read from; what a person said of fields stays where it was said. */
export function exchangeTexts(first: WorkState, second: WorkState): void {
  const { textId, totals, recovered, storyConfirmed, sources } = first
  const taken = { textId, totals, recovered, storyConfirmed, sources }
  first.textId = second.textId
  first.totals = second.totals
  first.recovered = second.recovered
  first.storyConfirmed = second.storyConfirmed
  first.sources = second.sources
  Object.assign(second, taken)
}

/** The work as it stands, with what its versions tell laid over it, is written. What a person said of a version counts. */
export async function writeUnited(writing: Writing, state: WorkState): Promise<void> {
  const versions = await loadVersions(writing.db, state.id)
  const { recovered } = state
  state.united =
    recovered === null || versions.length === 0 ? null : uniteStory(recovered, versions.map(toldByVersion))
  await updateWork(writing, state)
}

function toldByVersion(state: WorkState): Recovered {
  return {
    fields: countingFields(state),
    evidence: countingEvidence(state),
    relationshipsResolved: countingRelationships(state),
    diagnostics: state.recovered?.diagnostics ?? [],
    looks: state.recovered?.looks ?? [],
  }
}

/** The version is a work of its own again. @param deedId writes down how both were before. */
export async function standAlone(writing: Writing, deedId: number, version: WorkState): Promise<void> {
  const of = version.removed?.of
  await rememberWork(writing, deedId, version)
  version.removed = null
  version.united = null
  await updateWork(writing, version)
  const work = of === undefined ? undefined : await loadWork(writing.db, of)
  if (work === undefined) return
  await rememberWork(writing, deedId, work)
  await writeUnited(writing, work)
}
