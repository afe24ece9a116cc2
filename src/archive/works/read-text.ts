/** Reads chapters back. */
import type { Db } from '../../storage/prepared.ts'
import type { ChaptersTable } from '../../storage/tables/chapters.ts'
import type { StoredChapter } from '../archive.ts'

type ChapterRow = Omit<ChaptersTable, 'id'>

/** @param textId null for a text thrown away. @param number one chapter alone; undefined for all, in order. */
export async function readText(db: Db, textId: number | null, number?: number): Promise<StoredChapter[]> {
  if (textId === null) return []
  let query = db.selectFrom('chapters').selectAll().where('text_id', '=', textId).orderBy('number')
  if (number !== undefined) query = query.where('number', '=', number)
  return (await query.execute()).map(storedChapter)
}

function storedChapter(row: ChapterRow): StoredChapter {
  return {
    number: row.number,
    title: row.title,
    html: row.html,
    notesBefore: row.notes_before,
    notesAfter: row.notes_after,
    inferredBreaks: JSON.parse(row.inferred_breaks),
    source: row.source,
    blockSpans: pairs(JSON.parse(row.block_spans)),
    words: row.words,
    scenes: row.scenes,
  }
}

function pairs(flat: number[]): { start: number; end: number }[] {
  const spans: { start: number; end: number }[] = []
  for (let index = 0; index < flat.length; index += 2) {
    spans.push({ start: flat[index] as number, end: flat[index + 1] as number })
  }
  return spans
}
