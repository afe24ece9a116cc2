/** The headers of a tar that lies on disk, read where they stand: POSIX ustar and pax, GNU's long names, and plain V7. */
import type { FileHandle } from 'node:fs/promises'
import { RefusedFile } from '../../../errors.ts'
import type { ContainerFile } from '../container.ts'
import { readAt } from '../zip/entry.ts'

export const BLOCK_BYTES = 512
/** Long names and pax records: of people's files they are a few hundred bytes. */
const MAX_RECORD_BYTES = 1024 * 1024

export interface TarEntry {
  /** As written: in whatever encoding. */
  nameBytes: Buffer
  /** A pax record's name is always UTF-8. */
  unicodeName: string | null
  sizeBytes: number
  /** Of its first byte. */
  offset: number
  isLink: boolean
}

/** Whether these bytes begin with a tar's header: its checksum is right, and it has a name. */
export function isTarHeader(head: Uint8Array): boolean {
  if (head.length < BLOCK_BYTES || head[0] === 0) return false
  const block = Buffer.from(head.buffer, head.byteOffset, BLOCK_BYTES)
  const said = octal(block.subarray(148, 156))
  if (said === null) return false
  let unsigned = 0
  let signed = 0
  for (let at = 0; at < BLOCK_BYTES; at++) {
    const byte = at >= 148 && at < 156 ? 32 : (block[at] as number)
    unsigned += byte
    signed += byte > 127 ? byte - 256 : byte
  }
  // Some old programs added up signed characters.
  return said === unsigned || said === signed
}

/** What stands before an entry and is about it. */
interface Told {
  longName: Buffer | null
  paxName: string | null
  paxSize: number | null
}

const NOTHING: Told = { longName: null, paxName: null, paxSize: null }

/**
 * Files and links in their order; folders and devices are left out. A tar that breaks off gives what it has.
 * @throws RefusedFile `read/broken-tar` where not one header can be read, `read/zip-bomb` where there are too many.
 */
export async function readTarEntries(handle: FileHandle, file: ContainerFile): Promise<TarEntry[]> {
  const entries: TarEntry[] = []
  let told = NOTHING
  let headers = 0
  for (let at = 0; at + BLOCK_BYTES <= file.sizeBytes; ) {
    const block = await readAt(handle, at, BLOCK_BYTES)
    if (block.every((byte) => byte === 0)) {
      at += BLOCK_BYTES
      continue
    }
    if (!isTarHeader(block)) break
    if (++headers > file.limits.maxMembers * 2) throw tooMany(file)
    const type = String.fromCharCode(block[156] as number)
    const sizeBytes = told.paxSize !== null && !isRecord(type) ? told.paxSize : sizeOf(block)
    if (sizeBytes === null) break
    const offset = at + BLOCK_BYTES
    if (isRecord(type)) told = { ...told, ...(await readRecord(handle, type, { offset, sizeBytes })) }
    else {
      const entry = entryOf(block, type, { told, sizeBytes, offset })
      if (entry !== null) entries.push(entry)
      told = NOTHING
    }
    at = offset + (isHollow(type) ? 0 : Math.ceil(sizeBytes / BLOCK_BYTES) * BLOCK_BYTES)
  }
  if (headers === 0) throw brokenTar(file, 'it has no table of contents that can be read')
  return entries
}

const isRecord = (type: string) =>
  type === 'L' || type === 'K' || type === 'x' || type === 'g' || type === 'X'
/** Links and folders have no bytes of their own, whatever size they say. */
const isHollow = (type: string) => /[1-6]/.test(type)

async function readRecord(
  handle: FileHandle,
  type: string,
  { offset, sizeBytes }: { offset: number; sizeBytes: number },
): Promise<Partial<Told>> {
  if (sizeBytes > MAX_RECORD_BYTES || type === 'K' || type === 'g') return {}
  const bytes = await readAt(handle, offset, sizeBytes)
  if (type === 'L') return { longName: untilNul(bytes) }
  const records = paxRecords(bytes)
  const size = Number(records.get('size') ?? Number.NaN)
  return {
    paxName: records.get('path') ?? null,
    paxSize: Number.isSafeInteger(size) && size >= 0 ? size : null,
  }
}

/** `27 path=some/name.txt\n`: the length counts the whole record. */
function paxRecords(bytes: Buffer): Map<string, string> {
  const records = new Map<string, string>()
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(32, at)
    const length = space === -1 ? Number.NaN : Number(bytes.subarray(at, space).toString('latin1'))
    if (!Number.isInteger(length) || length <= 0) break
    const record = bytes.subarray(space + 1, at + length - 1).toString('utf8')
    const sign = record.indexOf('=')
    if (sign > 0) records.set(record.slice(0, sign), record.slice(sign + 1))
    at += length
  }
  return records
}

function entryOf(
  block: Buffer,
  type: string,
  { told, sizeBytes, offset }: { told: Told; sizeBytes: number; offset: number },
): TarEntry | null {
  const nameBytes = told.longName ?? plainName(block)
  const isFolder = type === '5' || told.paxName?.endsWith('/') || nameBytes.at(-1) === 47
  const isLink = type === '1' || type === '2'
  if (isFolder || (!isLink && !/[\0 07]/.test(type))) return null
  return { nameBytes, unicodeName: told.paxName, sizeBytes: isLink ? 0 : sizeBytes, offset, isLink }
}

function plainName(block: Buffer): Buffer {
  const name = untilNul(block.subarray(0, 100))
  const isUstar = block.subarray(257, 263).toString('latin1') === 'ustar\0'
  const prefix = isUstar ? untilNul(block.subarray(345, 500)) : Buffer.alloc(0)
  return prefix.length === 0 ? name : Buffer.concat([prefix, Buffer.from('/'), name])
}

function untilNul(bytes: Buffer): Buffer {
  const end = bytes.indexOf(0)
  return end === -1 ? bytes : bytes.subarray(0, end)
}

/** Octal digits, or for what is larger than they can say GNU's number to the base 256. */
function sizeOf(block: Buffer): number | null {
  const field = block.subarray(124, 136)
  if (((field[0] as number) & 0x80) === 0) return octal(field)
  const size = field.subarray(4).reduce((sum, byte) => sum * 256 + byte, 0)
  return Number.isSafeInteger(size) ? size : null
}

function octal(field: Buffer): number | null {
  const digits = field.toString('latin1').replace(/[\0 ]+/g, '')
  return /^[0-7]{1,12}$/.test(digits) ? Number.parseInt(digits, 8) : null
}

export function brokenTar(file: Pick<ContainerFile, 'path'>, what: string): RefusedFile {
  return new RefusedFile(
    'read/broken-tar',
    `"${file.path}" is damaged: ${what}.`,
    'Copy or download it again; the original may be whole.',
  )
}

function tooMany(file: ContainerFile): RefusedFile {
  return new RefusedFile(
    'read/zip-bomb',
    `"${file.path}" holds more than is read from one file: over ${file.limits.maxMembers} files.`,
    'Unpack it and add the folders one by one.',
  )
}
