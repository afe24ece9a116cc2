/** Prepared statements of one connection, kept by their SQL: preparing costs ten times what running a small one does. */
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'

const KEPT = 256

export interface StatementResult {
  rows: Record<string, unknown>[]
  changes: number
  insertId: number | bigint | undefined
}

interface Kept {
  statement: StatementSync
  returnsRows: boolean
}

export class Statements {
  #database: DatabaseSync
  #kept = new Map<string, Kept>()

  constructor(database: DatabaseSync) {
    this.#database = database
  }

  /** Runs one statement to its end. @throws node:sqlite's error. */
  run(sql: string, parameters: readonly unknown[]): StatementResult {
    const { statement, returnsRows } = this.#prepare(sql)
    const values = parameters as SQLInputValue[]
    if (returnsRows) return { rows: statement.all(...values), changes: 0, insertId: undefined }
    const { changes, lastInsertRowid } = statement.run(...values)
    return { rows: [], changes: Number(changes), insertId: lastInsertRowid }
  }

  /** A statement of its own, since a kept one may be started again while this one is being walked through. */
  iterate(sql: string, parameters: readonly unknown[]): Iterable<Record<string, unknown>> {
    return this.#database.prepare(sql).iterate(...(parameters as SQLInputValue[]))
  }

  /** The least lately used makes room; a Map keeps the order in which keys were put in. */
  #prepare(sql: string): Kept {
    const known = this.#kept.get(sql)
    if (known !== undefined) {
      this.#kept.delete(sql)
      this.#kept.set(sql, known)
      return known
    }
    const statement = this.#database.prepare(sql)
    const kept = { statement, returnsRows: statement.columns().length > 0 }
    this.#kept.set(sql, kept)
    if (this.#kept.size > KEPT) this.#kept.delete(this.#kept.keys().next().value as string)
    return kept
  }
}
