/** Looks a library over, and mends what can be mended: what is derived, and kept files that are still where they came from. */
import { rename, unlink } from 'node:fs/promises'
import { sql } from 'kysely'
import { openDatabase } from '../storage/database.ts'
import type { Db } from '../storage/prepared.ts'
import { hashOfFile, type SourceFiles } from '../storage/source-files.ts'
import type { Archive, Problem } from './archive.ts'
import { makeLibrary, writeWorks } from './library.ts'
import { loadWork } from './works/load-work.ts'
import { differences, totalsInText } from './works/stored-differences.ts'
import { updateWork } from './works/write-work.ts'

export interface ExaminedParts {
  libraryDir: string
  archive: Archive
  sourceFiles: SourceFiles
}

/**
 * Reads everything once: minutes, where the library is large. Writes nothing.
 * @returns what is not well, worst first; [] when all is.
 */
export async function examine({ libraryDir, sourceFiles }: ExaminedParts): Promise<Problem[]> {
  const db = await openDatabase(libraryDir, { create: false })
  try {
    const damage = await examineDatabase(db)
    if (damage.length > 0) return damage
    return [
      ...(await examineSources(db, sourceFiles)),
      ...(await examineWorks(db)),
      ...(await sourceFiles.strays()).map(strayFile),
    ]
  } finally {
    await db.destroy()
  }
}

/** @returns what was done, a line each. */
export async function repair({ libraryDir, sourceFiles }: ExaminedParts): Promise<string[]> {
  const db = await openDatabase(libraryDir, { create: false })
  try {
    return [
      ...(await repairSources(db, sourceFiles)),
      ...(await repairWorks(libraryDir, db)),
      ...(await repairStrays(sourceFiles)),
    ]
  } finally {
    await db.destroy()
  }
}

/** `pragma integrity_check`, `pragma foreign_key_check`: https://sqlite.org/pragma.html */
async function examineDatabase(db: Db): Promise<Problem[]> {
  const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db)
  const faults = rows.map((row) => row.integrity_check).filter((text) => text !== 'ok')
  const broken = await sql<{ table: string; rowid: number }>`pragma foreign_key_check`.execute(db)
  return [
    ...faults.map((text) =>
      problem('doctor/database-damaged', `The database is damaged: ${text}. Restore a backup.`),
    ),
    ...broken.rows.map(({ table, rowid }) =>
      problem(
        'doctor/reference-broken',
        `Row ${rowid} of the table "${table}" names something that is not there.`,
      ),
    ),
  ]
}

/** Files works rest on; those of works removed for good may be gone. */
function neededSources(db: Db) {
  return db
    .selectFrom('work_sources')
    .innerJoin('works', 'works.id', 'work_sources.work_id')
    .select(['sha256', 'path'])
    .where('works.text_id', 'is not', null)
    .groupBy('sha256')
    .orderBy('sha256')
    .execute()
}

async function examineSources(db: Db, sourceFiles: SourceFiles): Promise<Problem[]> {
  const problems: Problem[] = []
  for (const { sha256, path } of await neededSources(db)) {
    const state = await sourceFiles.check(sha256)
    if (state === 'whole') continue
    const isThere = (await placeOfBytes(db, sha256)) !== undefined
    const remedy = isThere ? 'The file is still where it came from.' : 'Restore it from a backup.'
    const words = { missing: 'is missing', damaged: 'is damaged' }
    problems.push(
      problem(
        `doctor/source-${state}`,
        `The kept file of ${path} ${words[state]} (${sha256}). ${remedy}`,
        isThere,
      ),
    )
  }
  return problems
}

async function examineWorks(db: Db): Promise<Problem[]> {
  const problems: Problem[] = []
  for await (const id of liveIds(db)) {
    const state = await loadWork(db, id)
    if (state === undefined) continue
    if (state.sources.length === 0)
      problems.push(problem('doctor/work-without-source', `Work ${id} has no source.`))
    if ((await totalsInText(db, state)).chapters === 0) {
      problems.push(
        problem('doctor/work-without-text', `Work ${id} has no chapter. Import its file again by name.`),
      )
    }
    for (const what of await differences(db, state)) {
      problems.push(problem('doctor/derived-differs', `Work ${id}: ${what}.`, true))
    }
  }
  return problems
}

async function* liveIds(db: Db): AsyncGenerator<number> {
  for (let last = 0; ; ) {
    const row = await db
      .selectFrom('works')
      .select('id')
      .where('id', '>', last)
      .where('removed_at', 'is', null)
      .orderBy('id')
      .limit(1)
      .executeTakeFirst()
    if (row === undefined) return
    last = row.id
    yield last
  }
}

function strayFile(path: string): Problem {
  return problem('doctor/stray-file', `${path} was left behind by a command that was killed.`, true)
}

function problem(code: string, text: string, repairable = false): Problem {
  return { code, text, repairable }
}

async function repairSources(db: Db, sourceFiles: SourceFiles): Promise<string[]> {
  const done: string[] = []
  for (const { sha256, path } of await neededSources(db)) {
    if ((await sourceFiles.check(sha256)) === 'whole') continue
    const place = await placeOfBytes(db, sha256)
    if (place === undefined) continue
    // The damaged one goes aside only once the good one is in hand.
    const aside = `${sourceFiles.pathOf(sha256)}.damaged`
    await rename(sourceFiles.pathOf(sha256), aside).catch(() => {})
    await sourceFiles.keepFile(place)
    await unlink(aside).catch(() => {})
    done.push(`Kept ${path} again, from where it came.`)
  }
  return done
}

/** Where the very bytes still are, if one of the files they came from is there unchanged. */
async function placeOfBytes(db: Db, sha256: string): Promise<string | undefined> {
  const files = await db
    .selectFrom('files')
    .select('absolute_path')
    .where('sha256', '=', sha256)
    .orderBy('vanished')
    .execute()
  for (const { absolute_path } of files) {
    if ((await hashOfFile(absolute_path).catch(() => undefined)) === sha256) return absolute_path
  }
  return undefined
}

async function repairWorks(libraryDir: string, db: Db): Promise<string[]> {
  const library = makeLibrary(libraryDir, db, () => new Date())
  const done: string[] = []
  for await (const id of liveIds(db)) {
    if (!(await differs(db, id))) continue
    await writeWorks(library, async (writing) => {
      const state = await loadWork(writing.db, id)
      if (state === undefined) return
      state.totals = await totalsInText(writing.db, state)
      await updateWork(writing, state)
      done.push(`Derived again what is counted and listed of work ${id}.`)
    })
  }
  return done
}

async function differs(db: Db, id: number): Promise<boolean> {
  const state = await loadWork(db, id)
  return state !== undefined && (await differences(db, state)).length > 0
}

async function repairStrays(sourceFiles: SourceFiles): Promise<string[]> {
  const count = await sourceFiles.removeStrays()
  return count === 0 ? [] : [`Cleared away ${count} files left behind.`]
}
