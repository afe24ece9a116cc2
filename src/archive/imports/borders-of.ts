/** What a person said of the borders in a file, for reading it again. */

import { prepared } from '../../storage/prepared.ts'
import type { BorderCorrections } from '../../story/work.ts'
import type { SourceBorders } from '../archive.ts'
import type { Library } from '../library.ts'
import { memberPath } from '../works/shown-sources.ts'

interface BordersRow {
  path: string
  absolute_path: string
  borders: string
}

const findBorders = prepared<{ path: string; sha256: string }, BordersRow>((db, value) =>
  db
    .selectFrom('work_sources')
    .innerJoin('works', 'works.id', 'work_sources.work_id')
    .select(['path', 'absolute_path', 'borders'])
    .$narrowType<{ borders: string }>()
    .where('borders', 'is not', null)
    .where((eb) =>
      eb.or([eb('absolute_path', '=', value('path')), eb('content_sha256', '=', value('sha256'))]),
    )
    // What was said of a work that is there counts before what was said of a removed one; the last word comes last.
    .orderBy((eb) => eb('removed_at', 'is', null))
    .orderBy('works.changed_at'),
)

/**
 * One entry a document. Where a document was split and several works have something to say, it is laid together.
 * @param file.path where the file stands below the folder given now, for files imported from another folder before.
 */
export async function bordersOf(
  { db }: Library,
  file: { absolutePath: string; sha256: string; path?: string },
): Promise<SourceBorders[]> {
  const rows = await findBorders(db, { path: file.absolutePath, sha256: file.sha256 || 'none' })
  const byPath = new Map<string, BorderCorrections>()
  for (const row of rows) {
    const path = file.path === undefined ? row.path : file.path + memberPath(row.path, row.absolute_path)
    byPath.set(path, laidTogether(byPath.get(path), JSON.parse(row.borders)))
  }
  return [...byPath].map(([path, borders]) => ({ path, borders }))
}

const LISTS = ['chapterStarts', 'notChapterStarts', 'sceneStarts', 'notSceneStarts'] as const

function laidTogether(first: BorderCorrections | undefined, second: BorderCorrections): BorderCorrections {
  if (first === undefined) return second
  const together: BorderCorrections = { ...first, ...second }
  for (const name of LISTS) {
    const all = [...(first[name] ?? []), ...(second[name] ?? [])]
    const unique = [...new Map(all.map((each) => [JSON.stringify(each), each])).values()]
    if (unique.length > 0) Object.assign(together, { [name]: unique })
  }
  return together
}
