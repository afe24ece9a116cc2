/** The records of a zip that lies on disk, read where they stand. The layout is that of PKWARE's APPNOTE 6.3. */
import type { FileHandle } from 'node:fs/promises'
import { brokenZip, tooManyMembers } from '../../zip-refusals.ts'
import type { ContainerFile } from '../container.ts'

/** One file in a zip, as its table of contents tells of it. */
export interface ZipEntry {
  /** As written: in whatever encoding. */
  nameBytes: Buffer
  /** The name in UTF-8, where the zip gives it beside the other. */
  unicodeName: string | null
  flags: number
  method: number
  crc: number
  packedBytes: number
  unpackedBytes: number
  /** Of its local header, from the zip's first byte. */
  offset: number
  isLink: boolean
}

const END_OF_DIRECTORY = 0x06054b50
const END_OF_DIRECTORY_64 = 0x06064b50
const LOCATOR_64 = 0x07064b50
const DIRECTORY_ENTRY = 0x02014b50
const END_BYTES = 22
const LOCATOR_BYTES = 20
const MAX_COMMENT = 65_535
const LINK_MODE = 0xa000
const WIDE = 0xffffffff
/** Of Info-ZIP: the name in UTF-8, with the checksum of the one it stands for. */
const UNICODE_PATH = 0x7075
/** Of the largest zips of stories it is a few MB. */
const MAX_DIRECTORY_BYTES = 128 * 1024 * 1024

/** @returns fewer bytes where the file ends before, none where no file has such a place. */
export async function readAt(handle: FileHandle, at: number, length: number): Promise<Buffer> {
  if (at < 0 || !Number.isSafeInteger(at + length)) return Buffer.alloc(0)
  const bytes = Buffer.alloc(length)
  let done = 0
  while (done < length) {
    const { bytesRead } = await handle.read(bytes, done, length - done, at + done)
    if (bytesRead === 0) break
    done += bytesRead
  }
  return bytes.subarray(0, done)
}

/** @throws RefusedFile `read/broken-zip`, `read/zip-bomb`. */
export async function readEntries(handle: FileHandle, file: ContainerFile): Promise<ZipEntry[]> {
  const { count, sizeBytes, offset, end } = await findDirectory(handle, file)
  if (count > file.limits.maxMembers || sizeBytes > MAX_DIRECTORY_BYTES) throw tooManyMembers(file, count)
  if (sizeBytes > file.sizeBytes) throw brokenZip(file, 'its table of contents is cut off')
  // Bytes may stand before the zip's own first one, as before a program that unpacks itself.
  const start = end - sizeBytes
  const bytes = await readAt(handle, Math.max(0, start), sizeBytes)
  const isThere = bytes.length >= 4 && bytes.readUInt32LE(0) === DIRECTORY_ENTRY
  const table = isThere ? bytes : await readAt(handle, offset, sizeBytes)
  const bias = isThere ? start - offset : 0
  const entries: ZipEntry[] = []
  for (let at = 0; entries.length < count; ) {
    if (at + 46 > table.length || table.readUInt32LE(at) !== DIRECTORY_ENTRY)
      throw brokenZip(file, `its table of contents breaks off after ${entries.length} of ${count} entries`)
    const { entry, next } = entryAt(table, at)
    entries.push({ ...entry, offset: entry.offset + bias })
    at = next
  }
  return entries
}

interface Directory {
  count: number
  sizeBytes: number
  offset: number
  /** Where it ends. */
  end: number
}

async function findDirectory(handle: FileHandle, file: ContainerFile): Promise<Directory> {
  const tailStart = Math.max(0, file.sizeBytes - END_BYTES - MAX_COMMENT - LOCATOR_BYTES)
  const tail = await readAt(handle, tailStart, file.sizeBytes - tailStart)
  for (let at = tail.length - END_BYTES; at >= 0; at--) {
    if (tail[at] !== 0x50 || tail.readUInt32LE(at) !== END_OF_DIRECTORY) continue
    const wide = await wideDirectory(handle, tail, at - LOCATOR_BYTES)
    return (
      wide ?? {
        count: tail.readUInt16LE(at + 10),
        sizeBytes: tail.readUInt32LE(at + 12),
        offset: tail.readUInt32LE(at + 16),
        end: tailStart + at,
      }
    )
  }
  throw brokenZip(file, 'it ends before its table of contents, as when a copy or download was cut off')
}

async function wideDirectory(
  handle: FileHandle,
  tail: Buffer,
  locator: number,
): Promise<Directory | undefined> {
  if (locator < 0 || tail.readUInt32LE(locator) !== LOCATOR_64) return undefined
  const at = Number(tail.readBigUInt64LE(locator + 8))
  if (!Number.isSafeInteger(at)) return undefined
  const record = await readAt(handle, at, 56)
  if (record.length < 56 || record.readUInt32LE(0) !== END_OF_DIRECTORY_64) return undefined
  const number = (offset: number) => Number(record.readBigUInt64LE(offset))
  return { count: number(32), sizeBytes: number(40), offset: number(48), end: at }
}

function entryAt(table: Buffer, at: number): { entry: ZipEntry; next: number } {
  const nameEnd = at + 46 + table.readUInt16LE(at + 28)
  const extraEnd = nameEnd + table.readUInt16LE(at + 30)
  const fields = extraFields(table.subarray(nameEnd, extraEnd))
  const nameBytes = table.subarray(at + 46, nameEnd)
  const sizes = wideSizes(fields.get(1), {
    unpackedBytes: table.readUInt32LE(at + 24),
    packedBytes: table.readUInt32LE(at + 20),
    offset: table.readUInt32LE(at + 42),
  })
  const path = fields.get(UNICODE_PATH)
  const entry = {
    nameBytes,
    unicodeName: path !== undefined && path.length > 5 ? path.toString('utf8', 5) : null,
    flags: table.readUInt16LE(at + 8),
    method: table.readUInt16LE(at + 10),
    crc: table.readUInt32LE(at + 16),
    ...sizes,
    isLink: ((table.readUInt32LE(at + 38) >>> 16) & 0xf000) === LINK_MODE,
  }
  return { entry, next: extraEnd + table.readUInt16LE(at + 32) }
}

function extraFields(extra: Buffer): Map<number, Buffer> {
  const fields = new Map<number, Buffer>()
  for (let at = 0; at + 4 <= extra.length; ) {
    const end = at + 4 + extra.readUInt16LE(at + 2)
    fields.set(extra.readUInt16LE(at), extra.subarray(at + 4, end))
    at = end
  }
  return fields
}

interface Sizes {
  unpackedBytes: number
  packedBytes: number
  offset: number
}

/** Sizes past 4 GB stand in extra field 1: those that are all ones, in this order. */
function wideSizes(field: Buffer | undefined, sizes: Sizes): Sizes {
  let at = 0
  const wide = (narrow: number) => {
    if (narrow !== WIDE || field === undefined || at + 8 > field.length) return narrow
    at += 8
    return Number(field.readBigUInt64LE(at - 8))
  }
  const { unpackedBytes, packedBytes, offset } = sizes
  return { unpackedBytes: wide(unpackedBytes), packedBytes: wide(packedBytes), offset: wide(offset) }
}
