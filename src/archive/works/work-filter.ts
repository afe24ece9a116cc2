/** A query of works as conditions on the table. */
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import { type Db, prepared } from '../../storage/prepared.ts'
import { isAmong } from '../../storage/sqlite/differences.ts'
import type { LibraryTables } from '../../storage/tables/library-tables.ts'
import { FACET_FIELDS, type FacetField, type WorkQuery } from '../archive.ts'
import { belowFolder } from './folder-range.ts'
import { parseWorkId } from './load-work.ts'
import { queryKey } from './tag-names.ts'

type Works = ExpressionBuilder<LibraryTables, 'works'>
export type Condition = (eb: Works) => Expression<SqlBool>

const findTag = prepared<{ type: string; key: string }, { id: number }>((db, value) =>
  db.selectFrom('tags').select('id').where('type', '=', value('type')).where('name_key', '=', value('key')),
)

/** @returns conditions that must all hold; `nothing` when a value asked for is unknown to the library. */
export async function workConditions(db: Db, query: WorkQuery): Promise<Condition[] | 'nothing'> {
  const conditions: Condition[] = [(eb) => eb('removed_at', 'is', null)]
  for (const tag of await tagIds(db, query.include)) {
    if (tag === undefined) return 'nothing'
    conditions.push((eb) => eb('id', 'in', taggedWorks(eb, tag)))
  }
  for (const tag of await tagIds(db, query.exclude)) {
    if (tag !== undefined) conditions.push((eb) => eb('id', 'not in', taggedWorks(eb, tag)))
  }
  conditions.push(...plainConditions(query))
  return conditions
}

function plainConditions(query: WorkQuery): Condition[] {
  const { wordsFrom, wordsTo, needsALook, folder, ids } = query
  const conditions: Condition[] = []
  if (wordsFrom !== undefined) conditions.push((eb) => eb('words', '>=', wordsFrom))
  if (wordsTo !== undefined) conditions.push((eb) => eb('words', '<=', wordsTo))
  if (needsALook !== undefined) conditions.push((eb) => eb('needs_a_look', '=', needsALook ? 1 : 0))
  if (folder !== undefined)
    conditions.push((eb) => eb.or([foundBelow(eb, folder), lastSeenBelow(eb, folder)]))
  if (ids !== undefined) conditions.push(() => isAmong('id', numbersOf(ids)))
  return conditions
}

/** The ids of the tags asked for; undefined for one no work ever had. */
async function tagIds(db: Db, values: WorkQuery['include'] = {}): Promise<(number | undefined)[]> {
  const found: (number | undefined)[] = []
  for (const type of FACET_FIELDS) {
    for (const value of values[type] ?? []) found.push(await findTagId(db, type, value))
  }
  return found
}

async function findTagId(db: Db, type: FacetField, value: string): Promise<number | undefined> {
  const [row] = await findTag(db, { type, key: queryKey(type, value) })
  return row?.id
}

function taggedWorks(eb: Works, tag: number) {
  return eb.selectFrom('work_tags').select('work_id').where('tag_id', '=', tag)
}

/** Works of which a file, or a copy of one, stands there now. */
function foundBelow(eb: Works, folder: string): Expression<SqlBool> {
  const { at, from, before } = belowFolder(folder)
  const works = eb
    .selectFrom('files')
    .innerJoin('work_sources', 'work_sources.content_sha256', 'files.sha256')
    .select('work_sources.work_id')
    .where('files.vanished', '=', 0)
    .where((file) =>
      file.or([
        file('files.absolute_path', '=', at),
        file.and([file('files.absolute_path', '>=', from), file('files.absolute_path', '<', before)]),
      ]),
    )
  return eb('id', 'in', works)
}

/** Works whose file was last seen there and is nowhere else now. */
function lastSeenBelow(eb: Works, folder: string): Expression<SqlBool> {
  const { at, from, before } = belowFolder(folder)
  const works = eb
    .selectFrom('work_sources')
    .select('work_id')
    .where((source) =>
      source.or([
        source('absolute_path', '=', at),
        source.and([source('absolute_path', '>=', from), source('absolute_path', '<', before)]),
      ]),
    )
    .where((source) =>
      source.not(
        source.exists(
          source
            .selectFrom('files')
            .select('files.sha256')
            .whereRef('files.sha256', '=', 'work_sources.content_sha256')
            .where('files.vanished', '=', 0),
        ),
      ),
    )
  return eb('id', 'in', works)
}

function numbersOf(ids: readonly string[]): number[] {
  return ids.map(parseWorkId).filter((id) => id !== undefined)
}
