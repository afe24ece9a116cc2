/** What the tables of vectors hold, work by work: for the doctor, who compares it with the archive. */
import { eachRow } from '../index-problems.ts'
import type { MeaningTables } from './meaning-tables.ts'

/** What the tables hold of a work. */
export interface HeldWork {
  /** Rows in `works`: one, when all is well. */
  rows: number
  revision: number
  passagesExpected: number
  places: Set<string>
  /** Passages of another revision or there twice, and vectors that no encoder makes. */
  wrong: number
}

/** @param live the revision the work has in the library. */
export function isRight(
  { rows, revision, passagesExpected, places, wrong }: HeldWork,
  live: number,
): boolean {
  return rows === 1 && revision === live && wrong === 0 && places.size === passagesExpected
}

/** @throws where something cannot be read. */
export async function readHeld({ works, passages }: MeaningTables): Promise<Map<number, HeldWork>> {
  const held = new Map<number, HeldWork>()
  const of = (work: number): HeldWork => {
    const entry = held.get(work) ?? {
      ...{ rows: 0, revision: -1, passagesExpected: 0, wrong: 0 },
      places: new Set<string>(),
    }
    held.set(work, entry)
    return entry
  }
  await eachRow(works, ['work', 'revision', 'passages', 'mean', 'about'], (row) => {
    const [work, revision, expected, ...vectors] = row
    const entry = of(work as number)
    entry.rows++
    entry.revision = revision as number
    entry.passagesExpected = expected as number
    if (!vectors.every(isVector)) entry.wrong++
  })
  await eachRow(passages, ['work', 'revision', 'place', 'vector'], ([work, revision, place, vector]) => {
    const entry = of(work as number)
    if (revision !== entry.revision || entry.places.has(place as string) || !isVector(vector)) entry.wrong++
    entry.places.add(place as string)
  })
  return held
}

/** Lengths are 1, or 0 where there was nothing to read; what is stored is rounded to 32 bits. */
const ROUNDING = 0.001

function isVector(value: unknown): boolean {
  let sum = 0
  for (const number of (value as { toArray(): Float32Array }).toArray()) sum += number * number
  return sum === 0 || Math.abs(sum - 1) < ROUNDING
}

/** The indexes are files of their own. @throws where one cannot be read. */
export async function askOnce({ passages, works }: MeaningTables, dimensions: number): Promise<void> {
  const question = Float32Array.from({ length: dimensions }, (_, at) => (at === 0 ? 1 : 0))
  for (const [table, column] of [
    [passages, 'vector'],
    [works, 'mean'],
  ] as const) {
    await table.query().where('work = 1').limit(1).toArrow()
    await table.vectorSearch(question).column(column).distanceType('cosine').limit(1).toArrow()
  }
}
