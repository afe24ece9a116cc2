/** What an import would make of files, without storing anything. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { extname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { furnitureReason } from '../intake/furniture.ts'
import type { RecoveredWork } from '../story/work.ts'
import { type FoundFile, findFiles, findRoots } from './find-files.ts'
import type { RefusedReport } from './import-sources.ts'
import { readFiles } from './read-files.ts'
import { openReadPool } from './read-pool.ts'
import type { ReadResult } from './read-task.ts'

export interface DryRunOptions {
  paths: string[]
  /** Absolute paths not to look into: the library itself. */
  leaveOut?: string[]
  /** @param sha256 of the bytes it was read from. */
  onWork: (work: RecoveredWork, sha256: string) => unknown
  onRefused: (refused: RefusedReport) => void
  onSkipped: (skipped: { file: string; reason: string }) => void
  onProgress?: (done: number, files: number) => void
  signal?: AbortSignal
}

/** @throws ArchiveError when a path is not there. */
export async function dryRun(options: DryRunOptions): Promise<void> {
  const files: FoundFile[] = []
  for (const root of await findRoots(options.paths)) {
    for await (const file of findFiles(root, new Set(options.leaveOut))) files.push(file)
  }
  const { firsts, copies } = await partCopies(files)
  const pool = openReadPool()
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
        await report(result, copies.get(result.file.absolutePath) ?? [], options)
      }
      options.onProgress?.(done, expected)
    }
  } finally {
    await pool.close()
  }
}

async function report(
  { file, sha256, outcome }: ReadResult,
  copies: FoundFile[],
  options: DryRunOptions,
): Promise<void> {
  if (outcome.kind === 'works') {
    for (const work of outcome.works) await options.onWork(withCopies(work, file, copies), sha256)
    return
  }
  // What it holds is told of by itself.
  if (outcome.kind === 'opened') return
  for (const { path } of [file, ...copies]) {
    if (outcome.kind === 'skipped') options.onSkipped({ file: path, reason: outcome.reason })
    else options.onRefused({ file: path, code: outcome.code, reason: outcome.reason, hint: outcome.hint })
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
