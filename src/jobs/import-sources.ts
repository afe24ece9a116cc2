/** The whole path from a folder to the shelf: find the files, read them in threads, store what they hold. */
import type { Archive, ImportSummary, StoredFile } from '../archive/archive.ts'
import type { RecoveredWork } from '../story/work.ts'
import { type FoundFile, findRoots, type Root } from './find-files.ts'
import { type Plan, planImport } from './plan-import.ts'
import { readFiles } from './read-files.ts'
import { openReadPool, type ReadPool } from './read-pool.ts'
import type { ReadResult } from './read-task.ts'
import { type SettledImport, settleImport } from './settle-import.ts'

export interface ImportProgress {
  /** Files to look at: those in the folders are known from the start, those inside others as they come out. */
  files: number
  /** Read or passed over as unchanged. */
  done: number
  works: number
  needALook: number
  refused: number
  words: number
  /** The file stored last. */
  latest: string
  finished: boolean
}

export interface RefusedReport {
  file: string
  code: string
  reason: string
  hint: string
}

export interface ImportReport extends ImportSummary {
  refusals: RefusedReport[]
  skippedFiles: { file: string; reason: string }[]
  /** Why works need a look, most frequent first. */
  lookReasons: { reason: string; works: number }[]
  /** Files of bytes that were known: moved, renamed or copied. */
  filesKnown: number
  /** Files that were put together as the parts of so many works. */
  filesJoined: number
  worksJoined: number
  /** Texts that turned out to be a story that is there already, and stand behind it. */
  worksAgain: number
  /** Files that are not there any more; their works stay. */
  filesVanished: number
  /** It was stopped before the end; the next import of the same folder goes on. */
  stopped: boolean
}

export interface ImportOptions {
  archive: Archive
  /** The caller holds the library's import lock. */
  paths: string[]
  onProgress?: (progress: ImportProgress) => void
  /** Called after each batch is stored. */
  onStored?: (stored: StoredFile[]) => void
  /** Called for files passed over as unchanged. */
  onUnchanged?: (files: FoundFile[]) => void
  signal?: AbortSignal
  pool?: ReadPool
}

/**
 * Imports files and folders into a library. What was stored stays when it is stopped or killed; the next import goes on.
 * @throws ArchiveError when a path is not there.
 */
export async function importSources(options: ImportOptions): Promise<ImportReport> {
  const startedMs = performance.now()
  const { archive, signal } = options
  const roots = await findRoots(options.paths)
  const importId = await archive.beginImport(roots.map((root) => root.absolutePath))
  const plan = await planImport(archive, roots)
  const tally = new ImportTally(plan, options.onProgress)
  options.onUnchanged?.(plan.unchanged.map(({ file }) => file))
  const pool = options.pool ?? openReadPool()
  try {
    const batches = readFiles({
      files: plan.toRead,
      pool,
      libraryDir: archive.libraryDir,
      onMembers: (count) => tally.expect(count),
      bordersOf: (file) =>
        archive.bordersOf({ absolutePath: file.absolutePath, sha256: '', path: file.path }),
      worksOfBytes: (sha256s) => archive.worksOfBytes(sha256s),
      signal,
    })
    for await (const results of batches) {
      const stored = await storeResults(archive, importId, results)
      for (const { file } of results) plan.seen.add(file.absolutePath)
      tally.add(results, stored)
      options.onStored?.(stored)
    }
    if (!signal?.aborted) tally.vanished = await noteVanished(archive, importId, roots, plan)
    if (!signal?.aborted) tally.join(await settleImport({ archive, importId, signal }))
  } finally {
    if (options.pool === undefined) await pool.close()
  }
  const report = tally.report(startedMs, signal?.aborted === true)
  if (!report.stopped) await archive.finishImport(importId, report)
  tally.finish()
  return report
}

function storeResults(archive: Archive, importId: number, results: ReadResult[]): Promise<StoredFile[]> {
  return archive.storeFiles(
    importId,
    results.map(({ file, sha256, outcome }) => ({ file: { ...file, sha256 }, outcome, named: file.named })),
  )
}

