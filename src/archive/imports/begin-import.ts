/** An import's beginning and end. */
import type { ImportSummary } from '../archive.ts'
import { beginDeed } from '../deeds/remember.ts'
import { type Library, writeBeside, writeWorks } from '../library.ts'
import { partTwins } from './part-twins.ts'

/**
 * @returns the id of the import. One that was cut short and is begun again with the same roots, nothing else having
 * been done since, goes on under its id: undo then takes back the whole.
 */
export async function beginImport(library: Library, roots: string[]): Promise<number> {
  return writeBeside(library, async (db) => {
    const last = await db.selectFrom('deeds').selectAll().orderBy('id', 'desc').limit(1).executeTakeFirst()
    const goesOn =
      last?.kind === 'import' &&
      last.finished_at === null &&
      last.undone_at === null &&
      last.roots === JSON.stringify(roots)
    if (goesOn) return last.id
    return beginDeed({ db, at: library.now().toISOString() }, { kind: 'import', roots })
  })
}

export async function finishImport(
  library: Library,
  importId: number,
  summary: ImportSummary,
): Promise<void> {
  await writeWorks(library, async (writing) => {
    await partTwins(writing, importId)
    await writing.db
      .updateTable('deeds')
      .set({ finished_at: writing.at, summary: JSON.stringify(summary) })
      .where('id', '=', importId)
      .execute()
  })
}

/** Folders and files ever imported, the last one first. */
export async function listRoots({ db }: Library): Promise<string[]> {
  const rows = await db
    .selectFrom('deeds')
    .select('roots')
    .where('kind', '=', 'import')
    .where('undone_at', 'is', null)
    .orderBy('id', 'desc')
    .execute()
  return [...new Set(rows.flatMap((row): string[] => JSON.parse(row.roots ?? '[]')))]
}

export async function undoneImports({ db }: Library): Promise<Set<number>> {
  const rows = await db
    .selectFrom('deeds')
    .select('id')
    .where('kind', '=', 'import')
    .where('undone_at', 'is not', null)
    .execute()
  return new Set(rows.map(({ id }) => id))
}
