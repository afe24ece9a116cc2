/** Works read in one go, the parts among them put together: for reading without a library. */

import { groupParts, type PartGroup } from '../../story/parts/group-parts.ts'
import { joinParts } from '../../story/parts/join-parts.ts'
import type { PartMember } from '../../story/parts/part-member.ts'
import { plainChapter } from '../../story/plain-text.ts'
import { countWords } from '../../story/word-count.ts'
import type { RecoveredWork } from '../../story/work.ts'

export interface PlacedWork {
  work: RecoveredWork
  /** The folder it stands in, as a path. */
  folder: string
}

/** @returns the works in their order, each joined one where its first part stood. */
export function joinWorkParts(placed: readonly PlacedWork[]): RecoveredWork[] {
  const members = placed.flatMap(({ work, folder }, id): PartMember[] =>
    work.part === undefined ? [] : [{ id, work: id, facts: work.part, authors: work.fields.authors, folder }],
  )
  const { joins } = groupParts(members)
  const taken = new Set(joins.flatMap(idsOf))
  const joined = new Map(joins.map((group) => [Math.min(...idsOf(group)), joinGroup(group, placed)]))
  return placed.flatMap(({ work }, id) => joined.get(id) ?? (taken.has(id) ? [] : [work]))
}

const idsOf = ({ parts }: PartGroup) =>
  parts.flatMap(({ member, doubles }) => [member.id, ...doubles.map(({ id }) => id)])

function joinGroup(group: PartGroup, placed: readonly PlacedWork[]): RecoveredWork {
  const works = group.parts.map(({ member }) => (placed[member.id] as PlacedWork).work)
  const doubles = group.parts.flatMap((part) => part.doubles.map(({ id }) => (placed[id] as PlacedWork).work))
  const { chapters, ...joined } = joinParts(
    group.parts.map((part, index) => {
      const work = works[index] as RecoveredWork
      const { facts, folder } = part.member
      const words = work.chapters.reduce((sum, { html }) => sum + countWords(plainChapter(html).text), 0)
      return { ...work, ...part, facts, folder: folder.slice(folder.lastIndexOf('/') + 1), words }
    }),
  )
  const offsets = works.map((_, index) =>
    works.slice(0, index).reduce((sum, work) => sum + work.sources.length, 0),
  )
  return {
    ...joined,
    chapters: chapters.map(({ chapter, part }) => ({
      ...chapter,
      source: chapter.source + (offsets[part] as number),
    })),
    sources: [...works, ...doubles].flatMap((work) => work.sources),
  }
}
