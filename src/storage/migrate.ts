/** Brings a library to the shape this version knows, one migration after another, in one transaction. */
import { type Kysely, sql } from 'kysely'
import { ArchiveError } from '../errors.ts'
import type { Migration } from './migrations/migrations.ts'
import type { LibraryTables } from './tables/library-tables.ts'

/** The last migration a library has been through; 0 for an empty database. */
export async function shapeOf(db: Kysely<LibraryTables>): Promise<number> {
  const tables = await sql<{
    name: string
  }>`select name from sqlite_schema where name = 'migrations'`.execute(db)
  if (tables.rows.length === 0) return 0
  const row = await db
    .selectFrom('migrations')
    .select((eb) => eb.fn.max('number').as('number'))
    .executeTakeFirst()
  return Number(row?.number ?? 0)
}

/** @throws ArchiveError `library/newer` when a later version of Fanfold wrote it. */
export function refuseNewer(shape: number, migrations: readonly Migration[], libraryDir: string): void {
  const known = migrations.length
  if (shape <= known) return
  throw new ArchiveError(
    'library/newer',
    `The library ${libraryDir} was last opened by a newer Fanfold (its shape is ${shape}; this one knows up to ${known}).`,
    'Use that newer Fanfold, or restore the backup it made in the folder `backups` of the library before it changed it.',
  )
}

/** @param from the shape it has; asked again inside the transaction, since another process may have been quicker. */
export async function migrate(db: Kysely<LibraryTables>, migrations: readonly Migration[]): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await trx.schema
      .createTable('migrations')
      .ifNotExists()
      .addColumn('number', 'integer', (c) => c.primaryKey())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('applied_at', 'text', (c) => c.notNull())
      .execute()
    const shape = await shapeOf(trx)
    for (const { number, name, up } of migrations.slice(shape)) {
      await up(trx as unknown as Kysely<unknown>)
      await trx
        .insertInto('migrations')
        .values({ number, name, applied_at: new Date().toISOString() })
        .execute()
    }
  })
}
