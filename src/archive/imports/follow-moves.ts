/** Files that moved take their works along. */
import { prepared } from '../../storage/prepared.ts'
import type { Writing } from '../library.ts'
import { memberPath } from '../works/shown-sources.ts'

interface Place {
  absolute_path: string
  sha256: string
}

const nowAt = prepared<{ sha256: string }, { absolute_path: string; path: string }>((db, value) =>
  db
    .selectFrom('files')
    .select(['absolute_path', 'path'])
    .where('sha256', '=', value('sha256'))
    .where('vanished', '=', 0)
    .orderBy('seen_at', 'desc')
    .limit(1),
)
const readFrom = prepared<Place, { work_id: number; position: number; path: string }>((db, value) =>
  db
    .selectFrom('work_sources')
    .select(['work_id', 'position', 'path'])
    .where('absolute_path', '=', value('absolute_path'))
    .where('content_sha256', '=', value('sha256')),
)

/**
 * Bytes that are gone from one place and stand at another have moved: the works read from them follow, so that a
 * change there is a change of theirs.
 */
export async function followMoves({ db }: Writing, gone: readonly Place[]): Promise<void> {
  for (const place of gone) {
    const [now] = place.sha256 === '' ? [] : await nowAt(db, place)
    if (now === undefined) continue
    for (const { work_id, position, path } of await readFrom(db, place)) {
      await db
        .updateTable('work_sources')
        .set({ absolute_path: now.absolute_path, path: now.path + memberPath(path, place.absolute_path) })
        .where('work_id', '=', work_id)
        .where('position', '=', position)
        .execute()
    }
  }
}
