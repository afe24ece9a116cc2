/**
 * Queries built and compiled once, then run many times with other values: for the few that run thousands of times
 * in an import, where building them anew would cost more than running them.
 */
import type { Compilable, CompiledQuery, Kysely } from 'kysely'
import type { LibraryTables } from './tables/library-tables.ts'

export type Db = Kysely<LibraryTables>

/** Runs the query with these values. @returns its rows. */
export type Prepared<P, R> = (db: Db, values: P) => Promise<R[]>

/**
 * @param build makes the query; `value('name')` stands where a value will be.
 * @example const findFile = prepared<{ path: string }, FileRow>((db, value) => db.selectFrom('files').selectAll().where('path', '=', value('path')))
 */
export function prepared<P extends object, R = never>(
  build: (db: Db, value: <K extends keyof P>(key: K) => P[K]) => Compilable<R>,
): Prepared<P, R> {
  let query: { compiled: CompiledQuery<R>; keys: (keyof P | undefined)[] } | undefined
  return async (db, values) => {
    query ??= compile<P, R>((value) => build(db, value))
    const { compiled, keys } = query
    const parameters = compiled.parameters.map((fixed, at) => {
      const key = keys[at]
      return key === undefined ? fixed : values[key]
    })
    const { rows } = await db.executeQuery<R>({ ...compiled, parameters })
    return rows
  }
}

/** Kysely hands a value it does not know through to the parameters as it is, so a mark comes out where it went in. */
function compile<P, R>(build: (value: <K extends keyof P>(key: K) => P[K]) => Compilable<R>) {
  const marks = new Map<unknown, keyof P>()
  const compiled = build((key) => {
    const mark = { key }
    marks.set(mark, key)
    return mark as never
  }).compile()
  return { compiled, keys: compiled.parameters.map((parameter) => marks.get(parameter)) }
}
