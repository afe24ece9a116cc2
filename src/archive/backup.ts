/**
 * A library in one file: a gzipped tar of `manifest.json`, `library.db` and `sources/`, which any system can open.
 * Taken while others read and write: the database as it stood at one instant, and every kept file.
 */
import { createWriteStream } from 'node:fs'
import { access, mkdir, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { sql } from 'kysely'
import { Pack } from 'tar'
import { ArchiveError } from '../errors.ts'
import { databasePath, openDatabase } from '../storage/database.ts'
import { partialName, putAsNew, syncFolder } from '../storage/durable-file.ts'
import { acquireLock } from '../storage/lock.ts'
import { shapeOf } from '../storage/migrate.ts'
import { hashOfFile, openSourceFiles } from '../storage/source-files.ts'
import { BACKUP_VERSION, MANIFEST_NAME, type Manifest } from './backup-manifest.ts'

export { restore } from './restore.ts'

/**
 * Writes beside the target and puts it in place once it is whole and on the disk.
 * @throws ArchiveError `library/missing`, `library/held`, `backup/file-there`, `backup/cannot-write`.
 */
export async function backUp(libraryDir: string, file: string): Promise<void> {
  const target = resolve(file)
  if (await isThere(target)) throw fileThere(target)
  if (!(await isThere(databasePath(libraryDir)))) await openDatabase(libraryDir, { create: false })
  const lock = acquireLock(libraryDir, 'backup', `fanfold backup ${file}`)
  const staging = join(libraryDir, '.backup')
  try {
    // What a backup that was killed left: nobody else has this lock.
    await rm(staging, { recursive: true, force: true })
    await mkdir(staging)
    const { sources } = await snapshot(libraryDir, staging)
    await writeTar({ libraryDir, staging, sources, target })
  } finally {
    await rm(staging, { recursive: true, force: true })
    lock.release()
  }
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

function fileThere(target: string): ArchiveError {
  return new ArchiveError(
    'backup/file-there',
    `${target} is there already; a backup overwrites nothing.`,
    'Name another file, for instance one with the date in its name.',
  )
}

/** The database first and the kept files after: what it names was kept before it was named. */
async function snapshot(libraryDir: string, staging: string): Promise<{ sources: string[] }> {
  const db = await openDatabase(libraryDir, { create: false })
  try {
    await sql`vacuum into ${databasePath(staging)}`.execute(db)
  } finally {
    await db.destroy()
  }
  const sources: string[] = []
  for await (const sha256 of openSourceFiles(libraryDir).each()) sources.push(sha256)
  const manifest: Manifest = {
    format: 'fanfold-backup',
    version: BACKUP_VERSION,
    madeAt: new Date().toISOString(),
    ...(await describe(staging)),
    sources: sources.length,
    databaseSha256: await hashOfFile(databasePath(staging)),
  }
  await writeFile(join(staging, MANIFEST_NAME), `${JSON.stringify(manifest, null, 2)}\n`)
  return { sources }
}

async function describe(staging: string): Promise<Pick<Manifest, 'shape' | 'works'>> {
  const db = await openDatabase(staging, { readOnly: true })
  try {
    const { works } = await db
      .selectFrom('works')
      .select(sql<number>`count(*)`.as('works'))
      .where('removed_at', 'is', null)
      .executeTakeFirstOrThrow()
    return { shape: await shapeOf(db), works }
  } finally {
    await db.destroy()
  }
}

interface TarParts {
  libraryDir: string
  staging: string
  sources: readonly string[]
  target: string
}

async function writeTar({ libraryDir, staging, sources, target }: TarParts): Promise<void> {
  const folder = dirname(target)
  const partial = join(folder, `.${basename(target)}.${partialName()}`)
  try {
    await mkdir(folder, { recursive: true })
    const file = createWriteStream(partial, { flags: 'wx', flush: true })
    await pipeline(Readable.from(packed({ libraryDir, staging, sources })), file)
    await putAsNew(partial, target)
    await syncFolder(folder)
  } catch (error) {
    throw explain(error, target)
  } finally {
    await rm(partial, { force: true })
  }
}

/** Names inside the tar are those inside a library. */
function packed({ libraryDir, staging, sources }: Omit<TarParts, 'target'>): Pack {
  const prefix = `${relative(libraryDir, staging)}/`
  const pack = new Pack({
    cwd: libraryDir,
    gzip: true,
    portable: true,
    strict: true,
    onWriteEntry(entry) {
      if (entry.path.startsWith(prefix)) entry.path = entry.path.slice(prefix.length)
    },
  })
  pack.add(prefix + MANIFEST_NAME)
  pack.add(`${prefix}library.db`)
  for (const sha256 of sources) pack.add(`sources/${sha256.slice(0, 2)}/${sha256.slice(2)}`)
  pack.end()
  return pack
}

function explain(error: unknown, target: string): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'EEXIST') return fileThere(target)
  if (code === undefined || error instanceof ArchiveError) return error
  const hint =
    code === 'ENOSPC' ? 'Make room there, or name another disk.' : 'Check that you may write there.'
  return new ArchiveError('backup/cannot-write', `The backup ${target} could not be written (${code}).`, hint)
}
