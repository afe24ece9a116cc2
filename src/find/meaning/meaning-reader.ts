/** Questions to the meaning vectors: what lies near a query, and how near given works lie to it. */
import type { Table } from '@lancedb/lancedb'
import type { Table as ArrowTable } from 'apache-arrow'
import { type Place, readPlace } from '../place.ts'
import { type Chance, chanceOf, dot, type SampledColumn } from './likeness.ts'
import type { MeaningTables } from './meaning-tables.ts'

/** A passage near a clue. */
export interface NearPassage extends Place {
  /** Deviations above chance. */
  likeness: number
}

export interface NearWork {
  work: number
  likeness: number
}

/** What the vectors say of one work. */
export interface WorkMeaning {
  work: number
  passages: number
  /** For each clue, the work's passage nearest to it. */
  best: NearPassage[]
  /** Of the mean of its passages to the whole query, and of what is said about it. */
  mean: number
  about: number
}

export interface AskedNear {
  limit: number
  /** Only in these works. */
  among?: number[] | undefined
}

interface Samples extends Record<SampledColumn, Float32Array> {
  lengths: Map<number, number>
}

/** Rows picked at random to learn what chance gives. */
const SAMPLE_ROWS = 1000
/** Graph neighbours looked at in the vector index: more find more, and take longer. */
const EF = 400

export class MeaningReader {
  readonly #tables: MeaningTables
  readonly #dimensions: number
  #samples: Promise<Samples> | undefined
  #sampledRows = 0

  constructor(tables: MeaningTables, dimensions: number) {
    this.#tables = tables
    this.#dimensions = dimensions
  }

