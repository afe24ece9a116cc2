/**
 * Files that come from a browser: `<library>/inbox/<number of the import>/…`, kept under the names they had.
 * They are copies a person may not have anywhere else, so each is on the disk before it is said to be there.
 */
import { createWriteStream } from 'node:fs'
import { mkdir, open, readdir, realpath, rm, stat, statfs, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ArchiveError } from '../errors.ts'
import { partialName, putAsNew, syncFolder } from '../storage/durable-file.ts'
import { cleanPath, withNumber } from './clean-path.ts'

/** A single file from a browser may be this large: room for any zip or mailbox, and an end to a mistake. */
export const MAX_UPLOAD_FILE_BYTES = 2 * 1024 ** 3
/** So much is left free on the disk. */
const LEFT_FREE_BYTES = 256 * 1024 * 1024
const MAX_SAME_NAMES = 1000
const STRAY_AFTER_MS = 24 * 60 * 60 * 1000

export interface ReceivedFile {
  /** Below the upload's folder. */
  path: string
  sizeBytes: number
}

const inboxOf = (libraryDir: string) => join(libraryDir, 'inbox')
const partialsOf = (libraryDir: string) => join(inboxOf(libraryDir), '.partial')

/** @returns a new folder for the files of one import, absolute. */
export async function makeUploadFolder(libraryDir: string, id: number): Promise<string> {
  const inbox = inboxOf(libraryDir)
  await mkdir(inbox, { recursive: true })
  await clearStrays(partialsOf(libraryDir))
  for (let number = 1; ; number++) {
    const folder = join(inbox, number === 1 ? `${id}` : withNumber(`${id}`, number))
    try {
      await mkdir(folder)
      await syncFolder(inbox)
      return await realpath(folder)
    } catch (error) {
      // Left there by an import of this number that is forgotten: not ours to throw away.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}

/** Half of a file, left by a process that was killed a day ago or earlier. */
async function clearStrays(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const info = await stat(join(folder, name)).catch(() => undefined)
    if (info !== undefined && Date.now() - info.mtimeMs > STRAY_AFTER_MS)
      await unlink(join(folder, name)).catch(() => {})
  }
}

/** Throws away what came in: nothing of it was wanted. @param folder as made; any other is left alone. */
export async function discardUpload(libraryDir: string, folder: string): Promise<void> {
  const inbox = await realpath(inboxOf(libraryDir)).catch(() => undefined)
  if (dirname(folder) === inbox) await rm(folder, { recursive: true, force: true })
}

export interface Incoming {
  libraryDir: string
  /** Of the import, as made by {@link makeUploadFolder}. */
  folder: string
  /** As the browser names it, `folder/name.txt` for a file of a folder. Cleaned before it is used. */
  name: string
  bytes: Readable
}

/**
 * Streams a file to the disk. When it answers, the file is there whole and stays.
 * @throws ArchiveError `import/file-too-large`, `library/disk-full`; nothing of the file is left then.
 */
export async function receiveFile({ libraryDir, folder, name, bytes }: Incoming): Promise<ReceivedFile> {
  // It may break off before anyone reads it; whoever does is told then.
  bytes.on('error', () => {})
  const partials = partialsOf(libraryDir)
  await mkdir(partials, { recursive: true })
  const written = join(partials, partialName())
  try {
    const sizeBytes = await writeLimited(bytes, written, name)
    const path = await putUnder(folder, cleanPath(name), written)
    return { path, sizeBytes }
  } catch (error) {
    await unlink(written).catch(() => {})
    throw (error as NodeJS.ErrnoException).code === 'ENOSPC' ? diskFull(name) : error
  }
}

/** @throws ArchiveError `library/disk-full` where the disk has no room for so much. */
export async function checkRoom(libraryDir: string, sizeBytes: number, name: string): Promise<void> {
  const { bavail, bsize } = await statfs(libraryDir)
  if (bavail * bsize < sizeBytes + LEFT_FREE_BYTES) throw diskFull(name)
}

async function writeLimited(bytes: Readable, path: string, name: string): Promise<number> {
  let sizeBytes = 0
  await pipeline(
    bytes,
    async function* (chunks) {
      for await (const chunk of chunks as AsyncIterable<Uint8Array>) {
        sizeBytes += chunk.length
        if (sizeBytes > MAX_UPLOAD_FILE_BYTES) throw tooLarge(name)
        yield chunk
      }
    },
    createWriteStream(path, { flags: 'wx' }),
  )
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
  return sizeBytes
}

/** Gives the file its name; a second one of the same name gets a number. */
async function putUnder(folder: string, path: string, written: string): Promise<string> {
  for (let number = 1; number <= MAX_SAME_NAMES; number++) {
    const free = number === 1 ? path : withNumber(path, number)
    const target = join(folder, free)
    const made = await mkdir(dirname(target), { recursive: true })
    try {
      await putAsNew(written, target)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue
      throw error
    }
    await syncUpTo(dirname(target), made === undefined ? dirname(target) : dirname(made))
    return free
  }
  throw new ArchiveError('import/same-name', `More than ${MAX_SAME_NAMES} files are called ${path}.`)
}

/** Has the disk confirm the names in the folders from this one up to the one that was there before. */
async function syncUpTo(from: string, until: string): Promise<void> {
  for (let folder = from; ; folder = dirname(folder)) {
    await syncFolder(folder)
    if (folder === until || folder === dirname(folder)) return
  }
}

export function tooLarge(name: string): ArchiveError {
  return new ArchiveError(
    'import/file-too-large',
    `${name} is larger than 2 GB, which is the most the browser may send at once.`,
    'Put it into a folder of this machine and name the folder instead.',
  )
}

function diskFull(name: string): ArchiveError {
  return new ArchiveError(
    'library/disk-full',
    `There is no room left on the disk for ${name}.`,
    'Make room, then send it again. What came in before it is kept.',
  )
}
