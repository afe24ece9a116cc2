/** A thread that reads files: keeps their bytes, then recovers the stories in them. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { parentPort } from 'node:worker_threads'
import { RefusedFile } from '../errors.ts'
import type { SourceDocument } from '../intake/document.ts'
import { DEFAULT_LIMITS } from '../intake/formats/format.ts'
import { furnitureReason, readSource } from '../intake/read-source.ts'
import { recoverDocuments, withPath } from '../intake/recover-source.ts'
import { openSourceFiles } from '../storage/source-files.ts'
import { countChapter } from '../story/count-chapter.ts'
import type { FoundFile } from './find-files.ts'
import type { ReadOutcome, ReadResult, ReadTask, ReadUnit, UnitMember } from './read-task.ts'

/** One file in memory at a time may be this large; larger ones are refused by name. */
const MAX_FILE_BYTES = 512 * 1024 * 1024

parentPort?.on('message', async (task: ReadTask) => {
  parentPort?.postMessage(await readTask(task))
})

async function readTask(task: ReadTask): Promise<ReadResult[]> {
  const loaded = await Promise.all(task.files.map(load))
  if (task.libraryDir !== null) await keep(task.libraryDir, loaded)
  const results: ReadResult[] = []
  for (const [index, each] of loaded.entries()) {
    const borders = task.files[index]?.borders ?? []
    const outcome = 'outcome' in each ? each.outcome : await recover(each, borders)
    results.push({ file: each.file, sha256: each.sha256, outcome })
  }
  return results
}

type Loaded = { file: FoundFile; sha256: string; member?: UnitMember } & (
  | { bytes: Uint8Array }
  | { documents: SourceDocument[] }
  | { outcome: ReadOutcome }
)

async function load({ file, member }: ReadUnit): Promise<Loaded> {
  return member === undefined ? loadFile(file) : loadMember(file, member)
}

/** Its bytes are here already, and kept with the container's. */
function loadMember(file: FoundFile, member: UnitMember): Loaded {
  const { content } = member
  const of = content.kind === 'bytes' ? content.bytes : content.identity
  const sha256 = createHash('sha256').update(of).digest('hex')
  if (content.kind === 'documents') return { file, sha256, member, documents: content.documents }
  const reason = furnitureReason(file.path, content.bytes)
  if (reason !== null) return { file, sha256: '', outcome: { kind: 'skipped', reason } }
  return { file, sha256, member, bytes: content.bytes }
}

async function loadFile(file: FoundFile): Promise<Loaded> {
  if (file.trouble?.kind === 'skipped') return { file, sha256: '', outcome: file.trouble }
  if (file.trouble) return { file, sha256: '', outcome: unreadable(file, file.trouble.errno) }
  const reason = furnitureReason(file.path)
  if (reason !== null) return { file, sha256: '', outcome: { kind: 'skipped', reason } }
  if (file.sizeBytes > MAX_FILE_BYTES) return { file, sha256: '', outcome: tooLarge(file) }
  try {
    const bytes = await readFile(file.absolutePath)
    const furniture = furnitureReason(file.path, bytes)
    if (furniture !== null) return { file, sha256: '', outcome: { kind: 'skipped', reason: furniture } }
    return { file, sha256: createHash('sha256').update(bytes).digest('hex'), bytes }
  } catch (error) {
    return { file, sha256: '', outcome: unreadable(file, (error as NodeJS.ErrnoException).code ?? 'unknown') }
  }
}

function tooLarge(file: FoundFile): ReadOutcome {
  const megabytes = Math.round(file.sizeBytes / 1024 / 1024)
  return {
    kind: 'refused',
    code: 'read/too-large',
    reason: `${file.path} is ${megabytes} MB; a single file of more than 512 MB is not read.`,
    hint: 'Cut it into smaller files and import those.',
  }
}

function unreadable(file: FoundFile, code: string): ReadOutcome {
  return {
    kind: 'refused',
    code: 'read/cannot-open',
    reason: `${file.path} could not be opened (${code}).`,
    hint:
      code === 'EACCES'
        ? 'Give yourself the right to read it, then look again.'
        : 'Check that the disk is there and sound, then look again.',
  }
}

async function keep(libraryDir: string, loaded: Loaded[]): Promise<void> {
  const sourceFiles = openSourceFiles(libraryDir)
  await sourceFiles.keepAll(
    loaded.flatMap((each) => ('bytes' in each && each.member === undefined ? [each.bytes] : [])),
  )
}

async function recover(
  loaded: Exclude<Loaded, { outcome: ReadOutcome }>,
  borders: { path: string; borders: object }[],
): Promise<ReadOutcome> {
  const { file, sha256, member } = loaded
  try {
    const documents =
      'documents' in loaded
        ? withPath(loaded.documents, file.path)
        : await readSource({ path: file.path, bytes: loaded.bytes, limits: DEFAULT_LIMITS })
    const works = recoverDocuments(documents, {
      sha256: member?.keptSha256 ?? sha256,
      bordersOf: (path) => borders.find((each) => each.path === path)?.borders,
      ...(member && { member: { name: member.name, sha256 } }),
    })
    const counts = works.map(({ chapters }) => chapters.map(({ html }) => countChapter(html)))
    return { kind: 'works', works, counts, words: counts.flat().reduce((sum, { words }) => sum + words, 0) }
  } catch (error) {
    if (error instanceof RefusedFile)
      return { kind: 'refused', code: error.code, reason: error.message, hint: error.hint }
    return {
      kind: 'refused',
      code: 'read/failed',
      reason: `Reading ${file.path} failed: ${error instanceof Error ? error.message : String(error)}`,
      hint: 'This is a fault in Fanfold: please report it, with the file if you may. The file itself is kept.',
    }
  }
}
