/**
 * Where meaning vectors live: two LanceDB tables in `<library>/meaning/<encoder>/`.
 *
 * `passages` has a row a passage with its vector; `works` a row a work with the mean of its passages' vectors and the vector of what is
 * said about it. A folder belongs to one encoder: another one's vectors are made beside it, and answer once all is read.
 */
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Schema } from 'apache-arrow'
import { loadLance } from '../load-lance.ts'
import { connectTo, type OpenTables, tablesOf } from '../open-tables.ts'
import type { EncoderModel } from './model.ts'

export type MeaningTables = OpenTables

const PASSAGES = 'passages'
const WORKS = 'works'
const INDEX_CACHE_BYTES = 1024n << 20n

/** The folder of an encoder's vectors, whether it is there or not. */
export function meaningFolder(libraryDir: string, model: EncoderModel): string {
  return join(libraryDir, 'meaning', model.id)
}

export function hasVectors(folder: string): boolean {
  return [PASSAGES, WORKS].every((name) => existsSync(join(folder, `${name}.lance`)))
}

/** Vectors of encoders other than this one. */
export function otherModels(libraryDir: string, model: EncoderModel): string[] {
  const all = join(libraryDir, 'meaning')
  return existsSync(all) ? readdirSync(all).filter((name) => name !== model.id) : []
}

/** Once this encoder has read everything, nobody asks the others any more. The caller holds the meaning lock. */
export function removeOtherModels(libraryDir: string, model: EncoderModel): void {
  for (const name of otherModels(libraryDir, model))
    rmSync(join(libraryDir, 'meaning', name), { recursive: true, force: true })
}

/** @throws when what is there cannot be read. */
export async function openMeaningTables(folder: string): Promise<MeaningTables> {
  const connection = await connectTo(folder, INDEX_CACHE_BYTES)
  const [passages, works] = await Promise.all([connection.openTable(PASSAGES), connection.openTable(WORKS)])
  return tablesOf({ folder, connection, passages, works })
}

/** Opens the tables for writing, making what is missing. The caller holds the library's meaning lock. */
export async function makeMeaningTables(folder: string, dimensions: number): Promise<MeaningTables> {
  mkdirSync(folder, { recursive: true })
  const { connect, Index } = await loadLance()
  const schemas = await tableSchemas(dimensions)
  const connection = await connect(folder)
  const passages = await connection.createEmptyTable(PASSAGES, schemas.passages, { existOk: true })
  const works = await connection.createEmptyTable(WORKS, schemas.works, { existOk: true })
  for (const table of [passages, works]) {
    const known = await table.listIndices()
    if (!known.some(({ columns }) => columns.includes('work')))
      await table.createIndex('work', { config: Index.btree() })
    table.close()
  }
  connection.close()
  return openMeaningTables(folder)
}

async function tableSchemas(dimensions: number): Promise<{ passages: Schema; works: Schema }> {
  const { Field, FixedSizeList, Float32, Int32, Schema, Utf8 } = await import('apache-arrow')
  const vector = (name: string) =>
    new Field(name, new FixedSizeList(dimensions, new Field('item', new Float32(), true)), false)
  const number = (name: string) => new Field(name, new Int32(), false)
  const text = (name: string) => new Field(name, new Utf8(), false)
  return {
    passages: new Schema([
      number('work'),
      number('revision'),
      text('place'),
      // Of the passage's text: an edited story is encoded anew only where its words changed.
      text('hash'),
      vector('vector'),
    ]),
    works: new Schema([
      number('work'),
      number('revision'),
      number('passages'),
      vector('mean'),
      vector('about'),
    ]),
  }
}
