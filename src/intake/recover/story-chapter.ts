/** One section → a chapter: its HTML with the writer's breaks, its notes. */
import type { Chapter } from '../../story/chapter.ts'
import type { SourceDocument } from '../document.ts'
import type { Borders } from './borders.ts'
import type { NotePiece } from './header-values.ts'
import type { Section } from './sections.ts'
import { storyHtml } from './story-html.ts'

export interface ChapterQuestion {
  document: SourceDocument
  section: Section
  borders: Borders
  /** Blocks that begin a scene without a break above. */
  sceneNumbers: Set<number>
}

export function storyChapter({ document, section, borders, sceneNumbers }: ChapterQuestion): Chapter {
  const starts = (block: number) => borders.sceneStarts.has(block) || sceneNumbers.has(block)
  const { html, blockSpans } = storyHtml(document.blocks, section.story, starts)
  return {
    title: section.title,
    html,
    notesBefore: joined(section.notesBefore),
    notesAfter: joined(section.notesAfter),
    inferredBreaks: [],
    source: 0,
    blockSpans,
  }
}

function joined(notes: NotePiece[]): string | null {
  return notes.map((note) => note.html).join('') || null
}
