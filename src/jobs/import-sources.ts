/** The whole path from a folder to the shelf: find the files, read them in threads, store what they hold. */
import type { Archive, ImportSummary, KnownFile, StoredFile } from '../archive/archive.ts'
import type { RecoveredWork } from '../story/work.ts'
import { type FoundFile, findFiles, findRoots, type Root } from './find-files.ts'
import { readFiles } from './read-files.ts'
import { openReadPool, type ReadPool } from './read-pool.ts'
import type { ReadResult } from './read-task.ts'

export interface ImportProgress {
  /** Files to look at, known from the start. */
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
      bordersOf: (file) =>
        archive.bordersOf({ absolutePath: file.absolutePath, sha256: '', path: file.path }),
      signal,
    })
    for await (const results of batches) {
      const stored = await storeResults(archive, importId, results)
      tally.add(results, stored)
      options.onStored?.(stored)
    }
    if (!signal?.aborted) tally.vanished = await noteVanished(archive, importId, roots, plan)
  } finally {
    if (options.pool === undefined) await pool.close()
  }
  const report = tally.report(startedMs, signal?.aborted === true)
  if (!report.stopped) await archive.finishImport(importId, report)
  tally.finish()
  return report
}

interface Plan {
  toRead: FoundFile[]
  unchanged: { file: FoundFile; known: KnownFile }[]
  /** Absolute paths seen below each root. */
  seen: Set<string>
}

async function planImport(archive: Archive, roots: Root[]): Promise<Plan> {
  const plan: Plan = { toRead: [], unchanged: [], seen: new Set() }
  for (const root of roots) {
    const known = await archive.knownFiles(root.absolutePath)
    for await (const file of findFiles(root, new Set([archive.libraryDir]))) {
      if (plan.seen.has(file.absolutePath)) continue
      plan.seen.add(file.absolutePath)
      const before = known.get(file.absolutePath)
      if (before !== undefined && isUnchanged(file, before)) plan.unchanged.push({ file, known: before })
      else plan.toRead.push(file)
    }
  }
  return plan
}

function isUnchanged(file: FoundFile, known: KnownFile): boolean {
  if (known.outcome === 'removed' && file.named) return false
  // A format that was not read before may be read by now, so such a file is looked at again; it costs next to nothing.
  if (known.outcome === 'refused' && known.code === 'read/not-yet') return false
  return known.sizeBytes === file.sizeBytes && known.mtimeMs === file.mtimeMs
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
    if (root.isFolder) gone += await archive.noteVanished(importId, root.absolutePath, plan.seen)
  }
  return gone
}

class ImportTally {
  #plan: Plan
  #onProgress: ImportOptions['onProgress']
  #progress: ImportProgress
  vanished = 0
  #counts = { worksAdded: 0, worksRevised: 0, filesKnown: 0 }
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

  finish(): void {
    this.#onProgress?.({ ...this.#progress, finished: true })
  }

  report(startedMs: number, stopped: boolean): ImportReport {
    return {
      filesRead: this.#plan.toRead.length,
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
