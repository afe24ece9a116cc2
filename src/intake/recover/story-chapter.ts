/** One section → a chapter: its HTML with the writer's breaks, its notes. */
import type { Chapter } from '../../story/chapter.ts'
import type { Block, SourceDocument } from '../document.ts'
import type { Borders } from './borders.ts'
import type { NotePiece } from './header-values.ts'
import { findScenes } from './scenes.ts'
import type { Section } from './sections.ts'

export interface ChapterQuestion {
  document: SourceDocument
  section: Section
  borders: Borders
  /** Blocks that begin a scene without a break above: the numbers of short pieces. */
  sceneNumbers: ReadonlySet<number>
}

export function storyChapter({ document, section, borders, sceneNumbers }: ChapterQuestion): Chapter {
  const { story } = section
  const blocks = story.map((index) => document.blocks[index] as Block)
  const places = (wanted: ReadonlySet<number>) =>
    new Set(wanted.size === 0 ? [] : story.flatMap((index, place) => (wanted.has(index) ? [place] : [])))
  const starts = new Set([...places(borders.sceneStarts), ...places(sceneNumbers)])
  const { html, blockSpans, inferredBreaks } = findScenes(blocks, {
    starts,
    notStarts: places(borders.notSceneStarts),
  })
  return {
    title: section.title,
    html,
    notesBefore: joined(section.notesBefore),
    notesAfter: joined(section.notesAfter),
    inferredBreaks,
    source: 0,
    blockSpans,
  }
}

function joined(notes: NotePiece[]): string | null {
  return notes.map((note) => note.html).join('') || null
}
