/** Opens the database of a library: `library.db` in its folder, SQLite in WAL mode behind Kysely. */
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Kysely, sql } from 'kysely'
import { ArchiveError } from '../errors.ts'
import { syncFile, syncFolder } from './durable-file.ts'
import { migrate, refuseNewer, shapeOf } from './migrate.ts'
import { MIGRATIONS, type Migration } from './migrations/migrations.ts'
import type { Db } from './prepared.ts'
import { explainSqliteError } from './sqlite/explain-error.ts'
import { NodeSqliteDialect } from './sqlite/node-sqlite-dialect.ts'
import type { LibraryTables } from './tables/library-tables.ts'

/** A command waits this long for another to finish writing. */
const BUSY_MS = 5000

/**
 * `synchronous=full`: a transaction that was answered survives a power cut.
 * The write-ahead log is cut back to 64 MB once it has been written over, since one large import would leave it huge.
 */
const SETTINGS = [
  'pragma journal_mode = wal',
  'pragma synchronous = full',
  'pragma journal_size_limit = 67108864',
]
const READ_SETTINGS = ['pragma cache_size = -32768', 'pragma temp_store = memory']

export interface OpenDatabaseOptions {
  /** Make the library where there is none; default true. */
  create?: boolean
  /** Nothing can be written through it; the library must be there in today's shape. */
  readOnly?: boolean
  /** Other migrations, for tests of upgrading. */
  migrations?: readonly Migration[]
}

export function databasePath(libraryDir: string): string {
  return join(libraryDir, 'library.db')
}

/**
 * @throws ArchiveError `library/missing`, `library/newer`, `library/older` (read-only), `library/damaged`,
 * `library/cannot-open`, `library/busy`.
 */
export async function openDatabase(libraryDir: string, options: OpenDatabaseOptions = {}): Promise<Db> {
  const { create = true, readOnly = false, migrations = MIGRATIONS } = options
  const path = databasePath(libraryDir)
  if (!existsSync(path)) {
    if (!create || readOnly) throw missing(libraryDir)
    mkdirSync(libraryDir, { recursive: true })
  }
  const db = new Kysely<LibraryTables>({ dialect: new NodeSqliteDialect(connect(path, readOnly), path) })
  try {
    await bringUp({ db, libraryDir, readOnly, migrations })
    return db
  } catch (error) {
    await db.destroy()
    throw error
  }
}

function connect(path: string, readOnly: boolean): DatabaseSync {
  try {
    const database = new DatabaseSync(path, { readOnly, timeout: BUSY_MS, enableForeignKeyConstraints: true })
    for (const setting of readOnly ? READ_SETTINGS : [...SETTINGS, ...READ_SETTINGS]) database.exec(setting)
    return database
  } catch (error) {
    throw explainSqliteError(error, path)
  }
}

interface BringUp {
  db: Db
  libraryDir: string
  readOnly: boolean
  migrations: readonly Migration[]
}

async function bringUp({ db, libraryDir, readOnly, migrations }: BringUp): Promise<void> {
  const shape = await shapeOf(db)
  refuseNewer(shape, migrations, libraryDir)
  if (shape === migrations.length) return
  if (readOnly) throw older(libraryDir)
  if (shape > 0) await backUpBefore(db, libraryDir, shape)
  await migrate(db, migrations)
}

/** A copy of the database as it stands, in `backups/` of the library: the way back from an upgrade. */
async function backUpBefore(db: Db, libraryDir: string, shape: number): Promise<void> {
  const folder = join(libraryDir, 'backups')
  mkdirSync(folder, { recursive: true })
  const stamp = new Date().toISOString().replace(/[:.]/g, '-')
  const copy = join(folder, `library-shape-${shape}-${stamp}.db`)
  await sql`vacuum into ${copy}`.execute(db)
  // SQLite does not wait for the disk there, and this copy has to outlive whatever comes next.
  await syncFile(copy)
  await syncFolder(folder)
}

function missing(libraryDir: string): ArchiveError {
  return new ArchiveError(
    'library/missing',
    `There is no library in ${libraryDir}.`,
    'Import a folder first, or name the library with --library.',
  )
}

function older(libraryDir: string): ArchiveError {
  return new ArchiveError(
    'library/older',
    `The library ${libraryDir} was made by an older Fanfold and has to be brought up to date first.`,
    'Open it once with a command that may write to it, such as `fanfold serve`.',
  )
}
