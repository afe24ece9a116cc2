/**
 * Zip → its files, each read where it stands on disk. What comes out is counted as it comes out, whatever the zip
 * declares; a name that leads out of its folder refuses that file alone, since nothing is ever written under it.
 */
import { type FileHandle, open } from 'node:fs/promises'
import { inflateRawSync } from 'node:zlib'
import { RefusedFile } from '../../errors.ts'
import { noSuchMember } from '../no-such-member.ts'
import { isZip } from '../unzip.ts'
import { brokenZip, unreadMethod } from '../zip-refusals.ts'
import type { ContainerFile, ContainerFormat, Member, MemberContent, OpenContainer } from './container.ts'
import { DEFAULT_LIMITS, type FileHead } from './format.ts'
import { refuseClimbing } from './unsafe-name.ts'
import { readAt, readEntries, type ZipEntry } from './zip/entry.ts'
import { decodeNames } from './zip/entry-names.ts'

const LOCAL_HEADER = 0x04034b50
const ENCRYPTED = 0x1
const STORED = 0
const DEFLATED = 8
/** WinZip's AES stands for a method of its own. */
const AES = 99
/** A member that unpacks to so many times its size, beyond the first megabytes, was made to fill a disk. */
const MAX_RATIO = 400
const RATIO_FROM_BYTES = 32 * 1024 * 1024
/** Books and documents that are zips, and are read as one. */
const BOOKS = /\.(?:epub|kepub|docx|docm|dotx|odt|ott|htmlz|fbz|fb2\.zip|cbz|kfx|pages|jar|apk)$/i

export const zip: ContainerFormat = {
  id: 'zip',
  label: 'a zip',
  extensions: ['.zip'],
  hasFolders: true,
  recognise: ({ path, head }: FileHead) => (isZip(head) && !BOOKS.test(path) ? 0.65 : 0),
  confirm: isNoBook,
  open: openZipFile,
}

interface NamedEntry extends ZipEntry {
  name: string
}

/** By what must stand in a book of each kind. A zip too damaged to tell is refused as one. */
async function isNoBook(file: ContainerFile): Promise<boolean> {
  const handle = await open(file.absolutePath, 'r')
  try {
    const names = new Set(decodeNames(await readEntries(handle, file)))
    const isEpub = names.has('META-INF/container.xml')
    const isWord = names.has('[Content_Types].xml') && names.has('word/document.xml')
    const isOpenDocument = names.has('mimetype') && names.has('content.xml')
    return !isEpub && !isWord && !isOpenDocument
  } catch (error) {
    if (error instanceof RefusedFile) return true
    throw error
  } finally {
    await handle.close()
  }
}

async function openZipFile(file: ContainerFile): Promise<OpenContainer> {
  const handle = await open(file.absolutePath, 'r')
  try {
    const entries = byName(await readEntries(handle, file))
    return {
      async *members(): AsyncGenerator<Member> {
        for (const { name, unpackedBytes } of entries.values()) yield { name, sizeBytes: unpackedBytes }
      },
      async read(name): Promise<MemberContent> {
        const entry = entries.get(name)
        if (entry === undefined) throw noSuchMember(file.path, name)
        refuseUnsafe(entry, file)
        const bytes = await unpack(handle, entry, file)
        return { kind: 'bytes', file: { path: `${file.path}!/${name}`, bytes, limits: DEFAULT_LIMITS } }
      },
      close: () => handle.close(),
    }
  } catch (error) {
    await handle.close()
    throw error
  }
}

/** Folders left out. A name that stands there twice is two files. */
function byName(entries: readonly ZipEntry[]): Map<string, NamedEntry> {
  const named = new Map<string, NamedEntry>()
  for (const [index, decoded] of decodeNames(entries).entries()) {
    if (decoded.endsWith('/') || decoded === '') continue
    // The sign that parts a container from what is in it belongs to no name.
    const plain = decoded.replaceAll('!/', '!_/')
    let name = plain
    for (let copy = 2; named.has(name); copy++) name = `${plain} (${copy})`
    named.set(name, { ...(entries[index] as ZipEntry), name })
  }
  return named
}

function refuseUnsafe({ name, isLink, flags, method }: NamedEntry, file: ContainerFile): void {
  refuseClimbing(name, isLink, file)
  if (flags & ENCRYPTED || method === AES) {
    throw new RefusedFile(
      'read/encrypted',
      `"${name}" in "${file.path}" is locked with a password.`,
      'Unpack it with the password, and add what is in it.',
    )
  }
}

async function unpack(handle: FileHandle, entry: NamedEntry, file: ContainerFile): Promise<Uint8Array> {
  const header = await readAt(handle, entry.offset, 30)
  if (header.length < 30 || header.readUInt32LE(0) !== LOCAL_HEADER)
    throw brokenZip(file, `"${entry.name}" is not where its table of contents says`)
  const most = Math.min(
    DEFAULT_LIMITS.maxUnpackedBytes,
    Math.max(RATIO_FROM_BYTES, entry.packedBytes * MAX_RATIO),
  )
  if (entry.packedBytes > most) throw tooMuch(entry, file, most)
  const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  if (start + entry.packedBytes > file.sizeBytes) throw brokenZip(file, `"${entry.name}" is cut off`)
  const packed = await readAt(handle, start, entry.packedBytes)
  if (entry.method === STORED) return packed
  if (entry.method === DEFLATED) return inflate(packed, { entry, file, most })
  throw unreadMethod(file, entry)
}

function inflate(
  packed: Buffer,
  { entry, file, most }: { entry: NamedEntry; file: ContainerFile; most: number },
): Uint8Array {
  try {
    return inflateRawSync(packed, { maxOutputLength: most })
  } catch (error) {
    const isTooLong =
      error instanceof RangeError || (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
    throw isTooLong ? tooMuch(entry, file, most) : brokenZip(file, `"${entry.name}" in it does not unpack`)
  }
}

function tooMuch(entry: NamedEntry, file: ContainerFile, mostBytes: number): RefusedFile {
  return new RefusedFile(
    'read/zip-bomb',
    `"${entry.name}" in "${file.path}" unpacks to more than ${Math.round(mostBytes / 1024 / 1024)} MB, far more than a story needs; it was cut off there.`,
    'Files like this are made to fill disks. If it is a story all the same, unpack it and add what is in it.',
  )
}
