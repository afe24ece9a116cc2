/** The file of files Office kept its documents in before 2007. After [MS-CFB]; what leads nowhere or in a circle ends there. */
import { Bytes } from './bytes.ts'

export interface CompoundFile {
  /** Names of its streams. */
  names: string[]
  /** @returns the stream's bytes, as far as they are there; undefined where there is none of this name. */
  stream(name: string): Bytes | undefined
}

const SIGNATURE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
const END = 0xfffffffa
const ENTRY_BYTES = 128
const HEADER_FATS = 109
const STREAM = 2
const ROOT = 5
const MAX_ENTRIES = 20_000

export function isCompoundFile(bytes: Uint8Array): boolean {
  return SIGNATURE.every((byte, at) => bytes[at] === byte)
}

interface Entry {
  name: string
  kind: number
  start: number
  sizeBytes: number
}

/** @param raw what {@link isCompoundFile} holds for. Never throws. */
export function openCompoundFile(raw: Uint8Array): CompoundFile {
  const file = new Bytes(raw)
  const sectorBytes = file.u16(30) === 12 ? 4096 : 512
  const table = allocationTable(file, sectorBytes)
  const chain = (start: number) =>
    chainOf(start, (sector) => table.u32(sector * 4), file.length / sectorBytes)
  const sectors = (start: number) =>
    joined(chain(start).map((sector) => file.slice((sector + 1) * sectorBytes, (sector + 2) * sectorBytes)))
  const entries = directory(sectors(file.u32(48)))
  const root = entries.find(({ kind }) => kind === ROOT)
  const small = root === undefined ? new Bytes(new Uint8Array()) : sectors(root.start)
  const smallTable = sectors(file.u32(60))
  const cutoffBytes = file.u32(56) || 4096
  const smallSectors = (start: number) =>
    joined(
      chainOf(start, (sector) => smallTable.u32(sector * 4), small.length / 64).map((sector) =>
        small.slice(sector * 64, sector * 64 + 64),
      ),
    )
  return {
    names: entries.filter(({ kind }) => kind === STREAM).map(({ name }) => name),
    stream(name) {
      const entry = entries.find(
        (each) => each.kind === STREAM && each.name.toLowerCase() === name.toLowerCase(),
      )
      if (entry === undefined) return undefined
      const whole = entry.sizeBytes < cutoffBytes ? smallSectors(entry.start) : sectors(entry.start)
      return whole.slice(0, entry.sizeBytes)
    },
  }
}

/** The sectors of the table itself are listed in the header, and in sectors that list more of them. */
function allocationTable(file: Bytes, sectorBytes: number): Bytes {
  const most = file.length / sectorBytes
  const listed: number[] = []
  for (let i = 0; i < HEADER_FATS; i++) listed.push(file.u32(76 + i * 4))
  const perSector = sectorBytes / 4 - 1
  const seen = new Set<number>()
  for (let at = file.u32(68); at < END && at < most && !seen.has(at); ) {
    seen.add(at)
    const from = (at + 1) * sectorBytes
    for (let i = 0; i < perSector; i++) listed.push(file.u32(from + i * 4))
    at = file.u32(from + perSector * 4)
  }
  const used = [...new Set(listed)].filter((sector) => sector < END && sector < most)
  return joined(used.map((sector) => file.slice((sector + 1) * sectorBytes, (sector + 2) * sectorBytes)))
}

function chainOf(start: number, next: (sector: number) => number, most: number): number[] {
  const chain: number[] = []
  const seen = new Set<number>()
  for (let at = start; at < END && at < most && !seen.has(at); at = next(at)) {
    seen.add(at)
    chain.push(at)
    // Beyond the end of a table that was cut off everything is sector 0.
    if (next(at) === 0 && at !== 0) break
  }
  return chain
}

function joined(parts: Bytes[]): Bytes {
  return new Bytes(Buffer.concat(parts.map(({ raw }) => raw)))
}

function directory(bytes: Bytes): Entry[] {
  const entries: Entry[] = []
  for (let at = 0; at + ENTRY_BYTES <= bytes.length && entries.length < MAX_ENTRIES; at += ENTRY_BYTES) {
    const nameBytes = Math.min(64, bytes.u16(at + 64))
    entries.push({
      name: bytes.raw.subarray(at, at + Math.max(0, nameBytes - 2)).toString('utf16le'),
      kind: bytes.u8(at + 66),
      start: bytes.u32(at + 116),
      sizeBytes: bytes.u32(at + 120),
    })
  }
  return entries
}
