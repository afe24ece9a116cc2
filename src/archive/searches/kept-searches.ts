/** Searches kept, renamed, removed and called back. */
import { ArchiveError } from '../../errors.ts'
import type { Db } from '../../storage/prepared.ts'
import type { SearchesTable } from '../../storage/tables/searches.ts'
import { type Library, writeBeside } from '../library.ts'
import {
  type KeptSearch,
  SEARCH_NAME_CHARACTERS_MAX,
  SEARCH_QUERY_CHARACTERS_MAX,
  SEARCHES_MAX,
  type SearchId,
} from './search-deeds.ts'

type Row = Pick<SearchesTable, 'name' | 'query' | 'kept_at'> & { id: number }

const COLUMNS = ['id', 'name', 'query', 'kept_at'] as const
const byName = new Intl.Collator('en', { sensitivity: 'base', numeric: true })

export async function listSearches(db: Db): Promise<KeptSearch[]> {
  const rows = await live(db).execute()
  return rows.map(kept).sort((a, b) => byName.compare(a.name, b.name) || Number(a.id) - Number(b.id))
}

export async function getSearch(db: Db, id: SearchId): Promise<KeptSearch | undefined> {
  const number = numberOf(id)
  if (number === undefined) return undefined
  const row = await live(db).where('id', '=', number).executeTakeFirst()
  return row && kept(row)
}

export async function searchOf(db: Db, query: string): Promise<KeptSearch | undefined> {
  const row = await live(db).where('query', '=', oneLine(query)).executeTakeFirst()
  return row && kept(row)
}

export async function keepSearch(
  library: Library,
  given: { name: string; query: string },
): Promise<KeptSearch> {
  const query = oneLine(given.query)
  if (query === '')
    throw new ArchiveError(
      'searches/no-query',
      'There is nothing to look for in this search.',
      'Type what it shall find.',
    )
  refuseLong('search', query, SEARCH_QUERY_CHARACTERS_MAX)
  const name = oneLine(given.name)
  refuseLong('name', name, SEARCH_NAME_CHARACTERS_MAX)
  return writeBeside(library, async (db) => {
    const there = await searchOf(db, query)
    if (there === undefined) return addSearch(library, db, { query, name })
    if (name === '') return there
    await db.updateTable('searches').set({ name }).where('id', '=', Number(there.id)).execute()
    return { ...there, name }
  })
}

async function addSearch(
  library: Library,
  db: Db,
  { query, name }: { query: string; name: string },
): Promise<KeptSearch> {
  const { length } = await live(db).execute()
  if (length >= SEARCHES_MAX)
    throw new ArchiveError(
      'searches/too-many',
      `There are ${SEARCHES_MAX} kept searches, and more are not kept.`,
      'Remove some that you no longer follow.',
    )
  const row = await db
    .insertInto('searches')
    .values({ name: name === '' ? nameOf(query) : name, query, kept_at: library.now().toISOString() })
    .returning(COLUMNS)
    .executeTakeFirstOrThrow()
  return kept(row)
}

export async function renameSearch(library: Library, id: SearchId, given: string): Promise<void> {
  const name = oneLine(given)
  if (name === '')
    throw new ArchiveError('searches/no-name', 'A search cannot be without a name.', 'Its own words will do.')
  refuseLong('name', name, SEARCH_NAME_CHARACTERS_MAX)
  return writeBeside(library, async (db) => {
    const there = await requireSearch(db, id)
    await db.updateTable('searches').set({ name }).where('id', '=', Number(there.id)).execute()
  })
}

export function removeSearch(library: Library, id: SearchId): Promise<void> {
  return writeBeside(library, async (db) => {
    const there = await requireSearch(db, id)
    await db
      .updateTable('searches')
      .set({ removed_at: library.now().toISOString() })
      .where('id', '=', Number(there.id))
      .execute()
  })
}

export function restoreSearch(library: Library, id: SearchId): Promise<void> {
  return writeBeside(library, async (db) => {
    const row = await db
      .selectFrom('searches')
      .select(['query', 'removed_at'])
      .where('id', '=', numberOf(id) ?? 0)
      .executeTakeFirst()
    if (row === undefined) throw noSuchSearch(id)
    if (row.removed_at === null) return
    const again = await searchOf(db, row.query)
    if (again !== undefined)
      throw new ArchiveError(
        'searches/kept-again',
        `The same search has been kept again since, as “${again.name}”.`,
        'It stands among your searches.',
      )
    await db.updateTable('searches').set({ removed_at: null }).where('id', '=', Number(id)).execute()
  })
}

/** @param before ISO instant: what was removed earlier is thrown away. */
export async function purgeSearches(db: Db, before: string): Promise<void> {
  await db.deleteFrom('searches').where('removed_at', '<', before).execute()
}

/** Made with the table of searches. */
export async function libraryId(db: Db): Promise<string> {
  const { value } = await db
    .selectFrom('settings')
    .select('value')
    .where('name', '=', 'library-id')
    .executeTakeFirstOrThrow()
  return JSON.parse(value) as string
}

function live(db: Db) {
  return db.selectFrom('searches').select(COLUMNS).where('removed_at', 'is', null)
}

function kept({ id, name, query, kept_at }: Row): KeptSearch {
  return { id: String(id), name, query, keptAt: kept_at }
}

async function requireSearch(db: Db, id: SearchId): Promise<KeptSearch> {
  const search = await getSearch(db, id)
  if (search === undefined) throw noSuchSearch(id)
  return search
}

export function noSuchSearch(id: string): ArchiveError {
  return new ArchiveError(
    'searches/none',
    `There is no kept search ${id} in this library.`,
    'It may have been removed. Those that are kept stand on the page “Searches” and in “fanfold searches list”.',
  )
}

function numberOf(id: SearchId): number | undefined {
  const number = Number(id)
  return /^\d+$/.test(id) && Number.isSafeInteger(number) ? number : undefined
}

/** Control characters and line ends would break lists and feeds. */
function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
}

const NAME_OF_QUERY_CHARACTERS = 80

/** A search without a name goes by its own words. */
function nameOf(query: string): string {
  const letters = [...query]
  return letters.length <= NAME_OF_QUERY_CHARACTERS
    ? query
    : `${letters
        .slice(0, NAME_OF_QUERY_CHARACTERS - 1)
        .join('')
        .trimEnd()}…`
}

function refuseLong(what: string, text: string, max: number): void {
  if (text.length <= max) return
  throw new ArchiveError(
    'searches/too-long',
    `The ${what} has ${text.length} characters; at most ${max} are kept.`,
    'Shorten it, and keep it again.',
  )
}
