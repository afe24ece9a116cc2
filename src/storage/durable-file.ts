/** Files that are there whole or not at all, whatever instant the power goes. */
import { createHash, randomBytes } from 'node:crypto'
import { constants, createReadStream } from 'node:fs'
import { access, type FileHandle, link, open, rename, unlink } from 'node:fs/promises'
import { join } from 'node:path'

/** `<pid>-<random>.part`: the process id tells a file being written from one left behind. */
export function partialName(): string {
  return `${process.pid}-${randomBytes(8).toString('hex')}.part`
}

/** Writes the bytes to a new file and has the disk confirm them. @returns its path. */
export function writePartial(folder: string, bytes: Uint8Array): Promise<string> {
  return writePartialOf(folder, [bytes])
}

/** Writes stretches of bytes one after the other, as {@link writePartial} does one. */
export async function writePartialOf(folder: string, stretches: Iterable<Uint8Array>): Promise<string> {
  const path = join(folder, partialName())
  const file = await open(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL)
  try {
    for (const bytes of stretches) await writeAll(file, bytes)
    await file.sync()
  } finally {
    await file.close()
  }
  return path
}

/** Copies a file of any size to a new one, as {@link writePartial} does bytes. */
export async function copyPartial(
  folder: string,
  from: string,
): Promise<{ path: string; sha256: string; sizeBytes: number }> {
  const path = join(folder, partialName())
  const hash = createHash('sha256')
  let sizeBytes = 0
  const file = await open(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL)
  try {
    for await (const chunk of createReadStream(from, { highWaterMark: 1024 * 1024 })) {
      hash.update(chunk)
      await writeAll(file, chunk)
      sizeBytes += chunk.length
    }
    await file.sync()
  } catch (error) {
    await unlink(path).catch(() => {})
    throw error
  } finally {
    await file.close()
  }
  return { path, sha256: hash.digest('hex'), sizeBytes }
}

/** A write may take only part of what it is given; a full disk shows itself in the one after. */
async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done)
    done += bytesWritten
  }
}

/** Puts a written file where it belongs; the caller syncs the folder. */
export async function putInPlace(partial: string, path: string): Promise<void> {
  try {
    await rename(partial, path)
  } catch (error) {
    await unlink(partial).catch(() => {})
    throw error
  }
}

const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'])

/**
 * Gives a written file its name only where that is still free; the caller syncs the folder.
 * A hard link does so in one step; file systems without (FAT, exFAT) are asked first and renamed to after.
 * @throws Error of code `EEXIST` where the name is taken.
 */
export async function putAsNew(written: string, path: string): Promise<void> {
  try {
    await link(written, path)
    await unlink(written)
  } catch (error) {
    if (!NO_LINKS.has((error as NodeJS.ErrnoException).code ?? '')) throw error
    await access(path).then(
      () => Promise.reject(Object.assign(new Error(`${path} is there`), { code: 'EEXIST' })),
      () => rename(written, path),
    )
  }
}

/** Has the disk confirm the bytes of a file. */
export async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Has the disk confirm the names in a folder. Windows keeps no such promise for folders and refuses to be asked. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
