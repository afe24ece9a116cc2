/** Kysely over node:sqlite. Only what differs from Kysely's own SQLite dialect: the driver. */
import type { DatabaseSync } from 'node:sqlite'
import {
  CompiledQuery,
  type DatabaseConnection,
  type DatabaseIntrospector,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type TransactionSettings,
} from 'kysely'
import { explainSqliteError } from './explain-error.ts'
import { Statements } from './statements.ts'
import { Turn } from './turn.ts'

export class NodeSqliteDialect implements Dialect {
  #database: DatabaseSync
  #path: string

  /** @param path for error messages. */
  constructor(database: DatabaseSync, path: string) {
    this.#database = database
    this.#path = path
  }

  createDriver(): Driver {
    return new NodeSqliteDriver(this.#database, this.#path)
  }

  createQueryCompiler(): SqliteQueryCompiler {
    return new SqliteQueryCompiler()
  }

  createAdapter(): SqliteAdapter {
    return new SqliteAdapter()
  }

  createIntrospector<T>(db: Kysely<T>): DatabaseIntrospector {
    return new SqliteIntrospector(db)
  }
}

class NodeSqliteDriver implements Driver {
  #database: DatabaseSync
  #connection: NodeSqliteConnection
  #turn = new Turn()

  constructor(database: DatabaseSync, path: string) {
    this.#database = database
    this.#connection = new NodeSqliteConnection(database, path)
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    await this.#turn.take()
    return this.#connection
  }

  /**
   * Transactions are for writing and say so from the start (`immediate`): one that begins by reading and is then
   * refused the write, since another process wrote in between, could not be carried on.
   */
  async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    const kind = settings.accessMode === 'read only' ? 'begin' : 'begin immediate'
    await connection.executeQuery(CompiledQuery.raw(kind))
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'))
  }

  /** SQLite takes a transaction back by itself on a full disk; there is nothing left to roll back then. */
  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.isTransaction) await connection.executeQuery(CompiledQuery.raw('rollback'))
  }

  async releaseConnection(): Promise<void> {
    this.#turn.give()
  }

  async destroy(): Promise<void> {
    this.#database.close()
  }
}

class NodeSqliteConnection implements DatabaseConnection {
  #statements: Statements
  #path: string

  constructor(database: DatabaseSync, path: string) {
    this.#statements = new Statements(database)
    this.#path = path
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    try {
      const { rows, changes, insertId } = this.#statements.run(sql, parameters)
      return {
        rows: rows as R[],
        numAffectedRows: BigInt(changes),
        insertId: insertId === undefined ? undefined : BigInt(insertId),
      }
    } catch (error) {
      throw explainSqliteError(error, this.#path)
    }
  }

  async *streamQuery<R>({ sql, parameters }: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    for (const row of this.#statements.iterate(sql, parameters)) yield { rows: [row as R] }
  }
}
