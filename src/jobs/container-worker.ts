/** A thread that opens one container: keeps its bytes, then hands its members out, a batch at each request. */
import { dirname, resolve } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { RefusedFile } from '../errors.ts'
import type { ContainerFile, ContainerFormat } from '../intake/formats/container.ts'
import { containerFile, openable } from '../intake/recover-file.ts'
import { openedReason, type WalkedMember, walkContainer } from '../intake/walk-container.ts'
import { hashOfFile, openSourceFiles } from '../storage/source-files.ts'
import type { ContainerMessage, ContainerOrder, ThreadMember } from './container-messages.ts'

const BATCH_MEMBERS = 24
const BATCH_BYTES = 2 * 1024 * 1024
const BATCH_MS = 500

const { file, libraryDir, tempDir } = workerData as ContainerOrder
const sourceFiles = libraryDir === null ? undefined : openSourceFiles(libraryDir)
const takenHashes = new Map<string, string>()

const messages = answer()
parentPort?.on('message', async () => {
  const message: ContainerMessage | undefined = (await messages.next()).value
  parentPort?.postMessage(message, message?.kind === 'members' ? buffersOf(message.members) : [])
})

async function* answer(): AsyncGenerator<ContainerMessage> {
  try {
    const found = await openable(file)
    if (found === undefined) return yield { kind: 'none' }
    const sha256 = sourceFiles
      ? await sourceFiles.keepFile(file.absolutePath)
      : await hashOfFile(file.absolutePath)
    yield { kind: 'opened', sha256 }
    yield* batches(found.format, readable(sha256))
  } catch (error) {
    yield refusal(error)
  }
}

/** The kept bytes are read where there are any: they do not change meanwhile. */
function readable(sha256: string): ContainerFile {
  const folder = dirname(file.absolutePath)
  const whole = containerFile(file, folder)
  if (sourceFiles === undefined) return whole
  return {
    ...whole,
    absolutePath: sourceFiles.pathOf(sha256),
    async beside(relativePath) {
      const bytes = await whole.beside(relativePath)
      if (bytes !== undefined) takenHashes.set(resolve(folder, relativePath), await sourceFiles.keep(bytes))
      return bytes
    },
  }
}

async function* batches(format: ContainerFormat, container: ContainerFile): AsyncGenerator<ContainerMessage> {
  let members: ThreadMember[] = []
  let bytes = 0
  let count = 0
  let sinceMs = performance.now()
  for await (const member of walkContainer(format, container, tempDir)) {
    members.push(threadMember(member))
    count++
    bytes += member.sizeBytes
    const isFull = members.length >= BATCH_MEMBERS || bytes >= BATCH_BYTES
    if (!isFull && performance.now() - sinceMs < BATCH_MS) continue
    yield { kind: 'members', members }
    members = []
    bytes = 0
    sinceMs = performance.now()
  }
  if (members.length > 0) yield { kind: 'members', members }
  yield { kind: 'end', reason: openedReason(format, count) }
}

function threadMember({ name, sizeBytes, content, takes }: WalkedMember): ThreadMember {
  const folder = dirname(file.absolutePath)
  const taken = takes.map((each) => {
    const absolutePath = resolve(folder, each)
    return { absolutePath, sha256: takenHashes.get(absolutePath) ?? '' }
  })
  for (const { absolutePath } of taken) takenHashes.delete(absolutePath)
  if (content.kind !== 'bytes') return { name, sizeBytes, content, takes: taken }
  // A copy of its own: what it was cut from may be large, and would cross to the other thread with it.
  return {
    name,
    sizeBytes,
    content: { kind: 'bytes', bytes: new Uint8Array(content.file.bytes) },
    takes: taken,
  }
}

function buffersOf(members: readonly ThreadMember[]): ArrayBuffer[] {
  return members.flatMap(({ content }) =>
    content.kind === 'bytes' ? [content.bytes.buffer as ArrayBuffer] : [],
  )
}

function refusal(error: unknown): ContainerMessage {
  if (error instanceof RefusedFile)
    return { kind: 'refused', code: error.code, reason: error.message, hint: error.hint }
  const { code } = error as NodeJS.ErrnoException
  if (code !== undefined && /^E[A-Z]+$/.test(code))
    return {
      kind: 'refused',
      code: 'read/cannot-open',
      reason: `${file.path} could not be read (${code}).`,
      hint: 'Check that the disk is there, sound and not full, then look again.',
    }
  return {
    kind: 'refused',
    code: 'read/failed',
    reason: `Reading ${file.path} failed: ${error instanceof Error ? error.message : String(error)}`,
    hint: 'This is a fault in Fanfold: please report it, with the file if you may. The file itself is kept.',
  }
}
