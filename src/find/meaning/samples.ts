/** Vectors picked at random from a library: what chance gives, and what all passages have in common. */
import { type Centre, centredLength, centreOf } from './likeness.ts'
import type { MeaningTables } from './meaning-tables.ts'
import { columnsOf, numbersOf } from './vector-columns.ts'

export interface Sample {
  /** One after the other. */
  rows: Float32Array
  count: number
  centre: Centre
  /** Of each row, its centre taken off. */
  lengths: Float32Array
}

export interface Samples {
  passages: Sample
  works: Sample
  /** Of what is said about works; not centred: most of it is names. */
  about: Sample
  /** How many passages each work has that is read for meaning. */
  lengths: Map<number, number>
}

const SAMPLE_ROWS = 1000

/** Hashes are as good as dice, and the same rows answer in every process. */
export async function drawSamples(
  { passages, works }: MeaningTables,
  passageRows: number,
  dimensions: number,
): Promise<Samples> {
  const share = Math.min(1, SAMPLE_ROWS / Math.max(1, passageRows))
  const below = Math.floor(share * 0xffff_ffff)
    .toString(16)
    .padStart(8, '0')
  const each = Math.max(1, Math.floor((await works.countRows()) / SAMPLE_ROWS))
  const [some, whole, all] = await Promise.all([
    passages.query().where(`hash <= '${below}z'`).select(['vector']).toArrow(),
    works.query().where(`work % ${each} = 0`).select(['mean', 'about']).toArrow(),
    works.query().select(['work', 'passages']).toArrow(),
  ])
  const sample = (rows: Float32Array): Sample => {
    const count = rows.length / dimensions
    const centre = centreOf(rows, dimensions)
    const lengths = Float32Array.from({ length: count }, (_, row) =>
      centredLength(rows, row * dimensions, centre),
    )
    return { rows, count, centre, lengths }
  }
  return {
    passages: sample(numbersOf(some, 'vector', dimensions)),
    works: sample(numbersOf(whole, 'mean', dimensions)),
    about: sample(numbersOf(whole, 'about', dimensions)),
    lengths: new Map(
      columnsOf(all, (column, at) => [
        column('work').get(at) as number,
        column('passages').get(at) as number,
      ]),
    ),
  }
}
