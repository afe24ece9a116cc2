/**
 * Who may do what only one command at a time may do to a library. Held by SQLite's own lock on `<library>/<name>.lock`,
 * which the operating system lets go of when the process ends, however it ends; who holds it stands beside it.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { ArchiveError } from '../errors.ts'
import { explainSqliteError } from './sqlite/explain-error.ts'

export type LockName = 'import' | 'index' | 'meaning' | 'backup' | 'restore'

const Holder = z.object({ pid: z.number(), who: z.string(), since: z.string() })

/** The process that holds a lock. */
export type LockHolder = z.infer<typeof Holder>

export interface Lock {
  readonly name: LockName
  /** Lets go; a second time does nothing. */
  release(): void
}

const SQLITE_BUSY = 5
const UNKNOWN: LockHolder = { pid: 0, who: 'another command', since: '' }

/**
 * Takes the lock or says at once who has it.
 * @param who for people: 'fanfold import ~/stories'.
 * @throws ArchiveError when the folder cannot be written to.
 */
export function tryLock(libraryDir: string, name: LockName, who: string): Lock | { heldBy: LockHolder } {
  mkdirSync(libraryDir, { recursive: true })
  const path = join(libraryDir, `${name}.lock`)
  const database = lockFile(path)
  if (database === undefined) return { heldBy: readHolder(path) ?? UNKNOWN }
  writeHolder(path, { pid: process.pid, who, since: new Date().toISOString() })
  let isHeld = true
  return {
    name,
    release() {
      if (!isHeld) return
      isHeld = false
      rmSync(holderPath(path), { force: true })
      database.close()
    },
  }
}

/** @throws ArchiveError `library/held`, saying who holds it and since when. */
export function acquireLock(libraryDir: string, name: LockName, who: string): Lock {
  const answer = tryLock(libraryDir, name, who)
  if (!('heldBy' in answer)) return answer
  throw new ArchiveError(
    'library/held',
    heldText(name, answer.heldBy),
    'Wait for it to end, or stop it, then try again.',
  )
}

const BUSY_WITH: Record<LockName, string> = {
  import: 'importing into this library',
  index: 'building the search index of this library',
  meaning: 'reading this library for meaning',
  backup: 'backing this library up',
  restore: 'restoring this library',
}

function heldText(name: LockName, { pid, who, since }: LockHolder): string {
  if (pid === 0) return `Another command is ${BUSY_WITH[name]} just now.`
  return `"${who}" (process ${pid}) has been ${BUSY_WITH[name]} since ${since}.`
}

/** @returns the open database, or undefined where another connection holds it. Nothing is ever written into it. */
function lockFile(path: string): DatabaseSync | undefined {
  try {
    const database = new DatabaseSync(path, { timeout: 0 })
    try {
      // Nothing is written, so there is nothing to keep a journal of; one on disk would be left by a process that is killed.
      database.exec('pragma journal_mode = memory; begin exclusive')
      return database
    } catch (error) {
      database.close()
      throw error
    }
  } catch (error) {
    if (((error as { errcode?: number }).errcode ?? 0) % 256 === SQLITE_BUSY) return undefined
    throw explainSqliteError(error, path)
  }
}

/** Apart from the lock itself: opening and closing that one in this process would let go of it (POSIX locks). */
function holderPath(path: string): string {
  return `${path}.json`
}

function readHolder(path: string): LockHolder | undefined {
  try {
    return Holder.parse(JSON.parse(readFileSync(holderPath(path), 'utf8')))
  } catch {
    // The holder has only just begun, or just ended.
    return undefined
  }
}

/** @throws ArchiveError `library/cannot-write`. */
function writeHolder(path: string, holder: LockHolder): void {
  try {
    writeFileSync(holderPath(path), JSON.stringify(holder))
  } catch (error) {
    throw new ArchiveError(
      'library/cannot-write',
      `The library ${dirname(path)} cannot be written to (${(error as NodeJS.ErrnoException).code}).`,
      'Give yourself the right to write there, or name another library with --library.',
    )
  }
}
