/** A thread that reads broken files as the product would, and says what it threw that is no answer to a person. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { parentPort } from 'node:worker_threads'
import { RefusedFile } from '../../src/errors.ts'
import type { SourceDocument } from '../../src/intake/document.ts'
import type { ContainerFormat } from '../../src/intake/formats/container.ts'
import { CONTAINERS } from '../../src/intake/formats/containers.ts'
import { DEFAULT_LIMITS } from '../../src/intake/formats/format.ts'
import { FORMATS } from '../../src/intake/formats/formats.ts'
import { readSource } from '../../src/intake/read-source.ts'
import { recoverDocuments } from '../../src/intake/recover-source.ts'

export interface FuzzTask {
  target: string
  name: string
  /** Where the file it was made from lies. */
  folder: string
  bytes: Uint8Array
}

export interface FuzzAnswered {
  answer: FuzzAnswer
  /** What the thread used of the processor. */
  cpuMs: number
}

type FuzzAnswer = { kind: 'read' | 'refused' } | { kind: 'threw'; stack: string }

const MAX_MEMBERS = 200

parentPort?.on('message', async (task: FuzzTask) => {
  const before = process.threadCpuUsage()
  const said = await answer(task)
  const { user, system } = process.threadCpuUsage(before)
  const answered: FuzzAnswered = { answer: said, cpuMs: (user + system) / 1000 }
  parentPort?.postMessage(answered)
})

async function answer(task: FuzzTask): Promise<FuzzAnswer> {
  try {
    await read(task)
    return { kind: 'read' }
  } catch (error) {
    if (error instanceof RefusedFile) return { kind: 'refused' }
    return { kind: 'threw', stack: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

async function read(task: FuzzTask): Promise<void> {
  const { target, name, bytes } = task
  const container = CONTAINERS.find(({ id }) => `container:${id}` === target)
  if (container !== undefined) return readContainer(container, task)
  const format = FORMATS.find(({ id }) => id === target)
  if (format === undefined) throw new Error(`There is no reader "${target}".`)
  recover(await format.read({ path: name, bytes, limits: DEFAULT_LIMITS }))
}

function recover(documents: SourceDocument[]): void {
  for (const { blocks, text } of documents) {
    for (const { span } of blocks) {
      if (span.start < 0 || span.end < span.start || span.end > text.length)
        throw new Error(`A block stands at ${span.start}–${span.end} of a text of ${text.length} characters.`)
    }
  }
  recoverDocuments(documents, { sha256: '0'.repeat(64) })
}

/** A member that is refused keeps the others from nothing. */
async function readContainer(format: ContainerFormat, task: FuzzTask): Promise<void> {
  const { name, bytes } = task
  const folder = mkdtempSync(join(tmpdir(), 'fanfold-fuzz-'))
  try {
    const absolutePath = join(folder, 'container')
    writeFileSync(absolutePath, bytes)
    const opened = await format.open({
      path: name,
      absolutePath,
      sizeBytes: bytes.length,
      limits: DEFAULT_LIMITS,
      beside: (path) => readBeside(task.folder, path),
    })
    try {
      let left = MAX_MEMBERS
      for await (const member of opened.members()) {
        if (left-- === 0) break
        await unlessRefused(async () => {
          const content = await opened.read(member.name)
          if (content.kind === 'documents') recover(content.documents)
          if (content.kind === 'bytes') recover(await readSource(content.file))
        })
      }
    } finally {
      await opened.close()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** As the product does: nothing outside the folder. */
async function readBeside(folder: string, path: string): Promise<Uint8Array | undefined> {
  const inside = relative(folder, resolve(folder, path))
  if (inside === '' || inside.startsWith('..') || path.includes('\0')) return undefined
  return readFile(join(folder, inside)).catch(() => undefined)
}

async function unlessRefused(deed: () => Promise<void>): Promise<void> {
  try {
    await deed()
  } catch (error) {
    if (!(error instanceof RefusedFile)) throw error
  }
}
