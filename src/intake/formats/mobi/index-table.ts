/**
 * Index tables (INDX records): rows of a name and tagged numbers. Skeletons, fragments and contents are kept in them.
 * Laid out as the MobileRead wiki and KindleUnpack's notes describe: a TAGX section says how the numbers are written.
 */

export interface IndexRow {
  name: string
  /** Numbers by tag. */
  tags: Map<number, number[]>
}

export interface IndexTable {
  rows: IndexRow[]
  /** Bytes of a string by its offset; undefined where there is none. */
  stringAt(offset: number): Buffer | undefined
}

interface Tag {
  tag: number
  perValue: number
  mask: number
  /** The last of its control byte. */
  isEnd: boolean
}

const MAX_ROWS = 200_000
const MAX_VALUES = 1_000
/** Offsets of strings count 64 KiB a record. */
const STRINGS_A_RECORD = 0x10000

/** @param first number of its first record. @returns no rows where there is no table. */
export function readIndexTable(records: readonly Buffer[], first: number | undefined): IndexTable {
  const head = first === undefined ? undefined : records[first]
  const rows: IndexRow[] = []
  if (first === undefined || head === undefined || !isIndex(head)) return { rows, stringAt: () => undefined }
  const count = head.readUInt32BE(24)
  const shape = readShape(head)
  for (const record of records.slice(first + 1, first + 1 + count)) {
    if (rows.length < MAX_ROWS && shape !== undefined && isIndex(record)) readRows(record, shape, rows)
  }
  const strings = records.slice(first + 1 + count, first + 1 + count + head.readUInt32BE(52))
  return { rows, stringAt: (offset) => stringIn(strings, offset) }
}

function isIndex(record: Buffer): boolean {
  return record.length >= 56 && record.toString('latin1', 0, 4) === 'INDX'
}

interface Shape {
  controlBytes: number
  tags: Tag[]
}

function readShape(head: Buffer): Shape | undefined {
  const at = head.readUInt32BE(4)
  if (at + 12 > head.length || head.toString('latin1', at, at + 4) !== 'TAGX') return undefined
  const end = Math.min(at + head.readUInt32BE(at + 4), head.length)
  const tags: Tag[] = []
  for (let from = at + 12; from + 4 <= end; from += 4) {
    const [tag = 0, perValue = 0, mask = 0, last = 0] = head.subarray(from, from + 4)
    tags.push({ tag, perValue, mask, isEnd: last === 1 })
  }
  return { controlBytes: head.readUInt32BE(at + 8), tags }
}

function readRows(record: Buffer, shape: Shape, rows: IndexRow[]): void {
  const table = record.readUInt32BE(20)
  const count = record.readUInt32BE(24)
  for (let index = 0; index < count && rows.length < MAX_ROWS; index++) {
    const at = table + 4 + index * 2
    if (at + 2 > record.length) return
    const from = record.readUInt16BE(at)
    const length = record[from]
    if (length === undefined) return
    const name = record.toString('latin1', from + 1, from + 1 + length)
    rows.push({ name, tags: readTags(record, from + 1 + length, shape) })
  }
}

function readTags(record: Buffer, start: number, { controlBytes, tags }: Shape): Map<number, number[]> {
  const reader = { record, at: start + controlBytes }
  const wanted: { tag: number; values: number; bytes: number }[] = []
  let control = start
  for (const { tag, perValue, mask, isEnd } of tags) {
    if (isEnd) {
      control++
      continue
    }
    const value = (record[control] ?? 0) & mask
    if (value === 0) continue
    const isCounted = value === mask && ones(mask) > 1
    const values = isCounted ? 0 : value === mask ? 1 : value >>> lowestBit(mask)
    wanted.push({ tag, values: values * perValue, bytes: isCounted ? nextNumber(reader) : 0 })
  }
  const found = new Map<number, number[]>()
  for (const { tag, values, bytes } of wanted) {
    const numbers: number[] = []
    const end = reader.at + bytes
    const goesOn = () => (bytes > 0 ? reader.at < end : numbers.length < values)
    while (numbers.length < MAX_VALUES && goesOn() && reader.at < record.length)
      numbers.push(nextNumber(reader))
    found.set(tag, numbers)
  }
  return found
}

function ones(mask: number): number {
  return mask.toString(2).replaceAll('0', '').length
}

function lowestBit(mask: number): number {
  return mask === 0 ? 0 : Math.log2(mask & -mask)
}

/** Seven bits a byte, the last with its high bit set. */
function nextNumber(reader: { record: Buffer; at: number }): number {
  let value = 0
  for (let left = 5; left > 0; left--) {
    const byte = reader.record[reader.at++]
    if (byte === undefined) break
    value = value * 128 + (byte & 0x7f)
    if ((byte & 0x80) !== 0) break
  }
  return value
}

function stringIn(records: readonly Buffer[], offset: number): Buffer | undefined {
  const record = records[Math.floor(offset / STRINGS_A_RECORD)]
  if (record === undefined) return undefined
  const reader = { record, at: offset % STRINGS_A_RECORD }
  const length = nextNumber(reader)
  return record.subarray(reader.at, reader.at + length)
}
