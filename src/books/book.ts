/** A work with its text, as the writers of EPUB, HTML and plain text take it. */
import type { Archive, StoredChapter, WorkDetail, WorkId } from '../archive/archive.ts'

export interface Book {
  work: WorkDetail
  chapters: StoredChapter[]
}

/** @returns undefined where there is no such work. */
export async function readBook(archive: Archive, id: WorkId): Promise<Book | undefined> {
  const work = await archive.getWork(id)
  if (work === undefined) return undefined
  return { work, chapters: await archive.getChapters(id) }
}
