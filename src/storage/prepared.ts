/**
 * Queries built and compiled once, then run many times with other values: for the few that run thousands of times
 * in an import, where building them anew would cost more than running them.
 */
import type { Compilable, CompiledQuery, Kysely } from 'kysely'
import type { LibraryTables } from './tables/library-tables.ts'

export type Db = Kysely<LibraryTables>

/** Runs the query with these values. @returns its rows. */
export type Prepared<P, R> = (db: Db, values: P) => Promise<R[]>

interface Slot {
  key: PropertyKey
}

/**
 * @param build makes the query; `value('name')` stands where a value will be.
 * @example const findFile = prepared<{ path: string }, FileRow>((db, value) => db.selectFrom('files').selectAll().where('path', '=', value('path')))
 */
export function prepared<P extends object, R = never>(
  build: (db: Db, value: <K extends keyof P>(key: K) => P[K]) => Compilable<R>,
): Prepared<P, R> {
  let compiled: CompiledQuery<R> | undefined
  let fixed: readonly unknown[] = []
  // Kysely hands a value it does not know through to the parameters as it is, so a slot comes out where it went in.
  const slots = new Map<unknown, Slot>()
  const value = <K extends keyof P>(key: K): P[K] => {
    const mark = { slot: key }
    slots.set(mark, { key })
    return mark as never
  }
  return async (db, values) => {
    if (compiled === undefined) {
      compiled = build(db, value).compile()
      fixed = compiled.parameters
    }
    const parameters = fixed.map((each) => {
      const slot = slots.get(each)
      return slot === undefined ? each : values[slot.key as keyof P]
    })
    const { rows } = await db.executeQuery<R>({ ...compiled, parameters })
    return rows
  }
}
