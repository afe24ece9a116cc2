/** Writes vectors. Only the holder of the library's meaning lock may. */
import type { Table } from '@lancedb/lancedb'
import type { Vector } from 'apache-arrow'
import { type MeaningTables, makeMeaningTables } from './meaning-tables.ts'

export interface VectorRow {
  work: number
  revision: number
  place: string
  hash: string
  vector: Float32Array
}

export interface WorkVectors {
  work: number
  revision: number
  passages: number
  mean: Float32Array
  about: Float32Array
}

export interface MeaningWriter {
  readonly tables: MeaningTables
  /** Vectors there are of a work, of any revision. */
  vectorsOf(work: number): Promise<VectorRow[]>
  addPassages(rows: VectorRow[]): Promise<void>
  /** The works are whole: rows of other revisions go, and those of removed works. Done twice it leaves the same. */
  finishWorks(rows: WorkVectors[], removed: number[]): Promise<void>
  /** Brings new rows into the vector index where there are many; joins small files. Time grows with what is new, now and then with all. */
  settle(): Promise<void>
  close(): void
}

/** Below this the vectors are compared one by one: 20,000 take some 15 ms. */
const INDEX_FROM = 20_000
/** New rows are compared one by one until there are so many of them. */
const LOOSE_MAX = 8_000
/** Graphs of so many rows are made at the same time, one a core; a single one of 400,000 takes three times as long. */
const PART_ROWS = 50_000
/** Past this share of new rows the index is built anew rather than added to. */
const REBUILD_SHARE = 0.5
const FRAGMENTS_MAX = 12
const OLD_VERSIONS_KEPT_MS = 60_000

export async function openMeaningWriter(folder: string, dimensions: number): Promise<MeaningWriter> {
  const tables = await makeMeaningTables(folder, dimensions)
  const { passages, works } = tables
  return {
    tables,
    close: tables.close,
    vectorsOf: (work) => readVectors(passages, work, dimensions),
    async addPassages(rows) {
      if (rows.length > 0) await passages.add(await passagesTable(rows, dimensions))
    },
    async finishWorks(rows, removed) {
      const ids = rows.map(({ work }) => work)
      const there = [...ids, ...removed]
      if (there.length === 0) return
      if (removed.length > 0) await passages.delete(`work IN (${removed.join(',')})`)
      // One deletion for all: each makes a version of the table.
      const kept = rows.map(({ work, revision }) => `(work = ${work} AND revision = ${revision})`)
      if (ids.length > 0) await passages.delete(`work IN (${ids.join(',')}) AND NOT (${kept.join(' OR ')})`)
      await works.delete(`work IN (${there.join(',')})`)
      if (rows.length > 0) await works.add(await worksTable(rows, dimensions))
    },
    async settle() {
      await settleTable(passages, 'vector')
      await settleTable(works, 'mean')
    },
  }
}

async function readVectors(table: Table, work: number, dimensions: number): Promise<VectorRow[]> {
  const found = await table.query().where(`work = ${work}`).toArrow()
  const rows: VectorRow[] = []
  for (const batch of found.batches) {
    const column = (name: string) => batch.getChild(name) as Vector
    const numbers = column('vector').data[0]?.children[0]?.values as Float32Array
    for (let at = 0; at < batch.numRows; at++) {
      rows.push({
        work,
        revision: column('revision').get(at),
        place: column('place').get(at),
        hash: column('hash').get(at),
        vector: numbers.slice(at * dimensions, (at + 1) * dimensions),
      })
    }
  }
  return rows
}

async function settleTable(table: Table, column: string): Promise<void> {
  const { Index } = await import('@lancedb/lancedb')
  const rows = await table.countRows()
  const stats = await table.indexStats(`${column}_idx`)
  const loose = rows - (stats?.numIndexedRows ?? 0)
  if (rows >= INDEX_FROM && loose > LOOSE_MAX) {
    if (loose > rows * REBUILD_SHARE) {
      const numPartitions = Math.ceil(rows / PART_ROWS)
      const config = Index.hnswSq({ distanceType: 'cosine', numPartitions, m: 16, efConstruction: 80 })
      await table.createIndex(column, { config, replace: true })
    } else await table.optimize()
  }
  const { fragmentStats } = await table.stats()
  if (fragmentStats.numFragments > FRAGMENTS_MAX)
    await table.optimize({
      cleanupOlderThan: new Date(Date.now() - OLD_VERSIONS_KEPT_MS),
      deleteUnverified: true,
    })
}

async function passagesTable(rows: VectorRow[], dimensions: number) {
  const { makeVector, Table, vectorFromArray, Utf8 } = await import('apache-arrow')
  return new Table({
    work: makeVector(Int32Array.from(rows, ({ work }) => work)),
    revision: makeVector(Int32Array.from(rows, ({ revision }) => revision)),
    place: vectorFromArray(
      rows.map(({ place }) => place),
      new Utf8(),
    ),
    hash: vectorFromArray(
      rows.map(({ hash }) => hash),
      new Utf8(),
    ),
    vector: await vectors(
      rows.map(({ vector }) => vector),
      dimensions,
    ),
  })
}

async function worksTable(rows: WorkVectors[], dimensions: number) {
  const { makeVector, Table } = await import('apache-arrow')
  return new Table({
    work: makeVector(Int32Array.from(rows, ({ work }) => work)),
    revision: makeVector(Int32Array.from(rows, ({ revision }) => revision)),
    passages: makeVector(Int32Array.from(rows, ({ passages }) => passages)),
    mean: await vectors(
      rows.map(({ mean }) => mean),
      dimensions,
    ),
    about: await vectors(
      rows.map(({ about }) => about),
      dimensions,
    ),
  })
}

async function vectors(rows: Float32Array[], dimensions: number) {
  const { Field, FixedSizeList, Float32, makeData, Vector } = await import('apache-arrow')
  const data = new Float32Array(rows.length * dimensions)
  for (const [at, row] of rows.entries()) data.set(row, at * dimensions)
  const child = makeData({ type: new Float32(), length: data.length, data })
  const type = new FixedSizeList(dimensions, new Field('item', new Float32(), true))
  return new Vector([makeData({ type, length: rows.length, nullCount: 0, child })])
}
