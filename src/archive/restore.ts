/** Brings a library back from its backup: all of it, checked, or nothing. */
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { sql } from 'kysely'
import { extract } from 'tar'
import { ArchiveError } from '../errors.ts'
import { databasePath, openDatabase } from '../storage/database.ts'
import { putAsNew, syncFile, syncFolder } from '../storage/durable-file.ts'
import { acquireLock } from '../storage/lock.ts'
import { hashOfFile, openSourceFiles } from '../storage/source-files.ts'
import { BACKUP_VERSION, MANIFEST_NAME, Manifest } from './backup-manifest.ts'

const STAGING = '.restoring'
const ALLOWED = /^(?:manifest\.json|library\.db|sources\/[0-9a-f]{2}\/[0-9a-f]{62})$/
/** What may be in the folder: what locks leave, and what a restore that was killed left. */
const EMPTY_ENOUGH = /^(?:\.restoring|[a-z]+\.lock(?:\.json|-journal)?)$/

/**
 * Unpacks beside where it shall stand, checks every hash, and puts the database in place last: a library is there
 * only once it is whole. The search index is built anew afterwards.
 * @throws ArchiveError `restore/…`, `library/newer`; the folder is then as it was.
 */
export async function restore(file: string, libraryDir: string): Promise<void> {
  await mkdir(libraryDir, { recursive: true })
  await requireEmpty(libraryDir)
  const lock = acquireLock(libraryDir, 'restore', `fanfold restore ${file}`)
  const staging = join(libraryDir, STAGING)
  try {
    await clear(libraryDir)
    await mkdir(staging)
    await unpack(resolve(file), staging)
    await check(file, staging)
    await putInPlace(libraryDir, staging)
  } finally {
    // Unpacking that fails may still have files under way for a moment.
    await rm(staging, { recursive: true, force: true, maxRetries: 10 })
    lock.release()
  }
}

async function requireEmpty(libraryDir: string): Promise<void> {
  const names = await readdir(libraryDir)
  const wasCutShort = names.includes(STAGING)
  const others = names.filter((name) => !EMPTY_ENOUGH.test(name) && !(wasCutShort && name === 'sources'))
  if (names.includes('library.db')) {
    throw new ArchiveError(
      'restore/library-there',
      `There is a library in ${libraryDir} already; restoring overwrites nothing.`,
      'Name a new folder with --library.',
    )
  }
  if (others.length > 0) {
    throw new ArchiveError(
      'restore/folder-not-empty',
      `The folder ${libraryDir} is not empty (${others.slice(0, 3).join(', ')}).`,
      'Name a new folder with --library.',
    )
  }
}

/** What a restore that was killed left behind: its database was not in place, so nothing rests on it. */
async function clear(libraryDir: string): Promise<void> {
  const names = await readdir(libraryDir)
  if (!names.includes(STAGING)) return
  if (!names.includes('library.db')) await rm(join(libraryDir, 'sources'), { recursive: true, force: true })
  await rm(join(libraryDir, STAGING), { recursive: true, force: true })
}

/** Only names a backup has, only plain files: whatever else a tar may hold stays in it. */
async function unpack(file: string, staging: string): Promise<void> {
  const foreign: string[] = []
  try {
    await extract({
      file,
      cwd: staging,
      strict: true,
      maxDecompressionRatio: Number.POSITIVE_INFINITY,
      filter(path, entry) {
        const isOurs = ALLOWED.test(path) && 'type' in entry && entry.type === 'File'
        if (!isOurs) foreign.push(path)
        return isOurs
      },
    })
  } catch (error) {
    throw unreadable(file, error)
  }
  if (foreign.length > 0) throw noBackup(file, `it holds "${foreign[0]}"`)
}

async function check(file: string, staging: string): Promise<void> {
  const manifest = await readManifest(file, staging)
  const found = await hashOfFile(databasePath(staging)).catch(() => undefined)
  if (found !== manifest.databaseSha256) throw noBackup(file, 'its database is not the one that was put in')
  const sources = await checkSources(file, staging)
  if (sources !== manifest.sources)
    throw noBackup(file, `${manifest.sources} kept files went in and ${sources} came out`)
  await prepareDatabase(file, staging)
}

async function readManifest(file: string, staging: string): Promise<Manifest> {
  const text = await readFile(join(staging, MANIFEST_NAME), 'utf8').catch(() => undefined)
  if (text === undefined) throw noBackup(file, 'it has no manifest')
  const parsed = Manifest.safeParse(jsonOf(text))
  if (!parsed.success) throw noBackup(file, 'its manifest is not one of a Fanfold backup')
  if (parsed.data.version <= BACKUP_VERSION) return parsed.data
  throw new ArchiveError(
    'restore/newer',
    `${file} was written by a newer Fanfold.`,
    'Restore it with that one, or a later one.',
  )
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** @returns how many there are, each of its hash and on the disk. */
async function checkSources(file: string, staging: string): Promise<number> {
  const sourceFiles = openSourceFiles(staging)
  const folders = new Set([staging])
  let count = 0
  for await (const sha256 of sourceFiles.each()) {
    if ((await sourceFiles.check(sha256)) !== 'whole')
      throw noBackup(file, `the kept file ${sha256} is damaged`)
    await syncFile(sourceFiles.pathOf(sha256))
    folders.add(join(staging, 'sources', sha256.slice(0, 2))).add(join(staging, 'sources'))
    count++
  }
  for (const folder of folders) await syncFolder(folder)
  return count
}

/** Brought to today's shape, sound, and knowing that no search index came with it. */
async function prepareDatabase(file: string, staging: string): Promise<void> {
  const db = await openDatabase(staging, { create: false })
  try {
    const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check(1)`.execute(db)
    if (rows[0]?.integrity_check !== 'ok') throw noBackup(file, 'its database is damaged')
    await db.updateTable('works').set({ stale: 1, indexed_revision: null }).execute()
    await sql`pragma journal_mode = delete`.execute(db)
  } finally {
    await db.destroy()
  }
}

async function putInPlace(libraryDir: string, staging: string): Promise<void> {
  const hasSources = (await readdir(staging)).includes('sources')
  if (hasSources) await rename(join(staging, 'sources'), join(libraryDir, 'sources'))
  await syncFile(databasePath(staging))
  await putAsNew(databasePath(staging), databasePath(libraryDir))
  await syncFolder(libraryDir)
}

function unreadable(file: string, error: unknown): ArchiveError {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOENT')
    return new ArchiveError('restore/no-file', `There is no file ${file}.`, 'Check the spelling.')
  if (code === 'ENOSPC') {
    return new ArchiveError(
      'restore/disk-full',
      'The disk is too full for this library.',
      'Make room, then try again.',
    )
  }
  return noBackup(file, error instanceof Error ? error.message : String(error))
}

function noBackup(file: string, why: string): ArchiveError {
  return new ArchiveError(
    'restore/not-whole',
    `${file} is no whole Fanfold backup: ${why}. Nothing was restored.`,
    'Use another backup, or copy this one again from where it is kept.',
  )
}
