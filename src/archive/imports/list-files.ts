/** Every file that came in and what became of it. */
import { sql } from 'kysely'
import type { Db } from '../../storage/prepared.ts'
import { isAmong } from '../../storage/sqlite/differences.ts'
import type { FilesTable } from '../../storage/tables/files.ts'
import type { Archive, FileRow, WorkId } from '../archive.ts'
import type { Library } from '../library.ts'

const PAGE_SIZE = 50
const PAGE_SIZE_MAX = 1000

/** In the order of their paths. */
export async function listFiles(
  { db }: Library,
  query: Parameters<Archive['listFiles']>[0],
): ReturnType<Archive['listFiles']> {
  const size = Math.min(Math.max(1, Math.trunc(query.pageSize ?? PAGE_SIZE)), PAGE_SIZE_MAX)
  const page = Math.max(1, Math.trunc(query.page ?? 1))
  let files = db.selectFrom('files')
  if (query.outcome !== undefined) files = files.where('outcome', '=', query.outcome)
  if (query.importId !== undefined) {
    const ofImport = db.selectFrom('deed_files').select('absolute_path').where('deed_id', '=', query.importId)
    files = files.where('absolute_path', 'in', ofImport)
  }
  const rows = await files
    .selectAll()
    .orderBy('absolute_path')
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  const { total } = await files.select(sql<number>`count(*)`.as('total')).executeTakeFirstOrThrow()
  const works = await worksOfBytes(
    db,
    rows.map(({ sha256 }) => sha256),
  )
  return { files: rows.map((row) => fileRow(row, works.get(row.sha256) ?? [])), total }
}

/** Live works by the hash of the file they were read from. */
export async function worksOfBytes(db: Db, sha256s: readonly string[]): Promise<Map<string, WorkId[]>> {
  const hashes = [...new Set(sha256s.filter((sha256) => sha256 !== ''))]
  const rows = await db
    .selectFrom('work_sources')
    .innerJoin('works', 'works.id', 'work_sources.work_id')
    .select(['content_sha256', (eb) => eb.fn.coalesce('version_of', 'works.id').as('id')])
    .distinct()
    .where((eb) => eb.or([eb('removed_at', 'is', null), eb('removed_by', '=', 'version')]))
    .where(isAmong('content_sha256', hashes))
    .orderBy('id')
    .execute()
  const byHash = Map.groupBy(rows, (row) => row.content_sha256)
  return new Map([...byHash].map(([sha256, found]) => [sha256, found.map((row) => String(row.id))]))
}

function fileRow(row: FilesTable, workIds: WorkId[]): FileRow {
  return {
    path: row.path,
    absolutePath: row.absolute_path,
    sizeBytes: row.size_bytes,
    sha256: row.sha256,
    outcome: row.outcome,
    code: row.code,
    reason: row.reason,
    hint: row.hint,
    workIds,
    seenAt: row.seen_at,
    vanished: row.vanished === 1,
  }
}
