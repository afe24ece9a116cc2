/** The text and fields of a work from its parts, each as it was by itself. */
import { type JoinedParts, joinParts, type PartToJoin } from '../../story/parts/join-parts.ts'
import type { JoinedPart, Recovered, StatePart, StateSource } from '../works/work-state.ts'
import type { CountedChapter } from '../works/write-text.ts'
import { folderName } from './part-rows.ts'

export interface JoinedText {
  recovered: Recovered
  chapters: CountedChapter[]
}

type Source = StateSource & { part: StatePart & { joined: JoinedPart } }

/**
 * @param sources of which those that are parts give fields and order; chapters of others follow what they followed.
 * @returns undefined where none of them is a part joined with others.
 */
export function rejoin(
  sources: readonly StateSource[],
  chapters: readonly CountedChapter[],
): JoinedText | undefined {
  const parts = sources
    .flatMap((source, position) => (isJoined(source) ? [{ source, position }] : []))
    .filter(({ source }) => source.part.joined.isDouble !== true)
    .sort((a, b) => a.source.part.joined.number - b.source.part.joined.number)
  if (parts.length === 0) return undefined
  const told = joinParts(
    parts.map(({ source, position }) => partToJoin(source, ownChapters(chapters, position))),
  )
  const { chapters: placed, ...recovered } = told
  const doubles = new Set(sources.flatMap((source, position) => (isDouble(source) ? [position] : [])))
  const others = chapters.filter(
    ({ source }) => !doubles.has(source) && !parts.some(({ position }) => position === source),
  )
  return { recovered, chapters: withOthers(placed, { parts, others, chapters }) }
}

function isJoined(source: StateSource): source is Source {
  return source.part?.joined !== undefined
}

const isDouble = (source: StateSource) => source.part?.joined?.isDouble === true

const ownChapters = (chapters: readonly CountedChapter[], position: number) =>
  chapters.filter(({ source }) => source === position)

function partToJoin({ part, ...source }: Source, own: readonly CountedChapter[]): PartToJoin<CountedChapter> {
  const { recovered, number, last, of, title, notesBefore, notesAfter } = part.joined
  return {
    ...recovered,
    facts: part.facts,
    number,
    last,
    of,
    folder: folderName(source),
    words: own.reduce((sum, { words }) => sum + words, 0),
    chapters: own.map((chapter, at) => ({
      ...chapter,
      ...(at === 0 && { title, notesBefore }),
      ...(at === own.length - 1 && { notesAfter }),
    })),
  }
}

/** Chapters a person put in from elsewhere stay behind the part they stood behind. */
function withOthers(
  placed: JoinedParts<CountedChapter>['chapters'],
  {
    parts,
    others,
    chapters,
  }: {
    parts: { position: number }[]
    others: readonly CountedChapter[]
    chapters: readonly CountedChapter[]
  },
): CountedChapter[] {
  const after = new Map<number, CountedChapter[]>()
  for (const other of others) {
    const before = chapters
      .slice(0, chapters.indexOf(other))
      .findLast(({ source }) => parts.some(({ position }) => position === source))
    const at = before?.source ?? -1
    after.set(at, [...(after.get(at) ?? []), other])
  }
  const ordered = [...(after.get(-1) ?? [])]
  for (const [index, { position }] of parts.entries()) {
    ordered.push(...placed.filter(({ part }) => part === index).map(({ chapter }) => chapter))
    ordered.push(...(after.get(position) ?? []))
  }
  return ordered
}

/** What a part is by itself, before it is joined: its own work's fields, and the notes of its outer chapters. */
export function partByItself(
  workId: number,
  recovered: Recovered,
  own: readonly CountedChapter[],
): Omit<JoinedPart, 'number' | 'last' | 'of'> {
  const [first] = own
  return {
    workId,
    recovered,
    title: first?.title ?? null,
    notesBefore: first?.notesBefore ?? null,
    notesAfter: own.at(-1)?.notesAfter ?? null,
  }
}
