/** Questions to the meaning vectors: what lies near a query, and how near given works lie to it. */
import type { Table } from '@lancedb/lancedb'
import type { Table as ArrowTable } from 'apache-arrow'
import { type Place, readPlace } from '../place.ts'
import {
  type Centre,
  type Chance,
  centredCosine,
  centredLength,
  chanceOf,
  deviations,
  dot,
  trustIn,
  without,
} from './likeness.ts'
import type { MeaningTables } from './meaning-tables.ts'
import { drawSamples, type Sample, type Samples } from './samples.ts'
import type { UsualQuestion } from './usual-question.ts'
import { columnsOf, vectorsOf } from './vector-columns.ts'

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

/** What is asked, as the encoder sees it. */
export interface AskedVectors {
  whole: Float32Array
  clues: Float32Array[]
  /** Whether people put it, or it is a story others are to be like. */
  isDescription: boolean
}

/** The same, without what all such questions have in common. */
export interface CentredQuestion {
  clues: Float32Array[]
  mean: Float32Array
  /** As it was: what is said about works is not centred. */
  about: Float32Array
}

/** Graph neighbours looked at in each part of the vector index: more find more, and take longer. docs/finding.md has figures. */
const EF = 500
/** All parts of the vector index are asked. */
const PARTS_MAX = 1000

export class MeaningReader {
  readonly #tables: MeaningTables
  readonly #dimensions: number
  readonly #usual: UsualQuestion
  #samples: Promise<Samples> | undefined
  #sampledRows = 0

  constructor(tables: MeaningTables, dimensions: number, usual: UsualQuestion) {
    this.#tables = tables
    this.#dimensions = dimensions
    this.#usual = usual
  }

  async centred({ whole, clues, isDescription }: AskedVectors): Promise<CentredQuestion> {
    const { passages, works } = await this.#freshSample()
    const share = (of: Sample) => (isDescription ? trustIn(of.count) : 1)
    const common = isDescription ? this.#usual : { clue: passages.centre.vector, whole: works.centre.vector }
    return {
      clues: clues.map((clue) => without(clue, common.clue, share(passages))),
      mean: without(whole, common.whole, share(works)),
      about: whole,
    }
  }

