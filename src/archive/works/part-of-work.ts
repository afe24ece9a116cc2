/** Some chapters of a work with the sources they need. */
import type { Chapter } from '../../story/chapter.ts'
import type { StateSource } from './work-state.ts'
import { type CountedChapter, countedChapter } from './write-text.ts'

export interface PartOfWork {
  chapters: CountedChapter[]
  sources: StateSource[]
}

/**
 * @param chapters name their sources by position in `sources`; in the part they are numbered anew.
 * @param bounds what changes about a source, by its old position.
 */
export function partOfWork(
  chapters: readonly Chapter[],
  sources: readonly StateSource[],
  bounds: (source: number) => Partial<StateSource>,
): PartOfWork {
  const used = [...new Set(chapters.map((chapter) => chapter.source))].sort((a, b) => a - b)
  return {
    chapters: chapters.map((chapter) => ({
      ...countedChapter(chapter),
      source: used.indexOf(chapter.source),
    })),
    sources: used.map((position) => ({ ...(sources[position] as StateSource), ...bounds(position) })),
  }
}
