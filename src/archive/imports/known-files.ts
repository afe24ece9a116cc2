/** The files an import has seen, and which of them have gone. */
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import { isAmong } from '../../storage/sqlite/differences.ts'
import type { LibraryTables } from '../../storage/tables/library-tables.ts'
import type { KnownFile } from '../archive.ts'
import { type Library, type Writing, writeWorks } from '../library.ts'
import { belowFolder } from '../works/folder-range.ts'
import { followMoves } from './follow-moves.ts'

export async function knownFiles({ db }: Library, root: string): Promise<Map<string, KnownFile>> {
  const rows = await db.selectFrom('files').selectAll().where(standsBelow(root)).execute()
  return new Map(
    rows.map((row) => [
      row.absolute_path,
      {
        path: row.path,
        sizeBytes: row.size_bytes,
        mtimeMs: row.mtime_ms,
        sha256: row.sha256,
        outcome: row.outcome,
        vanished: row.vanished === 1,
        code: row.code,
        reason: row.reason,
        hint: row.hint,
      },
    ]),
  )
}

/**
 * Notes which files below the root were not there any more, and which are there again.
 * @param seen absolute paths. @returns how many went.
 */
export async function noteVanished(library: Library, root: string, seen: Set<string>): Promise<number> {
  return writeWorks(library, async (writing) => {
    const rows = await writing.db
      .selectFrom('files')
      .select(['absolute_path', 'vanished', 'sha256'])
      .where(standsBelow(root))
      .execute()
    const gone = rows.filter((row) => !seen.has(row.absolute_path) && row.vanished === 0)
    const back = rows.filter((row) => seen.has(row.absolute_path) && row.vanished === 1)
    await setVanished(writing, gone, 1)
    await setVanished(writing, back, 0)
    await followMoves(writing, gone)
    return gone.length
  })
}

async function setVanished(
  { db }: Writing,
  files: readonly { absolute_path: string }[],
  vanished: 0 | 1,
): Promise<void> {
  if (files.length === 0) return
  const paths = files.map((file) => file.absolute_path)
  await db.updateTable('files').set({ vanished }).where(isAmong('absolute_path', paths)).execute()
}

function standsBelow(root: string) {
  const { at, from, before } = belowFolder(root)
  const members = `${at}!/`
  return (eb: ExpressionBuilder<LibraryTables, 'files'>): Expression<SqlBool> =>
    eb.or([
      eb('absolute_path', '=', at),
      eb.and([eb('absolute_path', '>=', from), eb('absolute_path', '<', before)]),
      // A root that is a container itself; '0' follows '/'.
      eb.and([eb('absolute_path', '>=', members), eb('absolute_path', '<', `${at}!0`)]),
    ])
}