  /** Passages nearest to a centred clue, nearest first; their likeness is rough: their own centre is not taken off. */
  async nearPassages(clue: Float32Array, asked: AskedNear): Promise<NearPassage[]> {
    const chance = bareChance(clue, (await this.#sample()).passages)
    const found = await near(this.#tables.passages, ['vector', clue], ['place'], asked)
    return columnsOf(found, (column, at) => ({
      ...readPlace(column('place').get(at) as string),
      likeness: deviations(1 - (column('_distance').get(at) as number), chance),
    }))
  }

  /** Works whose whole, or what is said about them, is nearest to a question; rough likewise. */
  async nearWorks(
    { mean, about }: CentredQuestion,
    column: 'mean' | 'about',
    asked: AskedNear,
  ): Promise<NearWork[]> {
    const samples = await this.#sample()
    const [question, sample] = column === 'mean' ? [mean, samples.works] : [about, samples.about]
    const chance = bareChance(question, sample)
    const found = await near(this.#tables.works, [column, question], ['work'], asked)
    return columnsOf(found, (column_, at) => ({
      work: column_('work').get(at) as number,
      likeness: deviations(1 - (column_('_distance').get(at) as number), chance),
    }))
  }

  /** Reads all vectors of the works; those not read for meaning are not in the answer. */
  async measure(works: number[], question: CentredQuestion): Promise<WorkMeaning[]> {
    if (works.length === 0) return []
    const where = `work IN (${works.join(',')})`
    const [rows, passages, samples] = await Promise.all([
      this.#tables.works.query().where(where).select(['work', 'mean', 'about']).toArrow(),
      this.#tables.passages.query().where(where).select(['place', 'vector']).toArrow(),
      this.#sample(),
    ])
    const found = new Map<number, WorkMeaning>()
    const mean = likenessTo(question.mean, samples.works)
    for (const { value, vector } of vectorsOf(rows, ['work', 'mean'], this.#dimensions)) {
      const work = value as number
      found.set(work, {
        work,
        passages: 0,
        best: [],
        mean: mean(vector, centredLength(vector, 0, samples.works.centre)),
        about: 0,
      })
    }
    const ofAbout = bareChance(question.about, samples.about)
    for (const { value, vector } of vectorsOf(rows, ['work', 'about'], this.#dimensions)) {
      const work = found.get(value as number)
      if (work) work.about = deviations(dot(question.about, vector, 0), ofAbout)
    }
    this.#measurePassages(
      found,
      passages,
      question.clues.map((clue) => likenessTo(clue, samples.passages)),
      samples.passages.centre,
    )
    return [...found.values()]
  }

  #measurePassages(
    found: Map<number, WorkMeaning>,
    passages: ArrowTable,
    clues: ((vector: Float32Array, length: number) => number)[],
    centre: Centre,
  ): void {
    for (const { value, vector } of vectorsOf(passages, ['place', 'vector'], this.#dimensions)) {
      const text = value as string
      const work = found.get(Number(text.slice(0, text.indexOf(' '))))
      if (work === undefined) continue
      work.passages++
      const length = centredLength(vector, 0, centre)
      for (const [at, likenessOf] of clues.entries()) {
        const likeness = likenessOf(vector, length)
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
    const [mean] = vectorsOf(whole, ['work', 'mean'], this.#dimensions)
    if (mean === undefined) return undefined
    const all = [...vectorsOf(rows, ['place', 'vector'], this.#dimensions)]
      .map(({ value, vector }) => ({ place: readPlace(value as string), vector }))
      .sort((a, b) => a.place.chapter - b.place.chapter || a.place.start - b.place.start)
    const step = Math.max(1, all.length / some)
    const passages = Array.from({ length: Math.min(some, all.length) }, (_, at) => {
      return (all[Math.floor(at * step)] as { vector: Float32Array }).vector
    })
    return { mean: mean.vector, passages }
  }

  /** Drawn anew when the library has grown by half; looked at when a question begins, since counting asks the disk. */
  async #freshSample(): Promise<Samples> {
    const rows = await this.#tables.passages.countRows()
    if (this.#samples === undefined || rows > this.#sampledRows * 1.5) {
      this.#sampledRows = rows
      this.#samples = drawSamples(this.#tables, rows, this.#dimensions)
    }
    return this.#samples
  }

  #sample(): Promise<Samples> {
    return this.#samples ?? this.#freshSample()
  }
}

/** How many deviations above chance a row is like a centred question. */
function likenessTo(
  question: Float32Array,
  { rows, count, centre, lengths }: Sample,
): (row: Float32Array, length: number) => number {
  const cosine = centredCosine(question, centre)
  const chance = chanceOf(count, (row) => cosine(rows, row * question.length, lengths[row] as number), true)
  return (row, length) => deviations(cosine(row, 0, length), chance)
}

function bareChance(question: Float32Array, { rows, count }: Sample): Chance {
  return chanceOf(count, (row) => dot(question, rows, row * question.length), false)
}

/** The rows whose vectors are nearest, with `_distance`: the cosine's difference from 1. */
export async function near(
  table: Table,
  [column, question]: [string, Float32Array],
  select: string[],
  { limit, among }: AskedNear,
): Promise<ArrowTable> {
  let asked = table
    .vectorSearch(question)
    .column(column)
    .distanceType('cosine')
    .ef(Math.max(EF, limit * 2))
    .nprobes(PARTS_MAX)
    .refineFactor(2)
    .select([...select, '_distance'])
    .limit(limit)
  if (among) asked = asked.where(`work IN (${among.join(',') || 'NULL'})`)
  return asked.toArrow()
}
