/** A work put together from parts comes apart again, and stays so: a person's word. */
import { ArchiveError } from '../../errors.ts'
import type { WorkId } from '../archive.ts'
import { beginDeed, rememberNewWork, rememberWork } from '../deeds/remember.ts'
import { type Library, type Writing, writeWorks } from '../library.ts'
import { loadWork, requireWork } from '../works/load-work.ts'
import { readText } from '../works/read-text.ts'
import type { JoinedPart, StateSource, WorkState } from '../works/work-state.ts'
import { type CountedChapter, totalsOf, writeText } from '../works/write-text.ts'
import { addWork, updateWork } from '../works/write-work.ts'

/** What one part is by itself. */
interface Alone {
  joined: JoinedPart
  sources: StateSource[]
  chapters: CountedChapter[]
}

/**
 * Each part is the work again that it was; the joined work's own part stays with it, and what a person said of the whole.
 * @throws ArchiveError `works/none`, `works/not-joined`.
 */
export async function partAgain(library: Library, id: WorkId): Promise<WorkId[]> {
  return writeWorks(library, async (writing) => {
    const work = await requireWork(writing.db, id)
    const parts = partsAlone(work, await readText(writing.db, work.textId))
    const own = parts.find(({ joined }) => joined.workId === work.id) ?? parts[0]
    if (own === undefined || parts.length < 2) {
      throw new ArchiveError(
        'works/not-joined',
        `Work ${work.id} was not put together from parts.`,
        'To cut it in two, part it at a chapter.',
      )
    }
    const deedId = await beginDeed(writing, { kind: 'split' })
    await rememberWork(writing, deedId, work)
    const ids = [work.id]
    for (const part of parts) if (part !== own) ids.push(await standUp(writing, deedId, part))
    await settleAs(writing, work, own)
    return ids.map(String)
  })
}

/** Sources that are no parts stay with the first. */
function partsAlone(work: WorkState, chapters: readonly CountedChapter[]): Alone[] {
  const parts: Alone[] = []
  const positions = work.sources.map((_, position) => position)
  const number = (position: number) =>
    work.sources[position]?.part?.joined?.number ?? Number.POSITIVE_INFINITY
  for (const position of positions.sort((a, b) => number(a) - number(b))) {
    const source = work.sources[position] as StateSource
    const joined = source.part?.joined
    const of =
      joined?.isDouble || joined === undefined
        ? (parts.find((part) => part.joined.number === joined?.number) ?? parts[0])
        : undefined
    const part = of ?? (joined && { joined, sources: [], chapters: [] })
    if (part === undefined) continue
    if (of === undefined) parts.push(part)
    const own = chapters.filter((chapter) => chapter.source === position)
    part.chapters.push(...own.map((chapter) => ({ ...chapter, source: part.sources.length })))
    part.sources.push(setApart(source))
  }
  return parts.map(withOwnNotes)
}

function setApart(source: StateSource): StateSource {
  if (source.part === undefined) return source
  return { ...source, part: { facts: source.part.facts, isApart: true, isSettled: true } }
}

function withOwnNotes({ joined, sources, chapters }: Alone): Alone {
  const { title, notesBefore, notesAfter } = joined
  const last = chapters.length - 1
  return {
    joined,
    sources,
    chapters: chapters.map((chapter, at) => ({
      ...chapter,
      ...(at === 0 && { title, notesBefore }),
      ...(at === last && { notesAfter }),
    })),
  }
}

/** The work it was is there again under its number; where that is not to be had, under a new one. */
async function standUp(writing: Writing, deedId: number, part: Alone): Promise<number> {
  const { joined, sources, chapters } = part
  const before = await loadWork(writing.db, joined.workId)
  if (before?.removed?.by === 'join') {
    await rememberWork(writing, deedId, before)
    before.removed = null
    await settleAs(writing, before, part)
    return before.id
  }
  const draft = {
    recovered: joined.recovered,
    corrections: {},
    storyConfirmed: false,
    totals: totalsOf(chapters),
    sources,
  }
  const added = await addWork(writing, draft, (workId) => writeText(writing, workId, chapters))
  await rememberNewWork(writing, deedId, added.id)
  return added.id
}

async function settleAs(
  writing: Writing,
  work: WorkState,
  { joined, sources, chapters }: Alone,
): Promise<void> {
  work.recovered = joined.recovered
  work.united = null
  work.sources = sources
  work.totals = totalsOf(chapters)
  work.textId = await writeText(writing, work.id, chapters)
  await updateWork(writing, work)
}

/** They are neither joined nor offered again. @throws ArchiveError `works/none`. */
export async function keepPartsApart(library: Library, ids: WorkId[]): Promise<void> {
  await writeWorks(library, async (writing) => {
    for (const id of new Set(ids)) {
      const work = await requireWork(writing.db, id)
      for (const source of work.sources) if (source.part !== undefined) source.part.isApart = true
      await updateWork(writing, work)
    }
  })
}
