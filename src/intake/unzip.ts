/**
 * Zip archives, read with suspicion: what comes out is counted as it comes out, whatever the archive declares,
 * and a name that could be written outside a folder refuses the whole archive. Nothing is written to disk.
 * The layout is that of PKWARE's APPNOTE 6.3.
 */
import { crc32, inflateRawSync } from 'node:zlib'
import { RefusedFile } from '../errors.ts'
import { decodeSingleByte } from './decode/single-byte.ts'
import type { SourceFile } from './formats/format.ts'
import { brokenZip, tooManyMembers, unreadMethod } from './zip-refusals.ts'

export interface Zip {
  /** Names of files, not of folders, in the archive's order, with `/` between folders. */
  names: string[]
  /**
   * Bytes of a member.
   * @param mostBytes more than this is refused, beside the limits of the whole archive.
   * @throws RefusedFile when it is damaged, encrypted, or more than the limits allow comes out.
   */
  read(name: string, mostBytes?: number): Uint8Array
  /** What is imperfect about the archive: for people, one sentence each. */
  remarks: string[]
}

interface Member {
  name: string
  flags: number
  method: number
  crc: number
  packedBytes: number
  offset: number
}

const END_OF_DIRECTORY = 0x06054b50
const END_OF_DIRECTORY_64 = 0x06064b50
const LOCATOR_64 = 0x07064b50
const DIRECTORY_ENTRY = 0x02014b50
const LOCAL_HEADER = 0x04034b50
/** The end record is 22 bytes and may carry a comment of up to 65,535. */
const END_BYTES = 22
const MAX_COMMENT = 65_535
const ENCRYPTED = 0x1
const UTF8_NAMES = 0x800
const STORED = 0
const DEFLATED = 8
const LINK_MODE = 0xa000
/** A member that unpacks to so many times its size, beyond the first megabytes, was made to fill a disk. */
const MAX_RATIO = 400
const RATIO_FROM_BYTES = 32 * 1024 * 1024

export function isZip(bytes: Uint8Array): boolean {
  return (
    bytes[0] === 0x50 &&
    bytes[1] === 0x4b &&
    (bytes[2] === 3 || bytes[2] === 5) &&
    (bytes[3] === 4 || bytes[3] === 6)
  )
}

/** @throws RefusedFile when it is no zip, has been cut off, has too many members, or a name that climbs out. */
export function openZip(file: SourceFile): Zip {
  const bytes = Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength)
  const { members, bias } = readDirectory(bytes, file)
  const byName = new Map<string, Member>()
  const remarks: string[] = []
  for (const member of members) {
    if (byName.has(member.name)) remarks.push(`"${member.name}" is in it more than once; the first was read.`)
    else byName.set(member.name, member)
  }
  let unpacked = 0
  return {
    names: [...byName.keys()],
    remarks,
    read(name, mostBytes = Number.POSITIVE_INFINITY) {
      const member = byName.get(name)
      if (member === undefined) throw new Error(`No member "${name}" in ${file.path}`)
      const leftBytes = Math.min(mostBytes, file.limits.maxUnpackedBytes - unpacked)
      const content = unpack(bytes, member, { file, bias, leftBytes })
      unpacked += content.length
      if (crc32(content) !== member.crc)
        remarks.push(`"${name}" is not as it was packed: some of it may be damaged.`)
      return content
    },
  }
}

interface Directory {
  members: Member[]
  /** Bytes that stand before the archive's own first byte. */
  bias: number
}

function readDirectory(bytes: Buffer, file: SourceFile): Directory {
  const end = findEnd(bytes)
  if (end === -1)
    throw brokenZip(file, 'it ends before its table of contents, as when a copy or download was cut off')
  const { count, sizeBytes, offset } = endRecord(bytes, end)
  if (count > file.limits.maxMembers) throw tooManyMembers(file, count)
  const start = end - sizeBytes
  const bias = start >= offset && isEntry(bytes, start) ? start - offset : 0
  const members: Member[] = []
  let at = offset + bias
  for (let index = 0; index < count; index++) {
    if (!isEntry(bytes, at))
      throw brokenZip(file, `its table of contents breaks off after ${index} of ${count} entries`)
    const { member, next } = readEntry(bytes, at, file)
    if (member !== null) members.push(member)
    at = next
  }
  return { members, bias }
}

function findEnd(bytes: Buffer): number {
  const least = Math.max(0, bytes.length - END_BYTES - MAX_COMMENT)
  for (let at = bytes.length - END_BYTES; at >= least; at--) {
    if (bytes[at] === 0x50 && bytes.readUInt32LE(at) === END_OF_DIRECTORY) return at
  }
  return -1
}

function endRecord(bytes: Buffer, end: number): { count: number; sizeBytes: number; offset: number } {
  const locator = end - 20
  if (locator >= 0 && bytes.readUInt32LE(locator) === LOCATOR_64) {
    const at = Number(bytes.readBigUInt64LE(locator + 8))
    if (at + 56 <= bytes.length && bytes.readUInt32LE(at) === END_OF_DIRECTORY_64) {
      const read = (offset: number) => Number(bytes.readBigUInt64LE(at + offset))
      return { count: read(32), sizeBytes: read(40), offset: read(48) }
    }
  }
  return {
    count: bytes.readUInt16LE(end + 10),
    sizeBytes: bytes.readUInt32LE(end + 12),
    offset: bytes.readUInt32LE(end + 16),
  }
}

