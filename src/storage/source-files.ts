/**
 * The bytes of everything that came in, kept for ever under their SHA-256: `<library>/sources/ab/cdef…`.
 * Only files, no database, so that every reading thread can keep what it reads.
 */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, readdir, readFile, stat, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { ArchiveError } from '../errors.ts'
import { copyPartial, putInPlace, syncFolder, writePartial } from './durable-file.ts'

const SHA256 = /^[0-9a-f]{64}$/
const SHARD = /^[0-9a-f]{2}$/
/** Files on their way to the disk at the same time: enough for it to take several in one go. */
const AT_ONCE = 16
const MINUTE_MS = 60_000
/** A younger one may belong to a process in another container, whose id means nothing here. */
const MAYBE_STRAY_AFTER_MS = 10 * MINUTE_MS
/** A file this old is not being written any more, whatever its process id says now. */
const STRAY_AFTER_MS = 24 * 60 * MINUTE_MS

export interface SourceFiles {
  /** Keeps the bytes; when it answers they are on the disk. @returns their SHA-256, hex. */
  keep(bytes: Uint8Array): Promise<string>
  /** The same for many, with one confirmation a folder. @returns their hashes in order. */
  keepAll(many: readonly Uint8Array[]): Promise<string[]>
  /** Keeps a file of any size without holding it in memory. @returns its SHA-256, hex. */
  keepFile(path: string): Promise<string>
  /** @throws ArchiveError `sources/missing`, or `sources/damaged` when the bytes are not those of the hash. */
  read(sha256: string): Promise<Uint8Array>
  has(sha256: string): Promise<boolean>
  /** Reads it through, however large, without holding it in memory. */
  check(sha256: string): Promise<'whole' | 'missing' | 'damaged'>
  pathOf(sha256: string): string
  /** Every kept hash, in order. */
  each(): AsyncGenerator<string>
  remove(sha256: string): Promise<void>
  /** Files a process that died left half written, ten minutes ago or longer. */
  strays(): Promise<string[]>
  removeStrays(): Promise<number>
}

/** Costs nothing: folders are made when the first file is kept. */
export function openSourceFiles(libraryDir: string): SourceFiles {
  const root = join(libraryDir, 'sources')
  const pathOf = (sha256: string) => {
    if (!SHA256.test(sha256)) throw new ArchiveError('sources/no-hash', `"${sha256}" is no SHA-256.`)
    return join(root, sha256.slice(0, 2), sha256.slice(2))
  }
  const keepAll = (many: readonly Uint8Array[]) => keepMany(root, pathOf, many)
  return {
    keepAll,
    pathOf,
    keepFile: (path) => keepOne(root, pathOf, path),
    keep: async (bytes) => (await keepAll([bytes]))[0] as string,
    read: (sha256) => readVerified(pathOf(sha256), sha256),
    has: async (sha256) => (await sizeOf(pathOf(sha256))) !== undefined,
    each: () => eachKept(root),
    check: (sha256) => checkHash(pathOf(sha256), sha256),
    remove: (sha256) => unlink(pathOf(sha256)).catch(ignoreMissing),
    strays: () => findStrays(root),
    async removeStrays() {
      const strays = await findStrays(root)
      for (const stray of strays) await unlink(stray).catch(ignoreMissing)
      return strays.length
    },
  }
}

async function keepMany(
  root: string,
  pathOf: (sha256: string) => string,
  many: readonly Uint8Array[],
): Promise<string[]> {
  const hashes = many.map(hashOf)
  const wanted = new Map(hashes.map((sha256, index) => [sha256, many[index] as Uint8Array]))
  const folders = new Set<string>()
  const makeFolder = folderMaker(root, folders)
  await inParallel([...wanted], async ([sha256, bytes]) => {
    const path = pathOf(sha256)
    // A file under its final name is whole, but the names in its folder may not be on the disk yet: sync those too.
    await makeFolder(dirname(path))
    folders.add(dirname(path))
    if ((await sizeOf(path)) === bytes.length) return
    await putInPlace(await writePartial(partialsOf(root), bytes), path)
  })
  await inParallel([...folders], syncFolder)
  return hashes
}

