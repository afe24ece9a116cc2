/** Reads many files through a pool of threads and yields what became of them, in the order they were given. */
import type { SourceBorders, WorkId } from '../archive/archive.ts'
import type { FoundFile } from './find-files.ts'
import type { ReadPool } from './read-pool.ts'
import type { ReadResult, ReadTask, ReadUnit } from './read-task.ts'
import { memberHash, unitsOf } from './units.ts'

/** Small files travel together, so that keeping their bytes costs one wait for the disk and not one each. */
const FILES_A_TASK = 24
const BYTES_A_TASK = 2 * 1024 * 1024
/** Tasks under way beyond one a thread: enough that no thread waits, few enough that memory stays flat. */
const TASKS_AHEAD = 2

export interface ReadFilesOptions {
  files: readonly FoundFile[]
  pool: ReadPool
  libraryDir: string | null
  bordersOf: (file: FoundFile) => Promise<SourceBorders[]>
  /** Live works by the hash of what they were read from: members among them are not read again. */
  worksOfBytes?: (sha256s: string[]) => Promise<Map<string, WorkId[]>>
  /** Told of files found inside others, as they come out. */
  onMembers?: (count: number) => void
  signal?: AbortSignal
}

/** Containers among the files are opened: their members are read like files, and told of before the container itself. */
export async function* readFiles(options: ReadFilesOptions): AsyncGenerator<ReadResult[]> {
  const tasks = makeTasks(unitsOf(options.files, options))
  const underWay: Promise<ReadResult[]>[] = []
  const startNext = async () => {
    const next = options.signal?.aborted ? undefined : await tasks.next()
    if (next === undefined || next.done) return false
    const results = readTask(next.value, options)
    // An error is met when its turn comes.
    results.catch(() => {})
    underWay.push(results)
    return true
  }
  try {
    while (underWay.length < options.pool.threads + TASKS_AHEAD && (await startNext()));
    for (let head = underWay.shift(); head !== undefined; head = underWay.shift()) {
      const results = await head
      await startNext()
      yield results
    }
  } finally {
    await tasks.return(undefined)
  }
}

async function readTask(given: ReadUnit[], options: ReadFilesOptions): Promise<ReadResult[]> {
  const units = await withKnown(given, options)
  const toRead = units.filter((unit) => unit.settled === undefined)
  const task: ReadTask = {
    libraryDir: options.libraryDir,
    files: await Promise.all(
      toRead.map(async (unit) => ({ ...unit, borders: await options.bordersOf(unit.file) })),
    ),
  }
  const read = toRead.length === 0 ? [] : await options.pool.read(task)
  return units.map(({ file, settled }) => (settled ? { file, ...settled } : (read.shift() as ReadResult)))
}

/** A mailbox that grew, a zip with one more file: what was read from it before is as it was. */
async function withKnown(units: ReadUnit[], { worksOfBytes }: ReadFilesOptions): Promise<ReadUnit[]> {
  if (worksOfBytes === undefined || !units.some(({ member }) => member)) return units
  // A member that was named may bring back a removed work, which wants reading.
  const hashes = units.map(({ file, member }) => (member && !file.named ? memberHash(member) : ''))
  const known = await worksOfBytes(hashes)
  return units.map((unit, index) => {
    const sha256 = hashes[index] as string
    if (!known.has(sha256)) return unit
    return {
      file: unit.file,
      settled: { sha256, outcome: { kind: 'works', works: [], counts: [], words: 0 } },
    }
  })
}

async function* makeTasks(units: AsyncIterable<ReadUnit>): AsyncGenerator<ReadUnit[]> {
  let task: ReadUnit[] = []
  let bytes = 0
  for await (const unit of units) {
    const size = unit.settled ? 0 : unit.file.sizeBytes
    if (task.length > 0 && (task.length >= FILES_A_TASK || bytes + size > BYTES_A_TASK)) {
      yield task
      task = []
      bytes = 0
    }
    task.push(unit)
    bytes += size
  }
  if (task.length > 0) yield task
}
