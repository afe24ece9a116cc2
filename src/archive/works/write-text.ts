/** Writes the chapters of a work, with what is counted in them. */

import { prepared } from '../../storage/prepared.ts'
import type { ChaptersTable } from '../../storage/tables/chapters.ts'
import type { Chapter } from '../../story/chapter.ts'
import { type ChapterCounts, countChapter } from '../../story/count-chapter.ts'
import type { Writing } from '../library.ts'
import type { TextTotals } from './work-state.ts'

type ChapterRow = Omit<ChaptersTable, 'id'>

const addText = prepared<{ workId: number; at: string }, { id: number }>((db, value) =>
  db
    .insertInto('texts')
    .values({ work_id: value('workId'), made_at: value('at') })
    .returning('id'),
)
const addChapter = prepared<ChapterRow>((db, value) =>
  db.insertInto('chapters').values({
    text_id: value('text_id'),
    number: value('number'),
    title: value('title'),
    html: value('html'),
    notes_before: value('notes_before'),
    notes_after: value('notes_after'),
    words: value('words'),
    scenes: value('scenes'),
    scenes_inferred: value('scenes_inferred'),
    inferred_breaks: value('inferred_breaks'),
    source: value('source'),
    block_spans: value('block_spans'),
  }),
)

/** A chapter with what is counted in it; counting is done once, since it costs more than storing. */
export type CountedChapter = Chapter & ChapterCounts

/** @param counts where it was counted already. */
export function countedChapter(chapter: Chapter, counts = countChapter(chapter.html)): CountedChapter {
  return { ...chapter, ...counts }
}

export function totalsOf(chapters: readonly CountedChapter[]): TextTotals {
  const totals = { words: 0, chapters: chapters.length, scenes: 0, scenesInferred: 0 }
  for (const { words, scenes, inferredBreaks } of chapters) {
    totals.words += words
    totals.scenes += scenes
    totals.scenesInferred += inferredBreaks.length
  }
  return totals
}

/** @returns the id of the new text. */
export async function writeText(
  { db, at }: Writing,
  workId: number,
  chapters: readonly CountedChapter[],
): Promise<number> {
  const [text] = await addText(db, { workId, at })
  const textId = (text as { id: number }).id
  for (const [index, chapter] of chapters.entries())
    await addChapter(db, chapterRow(textId, index + 1, chapter))
  return textId
}

function chapterRow(textId: number, number: number, chapter: CountedChapter): ChapterRow {
  return {
    text_id: textId,
    number,
    title: chapter.title,
    html: chapter.html,
    notes_before: chapter.notesBefore,
    notes_after: chapter.notesAfter,
    words: chapter.words,
    scenes: chapter.scenes,
    scenes_inferred: chapter.inferredBreaks.length,
    inferred_breaks: JSON.stringify(chapter.inferredBreaks),
    source: chapter.source,
    block_spans: JSON.stringify(chapter.blockSpans.flatMap(({ start, end }) => [start, end])),
  }
}