function isEntry(bytes: Buffer, at: number): boolean {
  return at >= 0 && at + 46 <= bytes.length && bytes.readUInt32LE(at) === DIRECTORY_ENTRY
}

function readEntry(bytes: Buffer, at: number, file: SourceFile): { member: Member | null; next: number } {
  const flags = bytes.readUInt16LE(at + 8)
  const nameLength = bytes.readUInt16LE(at + 28)
  const extraLength = bytes.readUInt16LE(at + 30)
  const next = at + 46 + nameLength + extraLength + bytes.readUInt16LE(at + 32)
  if (next > bytes.length) throw brokenZip(file, 'its table of contents is cut off')
  const name = nameOf(bytes.subarray(at + 46, at + 46 + nameLength), flags)
  refuseClimbing(name, bytes.readUInt32LE(at + 38) >>> 16, file)
  const sizes = {
    packedBytes: bytes.readUInt32LE(at + 20),
    unpackedBytes: bytes.readUInt32LE(at + 24),
    offset: bytes.readUInt32LE(at + 42),
  }
  const { packedBytes, offset } = wideSizes(bytes.subarray(at + 46 + nameLength, next), sizes)
  const member = {
    name,
    flags,
    method: bytes.readUInt16LE(at + 10),
    crc: bytes.readUInt32LE(at + 16),
    packedBytes,
    offset,
  }
  return { member: name.endsWith('/') ? null : member, next }
}

/** Sizes past 4 GB stand in extra field 1: those that are all ones above, in this order. */
function wideSizes(
  extra: Buffer,
  sizes: { packedBytes: number; unpackedBytes: number; offset: number },
): { packedBytes: number; offset: number } {
  const wide = 0xffffffff
  if (sizes.packedBytes !== wide && sizes.offset !== wide) return sizes
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue
    let from = at + 4
    const take = (narrow: number) => {
      if (narrow !== wide || from + 8 > extra.length) return narrow
      from += 8
      return Number(extra.readBigUInt64LE(from - 8))
    }
    take(sizes.unpackedBytes)
    return { packedBytes: take(sizes.packedBytes), offset: take(sizes.offset) }
  }
  return sizes
}

/** Names are UTF-8 where the flag says so or they can be, otherwise of the DOS code page. */
function nameOf(bytes: Buffer, flags: number): string {
  const isAscii = bytes.every((byte) => byte < 0x80)
  const utf8 = isAscii ? bytes.toString('latin1') : new TextDecoder('utf-8').decode(bytes)
  const name = !(flags & UTF8_NAMES) && utf8.includes('\ufffd') ? decodeSingleByte(bytes, 'cp437') : utf8
  return name.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '')
}

function refuseClimbing(name: string, mode: number, file: SourceFile): void {
  const climbs =
    name.startsWith('/') || /^[a-z]:/i.test(name) || name.includes('\0') || name.split('/').includes('..')
  const isLink = (mode & 0xf000) === LINK_MODE
  if (!climbs && !isLink) return
  throw new RefusedFile(
    'read/path-climbs',
    `"${file.path}" holds ${isLink ? 'a link' : 'a name that leads out of its folder'}: "${name.slice(0, 200)}". It was not made to be read.`,
    'Get the file again from where it came from; if it is the same there, do not trust it.',
  )
}

function unpack(
  bytes: Buffer,
  member: Member,
  { file, bias, leftBytes }: { file: SourceFile; bias: number; leftBytes: number },
): Uint8Array {
  if (member.flags & ENCRYPTED) throw encrypted(file, member)
  const header = member.offset + bias
  if (header + 30 > bytes.length || bytes.readUInt32LE(header) !== LOCAL_HEADER)
    throw brokenZip(file, `"${member.name}" is not where its table of contents says`)
  const start = header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28)
  const packed = bytes.subarray(start, start + member.packedBytes)
  if (packed.length < member.packedBytes) throw brokenZip(file, `"${member.name}" is cut off`)
  const most = Math.min(leftBytes, Math.max(RATIO_FROM_BYTES, packed.length * MAX_RATIO))
  if (member.method === STORED && packed.length <= most) return packed
  if (member.method === STORED) throw bomb(file, member, most)
  if (member.method === DEFLATED) return inflate(packed, { most, file, member })
  throw unreadMethod(file, member)
}

function inflate(
  packed: Buffer,
  { most, file, member }: { most: number; file: SourceFile; member: Member },
): Uint8Array {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, most) })
  } catch (error) {
    const isTooLong =
      error instanceof RangeError || (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
    throw isTooLong
      ? bomb(file, member, most)
      : brokenZip(file, `"${member.name}" is damaged and does not unpack`)
  }
}

function bomb(file: SourceFile, member: Member, mostBytes: number): RefusedFile {
  const most = `${Math.round(mostBytes / 1024 / 1024)} MB`
  return new RefusedFile(
    'read/zip-bomb',
    `"${member.name}" in "${file.path}" unpacks to more than ${most}, far more than a story needs; it was cut off there.`,
    'Files like this are made to fill disks. If it is a story all the same, unpack it and add what is in it.',
  )
}

function encrypted(file: SourceFile, member: Member): RefusedFile {
  return new RefusedFile(
    'read/encrypted',
    `"${member.name}" in "${file.path}" is locked with a password.`,
    'Unpack it with the password, and add what is in it.',
  )
}
