/** One work becomes two. */
import { ArchiveError } from '../../errors.ts'
import type { Chapter } from '../../story/chapter.ts'
import type { Anchor } from '../../story/work.ts'
import type { WorkId } from '../archive.ts'
import { beginDeed, rememberNewWork, rememberWork } from '../deeds/remember.ts'
import { sayOfPair } from '../duplicates/pairs.ts'
import { type Library, type Writing, writeWorks } from '../library.ts'
import { anchorAt, type BlockPlace, cutBefore } from './cut-chapters.ts'
import { requireWork } from './load-work.ts'
import { type PartOfWork, partOfWork } from './part-of-work.ts'
import { readText } from './read-text.ts'
import { countingFields } from './what-counts.ts'
import type { StateSource, WorkState } from './work-state.ts'
import { totalsOf, writeText } from './write-text.ts'
import { addWork, updateWork } from './write-work.ts'

/**
 * Chapters from a place on become a new work. It keeps the fields, and gets a title of its own: that of its first
 * chapter, or else the old one with a number.
 * @param place `atChapter` from 1; `block` of that chapter, 0 for its start.
 * @returns the new work's id. @throws ArchiveError `works/none`, `works/cannot-split`.
 */
export async function splitWork(
  library: Library,
  id: WorkId,
  place: { atChapter: number; block: number },
): Promise<WorkId> {
  return writeWorks(library, async (writing) => {
    const state = await requireWork(writing.db, id)
    const parts = requireParts(state, await readText(writing.db, state.textId), place)
    const deedId = await beginDeed(writing, { kind: 'split' })
    await rememberWork(writing, deedId, state)
    const newId = await addSecond(writing, state, parts.second)
    await rememberNewWork(writing, deedId, newId)
    await keepFirst(writing, state, parts.first)
    // Should one of its versions hold both parts, they would be found to be one story again.
    await sayOfPair(writing, [state.id, newId], 'apart')
    return String(newId)
  })
}

interface Parts {
  first: PartOfWork
  second: PartOfWork
}

/** Parts a person set apart stay so; one that was cut in two is no part any more. */
function setApart(source: StateSource, bounds: Partial<StateSource>): Partial<StateSource> {
  if (source.part === undefined) return bounds
  const { joined, ...part } = source.part
  const isCut = bounds.from !== undefined || bounds.to !== undefined
  return { ...bounds, part: { ...part, isApart: true, ...(joined && !isCut && { joined }) } }
}

function requireParts(
  state: WorkState,
  chapters: readonly Chapter[],
  { atChapter, block }: { atChapter: number; block: number },
): Parts {
  const place: BlockPlace = { chapter: atChapter - 1, block }
  const chapter = chapters[place.chapter]
  const isInside = chapter !== undefined && block >= 0 && (block === 0 || block < chapter.blockSpans.length)
  if (!isInside || (place.chapter === 0 && block === 0)) throw cannotSplit(state, chapters.length, atChapter)
  const [before, from] = cutBefore(chapters, place)
  const border = borderAt(from)
  const isCut = (source: number) => source === border?.source && before.some((each) => each.source === source)
  return {
    first: partOfWork(before, state.sources, (source) =>
      setApart(state.sources[source] as StateSource, isCut(source) ? { to: border?.anchor } : {}),
    ),
    second: partOfWork(from, state.sources, (source) =>
      setApart(state.sources[source] as StateSource, isCut(source) ? { from: border?.anchor } : {}),
    ),
  }
}

/** Where the second part begins in its source: at its first block that stands anywhere. */
function borderAt(chapters: readonly Chapter[]): { source: number; anchor: Anchor } | undefined {
  const index = chapters.findIndex((chapter) => chapter.blockSpans.length > 0)
  const anchor = anchorAt(chapters, { chapter: index, block: 0 })
  return anchor && { source: chapters[index]?.source as number, anchor }
}

function cannotSplit({ id }: WorkState, chapters: number, atChapter: number): ArchiveError {
  return new ArchiveError(
    'works/cannot-split',
    `Work ${id} has ${chapters} chapters and cannot be parted at chapter ${atChapter}.`,
    'Name a chapter after the first, or a paragraph inside a chapter.',
  )
}

async function addSecond(
  writing: Writing,
  state: WorkState,
  { chapters, sources }: PartOfWork,
): Promise<number> {
  const fields = countingFields(state)
  const title = chapters[0]?.title ?? `${fields.title} (2)`
  const { declaredWords: _, ...corrections } = state.corrections
  const recovered = state.recovered && {
    ...state.recovered,
    fields: { ...state.recovered.fields, declaredWords: null },
    evidence: { ...state.recovered.evidence, declaredWords: [] },
  }
  const draft = {
    recovered,
    corrections: { ...corrections, title: { value: title, rule: 'person/split', at: writing.at } },
    storyConfirmed: state.storyConfirmed,
    totals: totalsOf(chapters),
    sources,
  }
  const added = await addWork(writing, draft, (workId) => writeText(writing, workId, chapters))
  return added.id
}

async function keepFirst(
  writing: Writing,
  state: WorkState,
  { chapters, sources }: PartOfWork,
): Promise<void> {
  state.totals = totalsOf(chapters)
  state.sources = sources
  state.textId = await writeText(writing, state.id, chapters)
  await updateWork(writing, state)
}
