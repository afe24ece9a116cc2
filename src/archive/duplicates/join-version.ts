/** Two works that are the same story become one with two sources. */
import { ArchiveError } from '../../errors.ts'
import type { WorkId } from '../archive.ts'
import { beginDeed, rememberWork } from '../deeds/remember.ts'
import { type Library, type Writing, writeWorks } from '../library.ts'
import type { Joining } from '../versions.ts'
import { loadWork, parseWorkId, requireWork } from '../works/load-work.ts'
import type { WorkState } from '../works/work-state.ts'
import { updateWork } from '../works/write-work.ts'
import { readPair, refreshPartners, sayOfPair, writePair } from './pairs.ts'
import { exchangeTexts, loadVersions, writeUnited } from './stand-behind.ts'

export async function joinFound(
  library: Library,
  importId: number,
  joining: Joining,
): Promise<WorkId | undefined> {
  return writeWorks(library, async (writing) => {
    const states: WorkState[] = []
    for (const id of joining.ids) {
      const state = await loadWork(writing.db, parseWorkId(id) ?? 0)
      if (state === undefined || state.removed !== null) return undefined
      states.push(state)
    }
    return String(await join(writing, importId, states as [WorkState, WorkState], joining))
  })
}

export async function joinAsOne(library: Library, joining: Joining): Promise<WorkId> {
  const [first, second] = joining.ids
  if (first === second) {
    throw new ArchiveError('works/cannot-join', 'Joining takes two works or more.', 'Choose a second one.')
  }
  return writeWorks(library, async (writing) => {
    const states: [WorkState, WorkState] = [
      await requireWork(writing.db, first),
      await requireWork(writing.db, second),
    ]
    const deedId = await beginDeed(writing, { kind: 'join' })
    const id = await join(writing, deedId, states, joining)
    await sayOfPair(writing, [states[0].id, states[1].id], 'together')
    return String(id)
  })
}

/** Why a text is shown that a person chose. */
export const CHOSEN = 'you chose it'

/** The older number stays, and with it where one was reading and what was said. */
async function join(
  writing: Writing,
  deedId: number,
  states: [WorkState, WorkState],
  { shown, verdict, why, best }: Joining,
): Promise<number> {
  const [work, version] = states.toSorted((a, b) => a.id - b.id) as [WorkState, WorkState]
  const pair = [work.id, version.id] as const
  const said = (await readPair(writing.db, pair))?.said ?? null
  for (const state of states) await rememberWork(writing, deedId, state)
  // A person who chose the text to be shown is not asked again.
  if (shown === String(version.id) && said !== 'text') exchangeTexts(work, version)
  for (const behind of await loadVersions(writing.db, version.id)) {
    await rememberWork(writing, deedId, behind)
    behind.removed = { at: writing.at, by: 'version', of: work.id }
    await updateWork(writing, behind)
  }
  version.removed = { at: writing.at, by: 'version', of: work.id }
  version.united = null
  await updateWork(writing, version)
  await writePair(writing, pair, { verdict, said, why, best: said === 'text' ? CHOSEN : best })
  work.offers = work.offers.filter((offer) => offer.work !== String(version.id))
  await writeUnited(writing, work)
  await refreshPartners(writing, pair)
  return work.id
}