async function noteVanished(archive: Archive, importId: number, roots: Root[], plan: Plan): Promise<number> {
  let gone = 0
  for (const root of roots) {
    gone += await archive.noteVanished(importId, root.absolutePath, plan.seen)
  }
  return gone
}

class ImportTally {
  #plan: Plan
  #onProgress: ImportOptions['onProgress']
  #progress: ImportProgress
  vanished = 0
  #counts = {
    worksAdded: 0,
    worksRevised: 0,
    filesKnown: 0,
    filesJoined: 0,
    worksJoined: 0,
    worksAgain: 0,
  }
  #refusals: RefusedReport[] = []
  #skipped: { file: string; reason: string }[] = []
  #reasons = new Map<string, number>()

  constructor(plan: Plan, onProgress: ImportOptions['onProgress']) {
    this.#plan = plan
    this.#onProgress = onProgress
    this.#progress = {
      files: plan.toRead.length + plan.unchanged.length,
      done: plan.unchanged.length,
      works: 0,
      needALook: 0,
      refused: 0,
      words: 0,
      latest: '',
      finished: false,
    }
    for (const { file, known } of plan.unchanged) {
      if (known.outcome === 'refused')
        this.#refuse(file.path, known.code ?? 'read/failed', known.reason ?? '', known.hint ?? '')
      if (known.outcome === 'skipped') this.#skipped.push({ file: file.path, reason: known.reason ?? '' })
    }
    onProgress?.({ ...this.#progress })
  }

  /** Members came out of a container. */
  expect(files: number): void {
    this.#progress.files += files
  }

  add(results: ReadResult[], stored: StoredFile[]): void {
    for (const [index, { file, outcome }] of results.entries()) {
      this.#progress.done++
      this.#progress.latest = file.path
      if (outcome.kind === 'refused') this.#refuse(file.path, outcome.code, outcome.reason, outcome.hint)
      if (outcome.kind === 'skipped') this.#skipped.push({ file: file.path, reason: outcome.reason })
      if (outcome.kind === 'works') this.#addWorks(outcome, stored[index])
    }
    this.#onProgress?.({ ...this.#progress })
  }

  /** Works that became one with others as their parts are no stories of their own. */
  join({ parts, joined }: SettledImport): void {
    this.#counts.worksAdded = Math.max(0, this.#counts.worksAdded - parts.joined)
    this.#counts.filesJoined = parts.joined + parts.into
    this.#counts.worksJoined = parts.into
    this.#counts.worksAgain = joined
  }

  finish(): void {
    this.#onProgress?.({ ...this.#progress, finished: true })
  }

  report(startedMs: number, stopped: boolean): ImportReport {
    return {
      filesRead: this.#progress.done - this.#plan.unchanged.length,
      filesUnchanged: this.#plan.unchanged.length,
      ...this.#counts,
      needALook: this.#progress.needALook,
      refused: this.#refusals.length,
      skipped: this.#skipped.length,
      words: this.#progress.words,
      seconds: (performance.now() - startedMs) / 1000,
      refusals: this.#refusals,
      skippedFiles: this.#skipped,
      lookReasons: [...this.#reasons]
        .map(([reason, works]) => ({ reason, works }))
        .sort((a, b) => b.works - a.works),
      filesVanished: this.vanished,
      stopped,
    }
  }

  #refuse(file: string, code: string, reason: string, hint: string): void {
    this.#refusals.push({ file, code, reason, hint })
    this.#progress.refused = this.#refusals.length
  }

  #addWorks(
    { works, words }: { works: RecoveredWork[]; words: number },
    stored: StoredFile | undefined,
  ): void {
    if (stored?.became === 'same') this.#counts.filesKnown++
    if (stored?.became !== 'added' && stored?.became !== 'revised') return
    if (stored.became === 'added') this.#counts.worksAdded += works.length
    else this.#counts.worksRevised += works.length
    this.#progress.words += words
    for (const work of works) {
      this.#progress.works++
      if (work.looks.length > 0) this.#progress.needALook++
      for (const { reason } of work.looks) this.#reasons.set(reason, (this.#reasons.get(reason) ?? 0) + 1)
    }
  }
}
