/** What the doctor finds in tables that are derived from the archive. */
import type { Table } from '@lancedb/lancedb'
import type { Problem } from '../archive/archive.ts'

/** So many works of a kind are named; the rest are counted. */
const NAMED_MAX = 10

export function problem(code: string, text: string, repairable = true): Problem {
  return { code, text, repairable }
}

/** @param what ends the sentence "Work 12 …". */
export function namedWorks(code: string, works: number[], what: string): Problem[] {
  const some = works.slice(0, NAMED_MAX).map((work) => problem(code, `Work ${work} ${what}.`))
  const more = works.length - some.length
  return more > 0
    ? [...some, problem(code, `So it is with ${more} more ${more === 1 ? 'work' : 'works'}.`)]
    : some
}

/** Reads these columns of every row; memory does not grow with the table. */
export async function eachRow(
  table: Table,
  columns: string[],
  each: (values: unknown[]) => void,
): Promise<void> {
  for await (const batch of table.query().select(columns)) {
    const vectors = columns.map((name) => batch.getChild(name))
    for (let row = 0; row < batch.numRows; row++) each(vectors.map((values) => values?.get(row) as unknown))
  }
}
