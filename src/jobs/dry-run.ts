/** What an import would make of files, without storing anything. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { extname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { furnitureReason } from '../intake/furniture.ts'
import type { RecoveredWork } from '../story/work.ts'
import { type FoundFile, findFiles, findRoots } from './find-files.ts'
import type { RefusedReport } from './import-sources.ts'
import { type JoinedWork, joinRead, type ReadWork } from './join-read.ts'
import { readFiles } from './read-files.ts'
import { openReadPool } from './read-pool.ts'
import type { ReadResult } from './read-task.ts'

export interface DryRunOptions {
  paths: string[]
  /** Absolute paths not to look into: the library itself. */
  leaveOut?: string[]
  /** Told when all is read: only then is it known what belongs together. In the order of the files. */
  onWork: (work: RecoveredWork, told: Omit<JoinedWork, 'work' | 'first'>) => unknown
  onRefused: (refused: RefusedReport) => void
  onSkipped: (skipped: { file: string; reason: string }) => void
  onProgress?: (done: number, files: number) => void
  signal?: AbortSignal
}

/** So much text is held until it is joined and told of; of more than that, what belongs together is told by the heap. */
const MOST_CHARACTERS = 100_000_000

/** @throws ArchiveError when a path is not there. */
export async function dryRun(options: DryRunOptions): Promise<void> {
  const files: FoundFile[] = []
  for (const root of await findRoots(options.paths)) {
    for await (const file of findFiles(root, new Set(options.leaveOut))) files.push(file)
  }
  const { firsts, copies } = await partCopies(files)
  const pool = openReadPool()
  const held = new HeldResults(options)
  let done = 0
  let expected = files.length
  try {
    for await (const results of readFiles({
      files: firsts,
      pool,
      libraryDir: null,
      onMembers: (count) => {
        expected += count
      },
      bordersOf: async () => [],
      signal: options.signal,
    })) {
      for (const result of results) {
        done++
        hold(result, copies.get(result.file.absolutePath) ?? [], held)
      }
      if (held.characters > MOST_CHARACTERS) await held.tell()
      options.onProgress?.(done, expected)
    }
    if (!options.signal?.aborted) await held.tell()
  } finally {
    await pool.close()
  }
}

function hold({ file, sha256, outcome }: ReadResult, copies: FoundFile[], held: HeldResults): void {
  if (outcome.kind === 'works') {
    for (const work of outcome.works) held.add({ work: withCopies(work, file, copies), file, sha256 })
    return
  }
  // What it holds is told of by itself.
  if (outcome.kind === 'opened') return
  for (const { path } of [file, ...copies]) {
    held.note((options) => {
      if (outcome.kind === 'skipped') options.onSkipped({ file: path, reason: outcome.reason })
      else options.onRefused({ file: path, code: outcome.code, reason: outcome.reason, hint: outcome.hint })
    })
  }
}

type Note = (options: DryRunOptions) => void

/** What was read and not told of yet, in its order. */
class HeldResults {
  characters = 0
  readonly #options: DryRunOptions
  #read: ReadWork[] = []
  /** Those that stand before each work, and at the end. */
  #notes = new Map<number, Note[]>()

  constructor(options: DryRunOptions) {
    this.#options = options
  }

  add(read: ReadWork): void {
    this.#read.push(read)
    for (const { html } of read.work.chapters) this.characters += html.length
  }

  note(note: Note): void {
    const at = this.#read.length
    this.#notes.set(at, [...(this.#notes.get(at) ?? []), note])
  }

  async tell(): Promise<void> {
    const joined = new Map(joinRead(this.#read).map((each) => [each.first, each]))
    for (let at = 0; at <= this.#read.length; at++) {
      for (const note of this.#notes.get(at) ?? []) note(this.#options)
      const each = joined.get(at)
      if (each !== undefined) await this.#options.onWork(each.work, each)
    }
    this.#read = []
    this.#notes.clear()
    this.characters = 0
  }
}

function withCopies(work: RecoveredWork, file: FoundFile, copies: FoundFile[]): RecoveredWork {
  if (copies.length === 0) return work
  const further = copies.flatMap((copy) =>
    work.sources.map((source) => ({ ...source, path: source.path.replace(file.path, copy.path) })),
  )
  return { ...work, sources: [...work.sources, ...further] }
}

/**
 * Files of the same bytes and the same kind are one work with several sources: only files of one size need to be hashed
 * to know. Furniture is left alone, for it is told by its name.
 * @returns copies by the absolute path of the first.
 */
async function partCopies(
  files: FoundFile[],
): Promise<{ firsts: FoundFile[]; copies: Map<string, FoundFile[]> }> {
  const bySize = new Map<number, number>()
  for (const { sizeBytes } of files) bySize.set(sizeBytes, (bySize.get(sizeBytes) ?? 0) + 1)
  const firsts: FoundFile[] = []
  const copies = new Map<string, FoundFile[]>()
  const byKey = new Map<string, FoundFile>()
  for (const file of files) {
    const mayBeCopy =
      file.sizeBytes > 0 && (bySize.get(file.sizeBytes) ?? 0) > 1 && furnitureReason(file.path) === null
    const hash = mayBeCopy ? await hashFile(file.absolutePath) : undefined
    const key = hash === undefined ? undefined : `${hash} ${extname(file.path).toLowerCase()}`
    const first = key === undefined ? undefined : byKey.get(key)
    if (first === undefined) firsts.push(file)
    else copies.set(first.absolutePath, [...(copies.get(first.absolutePath) ?? []), file])
    if (key !== undefined && first === undefined) byKey.set(key, file)
  }
  return { firsts, copies }
}

async function hashFile(path: string): Promise<string | undefined> {
  const hash = createHash('sha256')
  try {
    await pipeline(createReadStream(path), hash)
    return hash.digest('hex')
  } catch {
    // What cannot be opened is reported when it is read.
    return undefined
  }
}
