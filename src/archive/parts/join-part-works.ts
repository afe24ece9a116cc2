/** Works that are parts of one become one. */
import type { PartGroup } from '../../story/parts/group-parts.ts'
import type { PartMember } from '../../story/parts/part-member.ts'
import { rememberWork } from '../deeds/remember.ts'
import { loadVersions } from '../duplicates/stand-behind.ts'
import type { Writing } from '../library.ts'
import { loadWork } from '../works/load-work.ts'
import { readText } from '../works/read-text.ts'
import type { StatePart, StateSource, WorkState } from '../works/work-state.ts'
import { type CountedChapter, totalsOf, writeText } from '../works/write-text.ts'
import { updateWork } from '../works/write-work.ts'
import { partByItself, rejoin } from './rejoin.ts'

/** A member in the library: a source of a work, by its position. */
export interface StoredMember extends PartMember {
  position: number
}

interface Gathered {
  sources: StateSource[]
  chapters: CountedChapter[]
}

/**
 * The oldest number stays, with what a person said of it and where they were reading; the others are gone until it is
 * taken back. @param deedId writes down how all were before. @returns undefined when one of them is not there any more.
 */
export async function joinPartWorks(
  writing: Writing,
  deedId: number,
  group: PartGroup,
): Promise<number | undefined> {
  const ids = [
    ...new Set(group.parts.flatMap(({ member, doubles }) => [member, ...doubles].map(({ work }) => work))),
  ]
  const states: WorkState[] = []
  for (const id of ids.sort((a, b) => a - b)) {
    const state = await loadWork(writing.db, id)
    if (state === undefined || state.removed !== null || state.recovered === null) return undefined
    states.push(state)
  }
  for (const state of states) await rememberWork(writing, deedId, state)
  const [work, ...others] = states as [WorkState, ...WorkState[]]
  const places = await readPlaces(writing, states)
  const gathered = await gather(writing, states, group)
  const joined = rejoin(gathered.sources, gathered.chapters)
  if (joined === undefined) return undefined
  work.sources = gathered.sources
  work.recovered = joined.recovered
  work.united = null
  work.corrections = Object.assign({}, ...states.toReversed().map((state) => state.corrections))
  work.storyConfirmed = false
  work.totals = totalsOf(joined.chapters)
  work.textId = await writeText(writing, work.id, joined.chapters)
  await updateWork(writing, work)
  await movePlace(writing, work, { places, gathered, joined: joined.chapters })
  for (const other of others) await standAside(writing, deedId, { work, other })
  return work.id
}

/** Every source of every work, its chapters named anew; those of the group with their number. */
async function gather(writing: Writing, states: readonly WorkState[], group: PartGroup): Promise<Gathered> {
  const gathered: Gathered = { sources: [], chapters: [] }
  for (const state of states) {
    const chapters = await readText(writing.db, state.textId)
    const from = gathered.sources.length
    for (const [position, source] of state.sources.entries()) {
      const own = chapters.filter((chapter) => chapter.source === position)
      gathered.sources.push({ ...source, ...numberedPart(state, { group, position, own }) })
    }
    gathered.chapters.push(...chapters.map((chapter) => ({ ...chapter, source: chapter.source + from })))
  }
  return gathered
}

function numberedPart(
  state: WorkState,
  { group, position, own }: { group: PartGroup; position: number; own: readonly CountedChapter[] },
): { part?: StatePart } {
  const source = state.sources[position] as StateSource
  if (source.part === undefined || state.recovered === null) return {}
  const isIt = (member: PartMember) =>
    member.work === state.id && (member as StoredMember).position === position
  const placed = group.parts.find(({ member, doubles }) => isIt(member) || doubles.some(isIt))
  const known = source.part.joined
  const part: StatePart = { facts: source.part.facts, isSettled: true }
  if (placed === undefined) return { part: { ...part, ...(known && { joined: known }) } }
  const { number, last, of } = placed
  const alone = known ?? partByItself(state.id, state.recovered, own)
  const { isDouble: _, ...rest } = alone
  return {
    part: { ...part, joined: { ...rest, number, last, of, ...(!isIt(placed.member) && { isDouble: true }) } },
  }
}

/** It keeps its number and what was said of it; its sources are the joined work's now. */
async function standAside(
  writing: Writing,
  deedId: number,
  { work, other }: { work: WorkState; other: WorkState },
): Promise<void> {
  for (const version of await loadVersions(writing.db, other.id)) {
    await rememberWork(writing, deedId, version)
    version.removed = { at: writing.at, by: 'version', of: work.id }
    await updateWork(writing, version)
  }
  other.sources = []
  other.removed = { at: writing.at, by: 'join' }
  await updateWork(writing, other)
}

interface Place {
  work_id: number
  chapter: number
  block: number
  fraction: number
  at: string
}

async function readPlaces({ db }: Writing, states: readonly WorkState[]): Promise<Place[]> {
  const rows = await db
    .selectFrom('reading_places')
    .selectAll()
    .where(
      'work_id',
      'in',
      states.map(({ id }) => id),
    )
    .orderBy('at')
    .execute()
  return rows
}

/** Where one was reading last, in the work as it is now. */
async function movePlace(
  { db }: Writing,
  work: WorkState,
  { places, gathered, joined }: { places: Place[]; gathered: Gathered; joined: CountedChapter[] },
): Promise<void> {
  const last = places.at(-1)
  if (last === undefined) return
  const known = gathered.sources.map((source) => source.part?.joined?.workId)
  const own = joined.findIndex(({ source }) => known[source] === last.work_id)
  const chapter = Math.max(0, own) + last.chapter
  const values = {
    chapter: Math.min(chapter, joined.length),
    block: last.block,
    fraction: last.fraction,
    at: last.at,
  }
  await db
    .insertInto('reading_places')
    .values({ work_id: work.id, ...values })
    .onConflict((conflict) => conflict.column('work_id').doUpdateSet(values))
    .execute()
}