/** Copied and hashed in one pass: the hash is that of the bytes kept, whatever happens to the file meanwhile. */
async function keepOne(root: string, pathOf: (sha256: string) => string, from: string): Promise<string> {
  const folders = new Set<string>()
  const makeFolder = folderMaker(root, folders)
  await makeFolder(partialsOf(root))
  const { path: partial, sha256, sizeBytes } = await copyPartial(partialsOf(root), from)
  const path = pathOf(sha256)
  await makeFolder(dirname(path))
  folders.add(dirname(path))
  if ((await sizeOf(path)) === sizeBytes) await unlink(partial)
  else await putInPlace(partial, path)
  await inParallel([...folders], syncFolder)
  return sha256
}

/** Makes folders once each, and has the ones above them confirmed when they are new. */
function folderMaker(root: string, toSync: Set<string>): (folder: string) => Promise<void> {
  const making = new Map<string, Promise<void>>()
  const make = async (folder: string) => {
    const first = await mkdir(folder, { recursive: true })
    if (first !== undefined) toSync.add(dirname(first)).add(dirname(folder))
  }
  const once = (folder: string) => {
    const known = making.get(folder) ?? make(folder)
    making.set(folder, known)
    return known
  }
  return async (folder) => {
    await once(partialsOf(root))
    await once(folder)
  }
}

async function readVerified(path: string, sha256: string): Promise<Uint8Array> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
    throw new ArchiveError(
      'sources/missing',
      `The kept file ${sha256} is not there (${path}).`,
      'Restore it from a backup, or import the story again.',
    )
  })
  if (hashOf(bytes) === sha256) return bytes
  throw new ArchiveError(
    'sources/damaged',
    `The kept file ${sha256} has changed since it was kept (${path}).`,
    'The disk may be failing. Restore it from a backup, or import the story again.',
  )
}

async function checkHash(path: string, sha256: string): Promise<'whole' | 'missing' | 'damaged'> {
  if ((await sizeOf(path)) === undefined) return 'missing'
  // A disk that cannot give the bytes back has damaged them as far as anyone can tell.
  const found = await hashOfFile(path).catch(() => undefined)
  return found === sha256 ? 'whole' : 'damaged'
}

/** SHA-256 of a file of any size, hex. */
export async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

async function* eachKept(root: string): AsyncGenerator<string> {
  for (const shard of await namesIn(root)) {
    if (!SHARD.test(shard)) continue
    for (const name of await namesIn(join(root, shard))) {
      if (SHA256.test(shard + name)) yield shard + name
    }
  }
}

async function findStrays(root: string): Promise<string[]> {
  const strays: string[] = []
  for (const name of await namesIn(partialsOf(root))) {
    const path = join(partialsOf(root), name)
    const age = await ageMs(path)
    if (age > STRAY_AFTER_MS || (age > MAYBE_STRAY_AFTER_MS && !isBeingWritten(name))) strays.push(path)
  }
  return strays
}

/** Signal 0 asks whether a process is there; `EPERM` says it is, and belongs to someone else. */
function isBeingWritten(name: string): boolean {
  const pid = Number(name.split('-')[0])
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

async function inParallel<T>(items: readonly T[], each: (item: T) => Promise<void>): Promise<void> {
  let next = 0
  const run = async () => {
    while (next < items.length) await each(items[next++] as T)
  }
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, run))
}

function partialsOf(root: string): string {
  return join(root, '.partial')
}

/** SHA-256, hex. */
export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

async function sizeOf(path: string): Promise<number | undefined> {
  return (await stat(path).catch(ignoreMissing))?.size
}

async function ageMs(path: string): Promise<number> {
  const info = await stat(path).catch(ignoreMissing)
  return info === undefined ? 0 : Date.now() - info.mtimeMs
}

async function namesIn(folder: string): Promise<string[]> {
  const names = (await readdir(folder).catch(ignoreMissing)) ?? []
  return names.sort()
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}
