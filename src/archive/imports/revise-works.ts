/** A file that changed: which of the works now in it is which of those it had. */
import type { SeenFile } from '../archive.ts'
import { rememberWork } from '../deeds/remember.ts'
import { standAlone } from '../duplicates/stand-behind.ts'
import { loadWork } from '../works/load-work.ts'
import { keepReviews } from '../works/reviews.ts'
import { reviseText } from '../works/revise-text.ts'
import { contentOf, type StateSource, type WorkState } from '../works/work-state.ts'
import { addWorks, type CountedWork, type FileToStore, type Storing, sourcesOf } from './add-works.ts'

/** A document in the file, and the works that were read from it: several where a person split it. */
interface Slot {
  path: string
  members: { state: WorkState; position: number }[]
}

/**
 * Documents are known by their path inside the file, or else by their order. Works whose document is no longer in the
 * file stay as they are: their bytes are kept.
 * @param workIds works read from this file; a removed one is passed over, unless the file was named.
 * @returns ids of the works that are in the file now and in the library.
 */
export async function reviseWorks(
  storing: Storing,
  each: FileToStore & { works: readonly CountedWork[] },
  workIds: readonly number[],
): Promise<number[]> {
  const states: WorkState[] = []
  for (const id of [...workIds].sort((a, b) => a - b))
    states.push((await loadWork(storing.writing.db, id)) as WorkState)
  const slots = slotsOf(states, each.file)
  const ids = new Set<number>()
  const added: CountedWork[] = []
  for (const [counted, slot] of pair(each.works, slots)) {
    if (slot === undefined) added.push(counted)
    for (const member of slot?.members ?? []) {
      const isGone = member.state.removed !== null && member.state.removed.of === undefined
      if (isGone && !each.named) continue
      await reviseMember(storing, each, { counted, ...member })
      ids.add(member.state.id)
    }
  }
  return [...ids, ...(await addWorks(storing, each, added))]
}

function slotsOf(states: readonly WorkState[], file: SeenFile): Slot[] {
  const slots: Slot[] = []
  for (const state of states) {
    for (const [position, source] of state.sources.entries()) {
      if (source.absolutePath !== file.absolutePath && contentOf(source) !== file.sha256) continue
      const family = isPart(source)
        ? slots.find((slot) => slot.path === source.path && slot.members.every(isPartMember))
        : undefined
      if (family) family.members.push({ state, position })
      else slots.push({ path: source.path, members: [{ state, position }] })
    }
  }
  return slots
}

const isPart = (source: StateSource) => source.from !== undefined || source.to !== undefined
const isPartMember = ({ state, position }: Slot['members'][number]) =>
  isPart(state.sources[position] as StateSource)

function pair(works: readonly CountedWork[], slots: readonly Slot[]): [CountedWork, Slot | undefined][] {
  const left = [...slots]
  const take = (index: number) => (index < 0 ? undefined : left.splice(index, 1)[0])
  const byPath = works.map((counted) =>
    take(left.findIndex((slot) => slot.path === counted.work.sources[0]?.path)),
  )
  return works.map((counted, index) => [counted, byPath[index] ?? left.shift()])
}

interface Member {
  counted: CountedWork
  state: WorkState
  position: number
}

async function reviseMember(storing: Storing, { file }: FileToStore, member: Member): Promise<void> {
  const { writing, importId } = storing
  const { counted, state, position } = member
  await rememberWork(writing, importId, state)
  // A version that changed is compared anew, as a work of its own.
  if (state.removed?.of !== undefined) await standAlone(writing, importId, state)
  state.removed = null
  const sources = sourcesOf(storing, file, counted.work)
  const places = new Set(sources.length > 1 ? sources.map((source) => source.absolutePath) : [])
  const also = [...state.sources.keys()].filter((at) => places.has(state.sources[at]?.absolutePath as string))
  await reviseText(writing, state, { ...counted, sources, replaced: new Set([position, ...also]) })
  await keepReviews(writing, state.id, counted.work)
}