  /** Passages nearest to a clue, nearest first. */
  async nearPassages(clue: Float32Array, asked: AskedNear): Promise<NearPassage[]> {
    const chance = await this.#chance(clue, 'vector')
    const found = await near(this.#tables.passages, 'vector', clue, ['place'], asked)
    return columnsOf(found, (column, at) => ({
      ...readPlace(column('place').get(at) as string),
      likeness: deviations(1 - (column('_distance').get(at) as number), chance),
    }))
  }

  /** Works whose whole is nearest to a query. */
  async nearWorks(query: Float32Array, column: 'mean' | 'about', asked: AskedNear): Promise<NearWork[]> {
    const chance = await this.#chance(query, column)
    const found = await near(this.#tables.works, column, query, ['work'], asked)
    return columnsOf(found, (column_, at) => ({
      work: column_('work').get(at) as number,
      likeness: deviations(1 - (column_('_distance').get(at) as number), chance),
    }))
  }

  /** Reads all vectors of the works; those not read for meaning are not in the answer. */
  async measure(works: number[], query: Float32Array, clues: Float32Array[]): Promise<WorkMeaning[]> {
    if (works.length === 0) return []
    const where = `work IN (${works.join(',')})`
    const [rows, passages, ofClues, ofMean, ofAbout] = await Promise.all([
      this.#tables.works.query().where(where).select(['work', 'mean', 'about']).toArrow(),
      this.#tables.passages.query().where(where).select(['place', 'vector']).toArrow(),
      Promise.all(clues.map((clue) => this.#chance(clue, 'vector'))),
      this.#chance(query, 'mean'),
      this.#chance(query, 'about'),
    ])
    const found = new Map<number, WorkMeaning>()
    for (const { number, vector } of vectorsOf(rows, 'work', 'mean', this.#dimensions)) {
      const mean = deviations(dot(query, vector, 0), ofMean)
      found.set(number as number, { work: number as number, passages: 0, best: [], mean, about: 0 })
    }
    for (const { number, vector } of vectorsOf(rows, 'work', 'about', this.#dimensions)) {
      const work = found.get(number as number)
      if (work) work.about = deviations(dot(query, vector, 0), ofAbout)
    }
    this.#measurePassages(found, passages, clues, ofClues)
    return [...found.values()]
  }

  #measurePassages(
    found: Map<number, WorkMeaning>,
    passages: ArrowTable,
    clues: Float32Array[],
    chances: Chance[],
  ): void {
    for (const { number, vector } of vectorsOf(passages, 'place', 'vector', this.#dimensions)) {
      const text = number as string
      const work = found.get(Number(text.slice(0, text.indexOf(' '))))
      if (work === undefined) continue
      work.passages++
      for (const [at, clue] of clues.entries()) {
        const likeness = deviations(dot(clue, vector, 0), chances[at] as Chance)
        if (likeness > (work.best[at]?.likeness ?? Number.NEGATIVE_INFINITY))
          work.best[at] = { ...readPlace(text), likeness }
      }
    }
  }

  /** How many passages each work has that is read for meaning; may miss works of the last minutes. */
  async lengths(): Promise<Map<number, number>> {
    return (await this.#sample()).lengths
  }

  /** The vectors of one work: of its whole, and of some of its passages, spread evenly over it; undefined where it is not read. */
  async vectorsOf(
    work: number,
    some: number,
  ): Promise<{ mean: Float32Array; passages: Float32Array[] } | undefined> {
    const where = `work = ${work}`
    const [whole, rows] = await Promise.all([
      this.#tables.works.query().where(where).select(['work', 'mean']).toArrow(),
      this.#tables.passages.query().where(where).select(['place', 'vector']).toArrow(),
    ])
    const [mean] = vectorsOf(whole, 'work', 'mean', this.#dimensions)
    if (mean === undefined) return undefined
    const all = [...vectorsOf(rows, 'place', 'vector', this.#dimensions)]
      .map(({ number, vector }) => ({ place: readPlace(number as string), vector }))
      .sort((a, b) => a.place.chapter - b.place.chapter || a.place.start - b.place.start)
    const step = Math.max(1, all.length / some)
    const passages = Array.from({ length: Math.min(some, all.length) }, (_, at) => {
      return (all[Math.floor(at * step)] as { vector: Float32Array }).vector
    })
    return { mean: mean.vector, passages }
  }

  async #chance(query: Float32Array, column: SampledColumn): Promise<Chance> {
    return chanceOf(query, (await this.#sample())[column], column)
  }

  /** Drawn anew when the library has grown by half. */
  async #sample(): Promise<Samples> {
    const rows = await this.#tables.passages.countRows()
    if (this.#samples === undefined || rows > this.#sampledRows * 1.5) {
      this.#sampledRows = rows
      this.#samples = this.#drawSamples(rows)
    }
    return this.#samples
  }

  async #drawSamples(rows: number): Promise<Samples> {
    const { passages, works } = this.#tables
    // Hashes are as good as dice, and the same rows answer in every process.
    const share = Math.min(1, SAMPLE_ROWS / Math.max(1, rows))
    const below = Math.floor(share * 0xffff_ffff)
      .toString(16)
      .padStart(8, '0')
    const each = Math.max(1, Math.floor((await works.countRows()) / SAMPLE_ROWS))
    const [some, whole, all] = await Promise.all([
      passages.query().where(`hash <= '${below}z'`).select(['vector']).toArrow(),
      works.query().where(`work % ${each} = 0`).select(['mean', 'about']).toArrow(),
      works.query().select(['work', 'passages']).toArrow(),
    ])
    return {
      lengths: new Map(
        columnsOf(all, (column, at) => [
          column('work').get(at) as number,
          column('passages').get(at) as number,
        ]),
      ),
      vector: numbersOf(some, 'vector', this.#dimensions),
      mean: numbersOf(whole, 'mean', this.#dimensions),
      about: numbersOf(whole, 'about', this.#dimensions),
    }
  }
}

const deviations = (cosine: number, { mean, deviation }: Chance) => (cosine - mean) / deviation

async function near(
  table: Table,
  column: string,
  query: Float32Array,
  select: string[],
  { limit, among }: AskedNear,
): Promise<ArrowTable> {
  let question = table
    .vectorSearch(query)
    .column(column)
    .distanceType('cosine')
    .ef(Math.max(EF, limit * 2))
    .refineFactor(2)
    .select([...select, '_distance'])
    .limit(limit)
  if (among) question = question.where(`work IN (${among.join(',') || 'NULL'})`)
  return question.toArrow()
}

type Column = (name: string) => { get(at: number): unknown }

function columnsOf<Row>(table: ArrowTable, read: (column: Column, at: number) => Row): Row[] {
  return table.batches.flatMap((batch) => {
    const column: Column = (name) => batch.getChild(name) as NonNullable<ReturnType<typeof batch.getChild>>
    return Array.from({ length: batch.numRows }, (_, at) => read(column, at))
  })
}

function* vectorsOf(table: ArrowTable, name: string, column: string, dimensions: number) {
  for (const batch of table.batches) {
    const names = batch.getChild(name)
    const numbers = childNumbers(batch.getChild(column)?.data[0])
    for (let at = 0; at < batch.numRows; at++)
      yield {
        number: names?.get(at) as unknown,
        vector: numbers.subarray(at * dimensions, (at + 1) * dimensions),
      }
  }
}

function numbersOf(table: ArrowTable, column: string, dimensions: number): Float32Array {
  const all = new Float32Array(table.numRows * dimensions)
  let end = 0
  for (const batch of table.batches) {
    const numbers = childNumbers(batch.getChild(column)?.data[0])
    all.set(numbers.subarray(0, batch.numRows * dimensions), end)
    end += batch.numRows * dimensions
  }
  return all
}

function childNumbers(data: { children: { values: unknown }[] } | undefined): Float32Array {
  return (data?.children[0]?.values ?? new Float32Array()) as Float32Array
}
