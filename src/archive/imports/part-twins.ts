/** Files of the same bytes are one work. When one of them changes and the other does not, they are two. */
import type { FilesTable } from '../../storage/tables/files.ts'
import { rememberNewWork } from '../deeds/remember.ts'
import type { Writing } from '../library.ts'
import { partOfWork } from '../works/part-of-work.ts'
import { readText } from '../works/read-text.ts'
import { contentOf, type WorkState } from '../works/work-state.ts'
import { totalsOf, writeText } from '../works/write-text.ts'
import { addWork } from '../works/write-work.ts'

/**
 * Gives every file left behind by this import (its bytes are no work's any more, since its twin changed and the work
 * with it) a work of its own again, as it was before. Asked at the end, when it is known which twins changed too.
 */
export async function partTwins(writing: Writing, importId: number): Promise<void> {
  for (const file of await filesLeftBehind(writing)) {
    const before = await stateBefore(writing, importId, file)
    if (before === undefined) continue
    const id = await addTwin(writing, before, file)
    await rememberNewWork(writing, importId, id)
  }
}

async function filesLeftBehind({ db }: Writing): Promise<FilesTable[]> {
  const files = await db
    .selectFrom('files')
    .selectAll()
    .where('outcome', '=', 'works')
    .where('vanished', '=', 0)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('work_sources')
            .innerJoin('works', 'works.id', 'work_sources.work_id')
            .select('work_sources.work_id')
            .whereRef('work_sources.content_sha256', '=', 'files.sha256')
            .where((work) => work.or([work('removed_at', 'is', null), work('removed_by', '=', 'version')])),
        ),
      ),
    )
    .orderBy('absolute_path')
    .execute()
  return [...new Map(files.map((file) => [file.sha256, file])).values()]
}

/** The work that had the file's bytes until this import. */
async function stateBefore(
  { db }: Writing,
  importId: number,
  file: FilesTable,
): Promise<WorkState | undefined> {
  const rows = await db
    .selectFrom('deed_works')
    .select('before')
    .where('deed_id', '=', importId)
    .where('was', '=', 'live')
    .where('before', 'like', `%${file.sha256}%`)
    .execute()
  const states = rows.map((row): WorkState => JSON.parse(row.before as string))
  return states.find((state) => state.sources.some((source) => contentOf(source) === file.sha256))
}

async function addTwin(writing: Writing, before: WorkState, file: FilesTable): Promise<number> {
  const isOf = (position: number) => {
    const source = before.sources[position]
    return source !== undefined && contentOf(source) === file.sha256
  }
  const chapters = await readText(writing.db, before.textId)
  const part = partOfWork(
    chapters.filter((chapter) => isOf(chapter.source)),
    before.sources,
    () => ({ path: file.path, absolutePath: file.absolute_path }),
  )
  const { recovered, corrections, storyConfirmed } = before
  const draft = {
    recovered,
    corrections,
    storyConfirmed,
    totals: totalsOf(part.chapters),
    sources: part.sources,
  }
  const twin = await addWork(writing, draft, (workId) => writeText(writing, workId, part.chapters))
  return twin.id
}
