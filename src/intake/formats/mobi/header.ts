/** Record 0 of a Mobipocket or Kindle book: how its text is packed, where its parts lie, and what it says of itself (EXTH). */

export interface MobiHeader {
  /** 1 none, 2 PalmDOC, 17480 HUFF/CDIC. */
  packing: number
  textRecords: number
  encryption: number
  /** 'utf-8' or 'windows-1252'; undefined in a plain PalmDOC, which does not say. */
  encoding: string | undefined
  /** 6 for Mobipocket, 8 for KF8. */
  version: number
  /** In UTF-8 or windows-1252. */
  fullName: Buffer
  /** Windows language id; 0 unknown. */
  locale: number
  huff: { first: number; count: number }
  /** Which kinds of data trail each record of the text. */
  trailing: number
  /** Record numbers, undefined where there is none of the kind. */
  contents: number | undefined
  fragments: number | undefined
  skeletons: number | undefined
  flows: number | undefined
  exth: ExthEntry[]
}

export interface ExthEntry {
  type: number
  data: Buffer
}

const NONE = 0xffffffff
const MAX_EXTH = 2_000
/** Where a MOBI header begins within the record. */
const MOBI_AT = 16

/** @returns undefined where the record is too short to say anything. */
export function readHeader(record: Buffer): MobiHeader | undefined {
  if (record.length < 14) return undefined
  const isMobi = record.toString('latin1', MOBI_AT, MOBI_AT + 4) === 'MOBI'
  const headerLength = isMobi ? number(record, 20) : 0
  const end = Math.min(record.length, MOBI_AT + headerLength)
  const field = (at: number) => (isMobi && at + 4 <= end ? record.readUInt32BE(at) : 0)
  const place = (at: number) => {
    const value = isMobi && at + 4 <= end ? record.readUInt32BE(at) : NONE
    return value === NONE ? undefined : value
  }
  const version = isMobi ? field(36) : 0
  const nameAt = field(84)
  return {
    packing: record.readUInt16BE(0),
    textRecords: record.readUInt16BE(8),
    encryption: record.readUInt16BE(12),
    encoding: isMobi ? (field(28) === 65001 ? 'utf-8' : 'windows-1252') : undefined,
    version,
    fullName: record.subarray(nameAt, nameAt === 0 ? 0 : nameAt + Math.min(field(88), 2_000)),
    locale: field(92),
    huff: { first: field(112), count: field(116) },
    trailing: end >= 244 ? record.readUInt16BE(242) : 0,
    contents: place(244),
    fragments: version >= 8 ? place(248) : undefined,
    skeletons: version >= 8 ? place(252) : undefined,
    flows: version >= 8 ? place(192) : undefined,
    exth: (field(128) & 0x40) !== 0 ? readExth(record, MOBI_AT + headerLength) : [],
  }
}

function number(record: Buffer, at: number): number {
  return at + 4 <= record.length ? record.readUInt32BE(at) : 0
}

function readExth(record: Buffer, at: number): ExthEntry[] {
  if (record.toString('latin1', at, at + 4) !== 'EXTH') return []
  const entries: ExthEntry[] = []
  const count = Math.min(number(record, at + 8), MAX_EXTH)
  let from = at + 12
  for (let index = 0; index < count && from + 8 <= record.length; index++) {
    const length = number(record, from + 4)
    if (length < 8) break
    entries.push({ type: number(record, from), data: record.subarray(from + 8, from + length) })
    from += length
  }
  return entries
}
