/** Reads many files through a pool of threads and yields what became of them, in the order they were given. */
import type { SourceBorders } from '../archive/archive.ts'
import type { FoundFile } from './find-files.ts'
import type { ReadPool } from './read-pool.ts'
import type { ReadResult, ReadTask } from './read-task.ts'

/** Small files travel together, so that keeping their bytes costs one wait for the disk and not one each. */
const FILES_A_TASK = 24
const BYTES_A_TASK = 2 * 1024 * 1024
/** Tasks under way beyond one a thread: enough that no thread waits, few enough that memory stays flat. */
const TASKS_AHEAD = 2

export interface ReadFilesOptions {
  files: Iterable<FoundFile>
  pool: ReadPool
  libraryDir: string | null
  bordersOf: (file: FoundFile) => Promise<SourceBorders[]>
  signal?: AbortSignal
}

export async function* readFiles(options: ReadFilesOptions): AsyncGenerator<ReadResult[]> {
  const tasks = makeTasks(options.files)
  const underWay: Promise<ReadResult[]>[] = []
  const startNext = () => {
    const next = options.signal?.aborted ? undefined : tasks.next()
    if (next === undefined || next.done) return false
    underWay.push(readTask(next.value, options))
    return true
  }
  while (underWay.length < options.pool.threads + TASKS_AHEAD && startNext());
  for (let head = underWay.shift(); head !== undefined; head = underWay.shift()) {
    const results = await head
    startNext()
    yield results
  }
}

async function readTask(files: FoundFile[], options: ReadFilesOptions): Promise<ReadResult[]> {
  const task: ReadTask = {
    libraryDir: options.libraryDir,
    files: await Promise.all(files.map(async (file) => ({ file, borders: await options.bordersOf(file) }))),
  }
  return options.pool.read(task)
}

function* makeTasks(files: Iterable<FoundFile>): Generator<FoundFile[]> {
  let task: FoundFile[] = []
  let bytes = 0
  for (const file of files) {
    if (task.length > 0 && (task.length >= FILES_A_TASK || bytes + file.sizeBytes > BYTES_A_TASK)) {
      yield task
      task = []
      bytes = 0
    }
    task.push(file)
    bytes += file.sizeBytes
  }
  if (task.length > 0) yield task
}
