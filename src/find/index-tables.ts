/**
 * Where the search index lives: two LanceDB tables in a folder under `<library>/index/`.
 *
 * `passages` has a row a passage with its words; `works` a row a work with the story as few words (story-words.ts) and with
 * title, creators, fandoms, tags and summary. They are two tables, since BM25 measures a row against the rows of its table: a
 * tag repeated on every passage of a novel would drown the passages, and a whole story beside single passages would
 * drown in them. The `works` row of a work is written before and removed after its passages, so that a work with passages
 * has one whatever instant the process ended at.
 *
 * Meaning vectors have tables of their own (meaning/meaning-tables.ts), with the same places.
 */
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Index, Table } from '@lancedb/lancedb'
import type { Schema } from 'apache-arrow'
import { connectTo, type OpenTables, tablesOf } from './open-tables.ts'

/** Rises when the tables change shape or words are parted otherwise: an index of another number is not read, but built anew. */
const FORMAT = 2
const PASSAGES = 'passages'
const WORKS = 'works'

/** What LanceDB may keep of the index in memory, in a process. */
const INDEX_CACHE_BYTES = 512n << 20n

export type IndexTables = OpenTables

/**
 * The folder the index is in now, `<library>/index/<format>-<number>`: an index built anew gets the next number, so that
 * what a reader remembers of the old one is never taken for the new. Loads nothing; 0.02 ms.
 */
export function currentFolder(libraryDir: string): string | undefined {
  const newest = Math.max(...folderNumbers(libraryDir))
  if (newest < 0) return undefined
  const folder = join(libraryDir, 'index', `${FORMAT}-${newest}`)
  return [PASSAGES, WORKS].every((name) => existsSync(join(folder, `${name}.lance`))) ? folder : undefined
}

/** Takes the index away and names the folder of the next one. The caller holds the library's index lock. */
export function renewFolder(libraryDir: string): string {
  const index = join(libraryDir, 'index')
  const next = Math.max(...folderNumbers(libraryDir)) + 1
  const folder = join(index, `${FORMAT}-${next}`)
  mkdirSync(folder, { recursive: true })
  for (const name of readdirSync(index)) {
    if (name !== `${FORMAT}-${next}`) rmSync(join(index, name), { recursive: true, force: true })
  }
  return folder
}

/** -1 stands for none. */
function folderNumbers(libraryDir: string): number[] {
  const index = join(libraryDir, 'index')
  const names = existsSync(index) ? readdirSync(index) : []
  return [-1, ...names.flatMap((name) => (FOLDER.test(name) ? [Number(name.split('-')[1])] : []))]
}

const FOLDER = new RegExp(`^${FORMAT}-\\d{1,15}$`)

/** @param folder from {@link currentFolder}. @throws when the index in it cannot be read. */
export async function openIndexTables(folder: string): Promise<IndexTables> {
  const connection = await connectTo(folder, INDEX_CACHE_BYTES)
  const [passages, works] = await Promise.all([connection.openTable(PASSAGES), connection.openTable(WORKS)])
  return tablesOf({ folder, connection, passages, works })
}

/** Opens the index for writing, making what is missing. The caller holds the library's index lock. */
export async function makeIndexTables(folder: string): Promise<IndexTables> {
  const [connection, schemas] = await Promise.all([connectTo(folder, INDEX_CACHE_BYTES), tableSchemas()])
  const passages = await connection.createEmptyTable(PASSAGES, schemas.passages, { existOk: true })
  const works = await connection.createEmptyTable(WORKS, schemas.works, { existOk: true })
  await makeWordIndex(passages, 'text')
  await makeWordIndex(works, 'story')
  await makeWordIndex(works, 'about')
  return tablesOf({ folder, connection, passages, works })
}

async function makeWordIndex(table: Table, column: WordColumn): Promise<void> {
  const known = await table.listIndices()
  if (!known.some(({ columns }) => columns.includes(column))) await buildWordIndex(table, column)
}

/** Columns searched by words. */
export type WordColumn = 'text' | 'story' | 'about'
export const PASSAGE_COLUMNS: WordColumn[] = ['text']
export const WORK_COLUMNS: WordColumn[] = ['story', 'about']

/** Builds a column's index from all rows, replacing the one that was. */
export async function buildWordIndex(table: Table, column: WordColumn): Promise<void> {
  await table.createIndex(column, { config: await wordIndex(column), replace: true })
}

/** The name LanceDB gives a column's index. */
export const indexName = (column: WordColumn) => `${column}_idx`

const PLAIN = { language: 'English', asciiFolding: false, removeStopWords: false }

/** words.ts parts and cuts words the same way, and takes the accents off beforehand; positions are for exact phrases. */
async function wordIndex(column: WordColumn): Promise<Index> {
  const { Index } = await import('@lancedb/lancedb')
  if (column === 'story')
    return Index.fts({
      baseTokenizer: 'whitespace',
      stem: false,
      removeStopWords: false,
      withPosition: false,
    })
  return Index.fts({ ...PLAIN, baseTokenizer: 'simple', lowercase: true, stem: true, withPosition: true })
}

async function tableSchemas(): Promise<{ passages: Schema; works: Schema }> {
  const { Field, Int32, Schema, Utf8 } = await import('apache-arrow')
  const numbers = (...names: string[]) => names.map((name) => new Field(name, new Int32(), false))
  const words = (name: string, nullable = false) => new Field(name, new Utf8(), nullable)
  return {
    passages: new Schema([
      ...numbers('work'),
      // All of place.ts in one column: reading a row costs LanceDB so much a column.
      words('place'),
      words('text'),
      // The passage as written, where taking the accents off changed it.
      words('original', true),
    ]),
    works: new Schema([...numbers('work', 'revision', 'words', 'passages'), words('about'), words('story')]),
  }
}
