/** Keeps what a person said about where things begin and end, and the text recovered under it. */
import { ArchiveError } from '../../errors.ts'
import type { RecoveredWork, SourceRef } from '../../story/work.ts'
import type { SourceBorders, WorkId } from '../archive.ts'
import { type Library, writeWorks } from '../library.ts'
import { requireWork } from './load-work.ts'
import { reviseText } from './revise-text.ts'
import { contentOf, type StateSource, type WorkState } from './work-state.ts'
import { countedChapter } from './write-text.ts'

export interface BordersRevision {
  borders: SourceBorders[]
  recovered: RecoveredWork
  parts?: RecoveredWork[] | undefined
}

/**
 * @param borders by the path of the work's source; an empty one forgets what was said.
 * @param parts where the sources are several, what each tells by itself: parts of one work are put together again.
 * @param recovered what recovery makes of the sources it names under these borders: of all of the work's, or of some.
 * @throws ArchiveError `works/none`, `works/other-source` when it names a source the work has not got.
 */
export async function reviseBorders(
  library: Library,
  id: WorkId,
  { borders, recovered, parts }: BordersRevision,
): Promise<void> {
  const counted = recovered.chapters.map((chapter) => countedChapter(chapter))
  await writeWorks(library, async (writing) => {
    const state = await requireWork(writing.db, id)
    const named = recovered.sources.map((source) => requirePlace(state, source))
    // A copy of the same bytes is named beside them: what was read from it is the same text once more.
    const places = [...new Set(named)]
    const chapters = counted
      .filter((chapter) => named.indexOf(named[chapter.source] as number) === chapter.source)
      .map((chapter) => ({ ...chapter, source: places.indexOf(named[chapter.source] as number) }))
    const sources = places.map((place): StateSource => {
      const source = state.sources[place] as StateSource
      const paths = [source.path, ...recovered.sources.filter((_, at) => named[at] === place).map(pathOf)]
      const said = borders.find((each) => paths.includes(each.path))
      return said === undefined ? { ...source } : { ...source, borders: said.borders }
    })
    const partOf = (place: number) =>
      parts?.find((part) => part.sources.some((source) => requirePlace(state, source) === place))
    await reviseText(writing, state, {
      work: recovered,
      chapters,
      sources,
      replaced: new Set(places),
      ...(parts && { parts: places.map(partOf) }),
    })
  })
}

const pathOf = (source: SourceRef) => source.path

/** The source itself, by path and bytes, or else the one with these bytes: files move and have copies. */
function requirePlace(state: WorkState, source: SourceRef): number {
  const { path } = source
  const isSame = (each: StateSource) => contentOf(each) === contentOf(source)
  const exact = state.sources.findIndex((each) => isSame(each) && each.path === path)
  const place = exact >= 0 ? exact : state.sources.findIndex(isSame)
  if (place >= 0) return place
  throw new ArchiveError(
    'works/other-source',
    `Work ${state.id} was not read from ${path}.`,
    'It may have changed meanwhile: open the page again.',
  )
}
