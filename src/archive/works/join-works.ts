/** Several works become one. */
import { ArchiveError } from '../../errors.ts'
import type { WorkId } from '../archive.ts'
import { beginDeed, rememberWork } from '../deeds/remember.ts'
import { loadVersions } from '../duplicates/stand-behind.ts'
import { type Library, type Writing, writeWorks } from '../library.ts'
import { requireWork } from './load-work.ts'
import { readText } from './read-text.ts'
import type { StateSource, WorkState } from './work-state.ts'
import { type CountedChapter, totalsOf, writeText } from './write-text.ts'
import { updateWork } from './write-work.ts'

/**
 * The chapters of all follow one another in the order given; the fields are those of the first.
 * @returns the first one's id. @throws ArchiveError `works/none`, `works/cannot-join`.
 */
export async function joinWorks(library: Library, ids: WorkId[]): Promise<WorkId> {
  const unique = [...new Set(ids)]
  if (unique.length < 2) {
    throw new ArchiveError('works/cannot-join', 'Joining takes two works or more.', 'Choose a second one.')
  }
  return writeWorks(library, async (writing) => {
    const states: WorkState[] = []
    for (const id of unique) states.push(await requireWork(writing.db, id))
    const deedId = await beginDeed(writing, { kind: 'join' })
    for (const state of states) await rememberWork(writing, deedId, state)
    const [first, ...others] = states as [WorkState, ...WorkState[]]
    await takeAll(writing, first, states)
    for (const other of others) {
      await takeVersions(writing, deedId, [first, other])
      other.removed = { at: writing.at, by: 'join' }
      await updateWork(writing, other)
    }
    return String(first.id)
  })
}

/** What stood behind the other stands behind the first one now. */
async function takeVersions(
  writing: Writing,
  deedId: number,
  [first, other]: readonly [WorkState, WorkState],
): Promise<void> {
  for (const version of await loadVersions(writing.db, other.id)) {
    await rememberWork(writing, deedId, version)
    version.removed = { at: writing.at, by: 'version', of: first.id }
    await updateWork(writing, version)
  }
}

async function takeAll(writing: Writing, first: WorkState, states: readonly WorkState[]): Promise<void> {
  const sources: StateSource[] = []
  const chapters: CountedChapter[] = []
  for (const state of states) {
    const positions = state.sources.map((source) => takeSource(sources, source))
    for (const chapter of await readText(writing.db, state.textId)) {
      chapters.push({ ...chapter, source: positions[chapter.source] ?? 0 })
    }
  }
  first.sources = sources
  first.totals = totalsOf(chapters)
  first.textId = await writeText(writing, first.id, chapters)
  await updateWork(writing, first)
}

/** Parts of one document that meet again are one. @returns the source's position in the joined work. */
function takeSource(sources: StateSource[], source: StateSource): number {
  const at = sources.findIndex((each) => each.path === source.path && each.sha256 === source.sha256)
  const known = sources[at]
  if (known === undefined) return sources.push({ ...source }) - 1
  if (JSON.stringify(known.to) === JSON.stringify(source.from)) known.to = source.to
  else if (JSON.stringify(known.from) === JSON.stringify(source.to)) known.from = source.from
  return at
}
