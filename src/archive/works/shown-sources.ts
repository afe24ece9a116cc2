/** The files of works as people are shown them: where they stand now, copies included. */
import type { Db } from '../../storage/prepared.ts'
import { isAmong } from '../../storage/sqlite/differences.ts'
import type { WorkSource } from '../archive.ts'
import { mediaTypeOf } from '../media-type.ts'

interface SourceRow {
  work_id: number
  path: string
  absolute_path: string
  sha256: string
  size_bytes: number
  member: string | null
  content_sha256: string
  /** Of a source of a version. */
  version: number | null
}

interface FileRow {
  path: string
  absolute_path: string
  sha256: string
}

/**
 * First the files each work was read from, in the order its chapters name them; then those of its versions; then
 * further files of the same bytes.
 * A file that moved is shown where it is now, one that is gone where it was.
 */
export async function shownSources(db: Db, workIds: readonly number[]): Promise<Map<number, WorkSource[]>> {
  const sources = await db
    .selectFrom('work_sources')
    .select(['work_id', 'path', 'absolute_path', 'sha256', 'size_bytes', 'member', 'content_sha256'])
    .where(isAmong('work_id', workIds))
    .orderBy('work_id')
    .orderBy('position')
    .execute()
  const behind = await versionSources(db, workIds)
  const all: SourceRow[] = [...sources.map((row) => ({ ...row, version: null })), ...behind]
  const files = await filesOf(db, all)
  const shown = new Map<number, WorkSource[]>()
  for (const [workId, rows] of Map.groupBy(all, (row) => row.work_id))
    shown.set(workId, sourcesOf(rows, files))
  return shown
}

async function versionSources(db: Db, workIds: readonly number[]): Promise<SourceRow[]> {
  return db
    .selectFrom('works')
    .innerJoin('work_sources', 'work_sources.work_id', 'works.id')
    .select(['version_of as work_id', 'path', 'absolute_path', 'sha256', 'size_bytes', 'member'])
    .select(['content_sha256', 'works.id as version'])
    .$narrowType<{ work_id: number }>()
    .where(isAmong('version_of', workIds))
    .orderBy('works.id')
    .orderBy('position')
    .execute()
}

async function filesOf(db: Db, sources: readonly SourceRow[]): Promise<Map<string, FileRow[]>> {
  const hashes = [...new Set(sources.map((source) => source.content_sha256))]
  const rows = await db
    .selectFrom('files')
    .select(['path', 'absolute_path', 'sha256'])
    .where(isAmong('sha256', hashes))
    .where('vanished', '=', 0)
    .orderBy('absolute_path')
    .execute()
  return Map.groupBy(rows, (row) => row.sha256)
}

function sourcesOf(rows: readonly SourceRow[], files: Map<string, FileRow[]>): WorkSource[] {
  const main = rows.map((row) => nowAt(row, files.get(row.content_sha256) ?? []))
  const shown = new Set(main.map((source) => source.absolutePath))
  const copies = rows.flatMap((row) =>
    (files.get(row.content_sha256) ?? [])
      .filter((file) => !shown.has(file.absolute_path))
      .map((file) => movedTo(row, file)),
  )
  const unique = new Map(
    [...main, ...copies].map((source) => [`${source.absolutePath}\n${source.path}`, source]),
  )
  return [...unique.values()]
}

function nowAt(row: SourceRow, files: readonly FileRow[]): WorkSource {
  const file = files.find((each) => each.absolute_path === row.absolute_path) ?? files[0]
  if (file !== undefined) return movedTo(row, file)
  return shownSource(row, row.path, row.absolute_path)
}

function movedTo(row: SourceRow, file: FileRow): WorkSource {
  return shownSource(row, file.path + memberPath(row.path, row.absolute_path), file.absolute_path)
}

function shownSource(row: SourceRow, path: string, absolutePath: string): WorkSource {
  return {
    path,
    absolutePath,
    sha256: row.sha256,
    ...(row.member !== null && { member: { name: row.member, sha256: row.content_sha256 } }),
    sizeBytes: row.size_bytes,
    mediaType: mediaTypeOf(path),
    ...(row.version !== null && { version: `${row.version}` }),
  }
}

/** What of `sub/a.zip/x.txt` lies inside the file `/home/me/sub/a.zip`: `/x.txt`. '' where the path is the file's own. */
export function memberPath(path: string, absolutePath: string): string {
  const place = `/${absolutePath.replaceAll('\\', '/')}`
  const segments = path.split('/')
  for (let count = segments.length; count > 0; count--) {
    if (!place.endsWith(`/${segments.slice(0, count).join('/')}`)) continue
    return count === segments.length ? '' : `/${segments.slice(count).join('/')}`
  }
  return ''
}
