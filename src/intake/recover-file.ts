/** A file on disk to the works in it, in this process: containers are opened, and each member is read like a file. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { RefusedFile } from '../errors.ts'
import type { RecoveredWork } from '../story/work.ts'
import { containerOf, headOnDisk, identityOf, isContainer } from './container-of.ts'
import type { SourceDocument } from './document.ts'
import {
  CONTAINER_LIMITS,
  type ContainerFile,
  type ContainerFormat,
  type MemberContent,
} from './formats/container.ts'
import { DEFAULT_LIMITS } from './formats/format.ts'
import { furnitureReason, readSource } from './read-source.ts'
import { recoverDocuments, recoverSource, withPath } from './recover-source.ts'
import { INSIDE, type Refusal, walkContainer } from './walk-container.ts'

export interface FileOnDisk {
  absolutePath: string
  /** Below the folder given. */
  path: string
  sizeBytes: number
}

export interface RecoveredFile {
  works: RecoveredWork[]
  refused: (Omit<Refusal, 'kind'> & { path: string })[]
  skipped: { path: string; reason: string }[]
  /** Absolute paths of files beside it that belong to it and are no sources of their own. */
  takes: string[]
}

/** @throws RefusedFile when nothing can be read from it; of a container's members that is only told. */
export async function recoverFile(file: FileOnDisk): Promise<RecoveredFile> {
  const found = await openable(file)
  if (found !== undefined) return recoverMembers(found.format, found.file)
  const bytes = await readFile(file.absolutePath)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const works = await recoverSource({ path: file.path, bytes, limits: DEFAULT_LIMITS }, { sha256 })
  return { works, refused: [], skipped: [], takes: [] }
}

/** The container a file on disk is, ready to be opened. */
export async function openable(
  file: FileOnDisk,
): Promise<{ format: ContainerFormat; file: ContainerFile } | undefined> {
  const head = headOnDisk(file.absolutePath, file.path, file.sizeBytes)
  const format = head && containerOf(head)
  if (format === undefined) return undefined
  const container = containerFile(file, dirname(file.absolutePath))
  return (await isContainer(format, container)) ? { format, file: container } : undefined
}

/** @param folder where the files beside it stand: its own, also where its bytes are read from elsewhere. */
export function containerFile(file: FileOnDisk, folder: string): ContainerFile {
  const within = (relativePath: string) => {
    const path = resolve(folder, relativePath)
    return path === folder || path.startsWith(folder + sep) ? path : undefined
  }
  return {
    ...file,
    limits: CONTAINER_LIMITS,
    async beside(relativePath) {
      const path = within(relativePath)
      return path === undefined ? undefined : readFile(path).catch(() => undefined)
    },
    async listBeside(relativeFolder) {
      const path = within(relativeFolder)
      const entries = path === undefined ? [] : await readdir(path, { withFileTypes: true }).catch(() => [])
      return entries.map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name)).sort()
    },
  }
}

async function recoverMembers(format: ContainerFormat, file: ContainerFile): Promise<RecoveredFile> {
  const found: RecoveredFile = { works: [], refused: [], skipped: [], takes: [] }
  const keptSha256 = await hashOfFile(file.absolutePath)
  const tempDir = await mkdtemp(join(tmpdir(), 'fanfold-'))
  try {
    for await (const { name, content, takes } of walkContainer(format, file, tempDir)) {
      const path = `${file.path}${INSIDE}${name}`
      found.takes.push(...takes.map((each) => resolve(dirname(file.absolutePath), each)))
      if (content.kind === 'refused') found.refused.push({ ...content, path })
      else if (content.kind === 'skipped') found.skipped.push({ path, reason: content.reason })
      else if (content.kind !== 'opened') await addMember(found, { path, name, content, keptSha256 })
    }
  } finally {
    await rm(tempDir, { recursive: true, force: true })
  }
  return found
}

async function addMember(
  found: RecoveredFile,
  {
    path,
    name,
    content,
    keptSha256,
  }: { path: string; name: string; content: MemberContent; keptSha256: string },
): Promise<void> {
  const sha256 = createHash('sha256').update(identityOf(content)).digest('hex')
  try {
    const documents = await documentsOf(content, path)
    found.works.push(...recoverDocuments(documents, { sha256: keptSha256, member: { name, sha256 } }))
  } catch (error) {
    if (!(error instanceof RefusedFile)) throw error
    found.refused.push({ path, code: error.code, reason: error.message, hint: error.hint })
  }
}

async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

/** What a member is made of, under the path it has in its container. */
export async function documentsOf(content: MemberContent, path: string): Promise<SourceDocument[]> {
  if (content.kind === 'skipped') return []
  if (content.kind === 'bytes') {
    const furniture = furnitureReason(path, content.file.bytes)
    return furniture === null ? readSource({ ...content.file, path, limits: DEFAULT_LIMITS }) : []
  }
  return withPath(content.documents, path)
}
