import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type Kysely, sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { databasePath, openDatabase } from './database.ts'
import { MIGRATIONS } from './migrations/migrations.ts'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'fanfold-database-'))
})
afterEach(() => rm(dir, { recursive: true }))

const NEXT = {
  number: MIGRATIONS.length + 1,
  name: 'a-later-one',
  up: (db: Kysely<unknown>) => db.schema.createTable('later').addColumn('id', 'integer').execute(),
}

test('a new library has every table, in a write-ahead log, confirmed in full', async () => {
  const db = await openDatabase(join(dir, 'made/anew'))
  const { rows } = await sql<Record<string, unknown>>`
    select journal_mode, synchronous, foreign_keys, timeout
    from pragma_journal_mode, pragma_synchronous, pragma_foreign_keys, pragma_busy_timeout`.execute(db)
  expect(rows[0]).toMatchObject({ journal_mode: 'wal', synchronous: 2, foreign_keys: 1, timeout: 5000 })
  expect(await db.selectFrom('migrations').select('name').execute()).toHaveLength(MIGRATIONS.length)
  await db.destroy()
})

test('a library that is brought up to date is copied first, and the copy is whole', async () => {
  const old = await openDatabase(dir)
  await sql`insert into tags (type, name, name_key) values ('tags', 'Fluff', 'fluff')`.execute(old)
  await old.destroy()
  const db = await openDatabase(dir, { migrations: [...MIGRATIONS, NEXT] })
  await sql`select * from later`.execute(db)
  await db.destroy()
  const backups = await readdir(join(dir, 'backups'))
  expect(backups).toHaveLength(1)
  const copy = new DatabaseSync(join(dir, 'backups', backups[0] as string))
  expect(copy.prepare('select name from tags').get()).toMatchObject({ name: 'Fluff' })
  expect(() => copy.prepare('select * from later')).toThrow()
  copy.close()
})

test('a migration that fails leaves the library as it was', async () => {
  await (await openDatabase(dir)).destroy()
  const broken = { ...NEXT, up: () => Promise.reject(new Error('no')) }
  await expect(
    openDatabase(dir, { migrations: [...MIGRATIONS, NEXT, { ...broken, number: 3 }] }),
  ).rejects.toThrow('no')
  const db = await openDatabase(dir)
  await expect(sql`select * from later`.execute(db)).rejects.toThrow()
  await db.destroy()
})

test('a library from a newer Fanfold is refused, saying what to do', async () => {
  const newer = await openDatabase(dir, { migrations: [...MIGRATIONS, NEXT] })
  await newer.destroy()
  await expect(openDatabase(dir)).rejects.toMatchObject({
    code: 'library/newer',
    hint: expect.stringContaining('backups'),
  })
})

test('what is only to be read is neither made nor changed', async () => {
  await expect(openDatabase(join(dir, 'none'), { readOnly: true })).rejects.toMatchObject({
    code: 'library/missing',
  })
  await expect(openDatabase(join(dir, 'none'), { create: false })).rejects.toMatchObject({
    code: 'library/missing',
  })
  expect(await readdir(dir)).toEqual([])
  await (await openDatabase(dir)).destroy()
  const db = await openDatabase(dir, { readOnly: true })
  await expect(sql`update clock set value = 9`.execute(db)).rejects.toMatchObject({
    code: 'library/read-only',
  })
  await db.destroy()
  const older = openDatabase(dir, { readOnly: true, migrations: [...MIGRATIONS, NEXT] })
  await expect(older).rejects.toMatchObject({ code: 'library/older' })
})

test('what is no database is named as damaged', async () => {
  await writeFile(databasePath(dir), 'this is a story and no database '.repeat(100))
  await expect(openDatabase(dir)).rejects.toMatchObject({
    code: 'library/damaged',
    message: expect.stringContaining(databasePath(dir)),
  })
})

test.skipIf(process.getuid?.() === 0)('a folder that cannot be written to is named', async () => {
  await chmod(dir, 0o555)
  await expect(openDatabase(dir)).rejects.toMatchObject({ code: 'library/cannot-open' })
  await chmod(dir, 0o755)
})

test('a transaction that throws is taken back, and the next one goes on', async () => {
  const db = await openDatabase(dir)
  const failing = db.transaction().execute(async (trx) => {
    await sql`update clock set value = 5`.execute(trx)
    throw new Error('stop')
  })
  await expect(failing).rejects.toThrow('stop')
  await db.transaction().execute((trx) => sql`update clock set value = value + 1`.execute(trx))
  expect(await db.selectFrom('clock').select('value').executeTakeFirst()).toEqual({ value: 1 })
  await db.destroy()
})

test('what is asked while a transaction is open waits for its end', async () => {
  const db = await openDatabase(dir)
  const writing = db.transaction().execute(async (trx) => {
    await sql`update clock set value = 5`.execute(trx)
    await new Promise((resolve) => setTimeout(resolve, 20))
    await sql`update clock set value = 6`.execute(trx)
  })
  const reading = db.selectFrom('clock').select('value').executeTakeFirst()
  expect(await reading).toEqual({ value: 6 })
  await writing
  await db.destroy()
})

test('several processes that make the same library at once all have it', async () => {
  const script = `import { openDatabase } from ${JSON.stringify(join(import.meta.dirname, 'database.ts'))}
    const db = await openDatabase(${JSON.stringify(dir)})
    for (let n = 0; n < 20; n++) {
      await db.transaction().execute(async (trx) => {
        const { value } = await trx.selectFrom('clock').select('value').executeTakeFirstOrThrow()
        await trx.updateTable('clock').set({ value: value + 1 }).execute()
      })
    }
    await db.destroy()`
  const children = Array.from({ length: 4 }, () =>
    spawn(process.execPath, ['--input-type=module', '--eval', script], {
      stdio: ['ignore', 'ignore', 'pipe'],
    }),
  )
  const ends = await Promise.all(
    children.map(async (child) => {
      const [[code], said] = await Promise.all([
        once(child, 'exit'),
        child.stderr.setEncoding('utf8').toArray(),
      ])
      return code === 0 ? 'well' : said.join('')
    }),
  )
  expect(ends).toEqual(['well', 'well', 'well', 'well'])
  const db = await openDatabase(dir)
  expect(await db.selectFrom('clock').select('value').executeTakeFirst()).toEqual({ value: 80 })
  await db.destroy()
})
