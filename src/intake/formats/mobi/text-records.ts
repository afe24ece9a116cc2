/** The text of a book out of its records: what trails each is cut off, the rest unpacked. */

import type { MobiHeader } from './header.ts'
import { openHuffCdic } from './huff-cdic.ts'
import { unpackPalmDoc } from './palm-doc.ts'

export const HUFF_CDIC = 17480

/**
 * @param records of the book, its header first.
 * @returns undefined where it is packed in no known way; 'too-much' where more comes out than `mostBytes`.
 */
export function textOfRecords(
  header: MobiHeader,
  records: readonly Buffer[],
  mostBytes: number,
): Buffer | 'too-much' | undefined {
  const unpack = unpacker(header, records)
  if (unpack === undefined) return undefined
  const parts: Buffer[] = []
  let length = 0
  for (const record of records.slice(1, header.textRecords + 1)) {
    const part = unpack(withoutTrailing(record, header.trailing))
    length += part.length
    if (length > mostBytes) return 'too-much'
    parts.push(part)
  }
  return Buffer.concat(parts)
}

function unpacker(
  { packing, huff }: MobiHeader,
  records: readonly Buffer[],
): ((packed: Buffer) => Buffer) | undefined {
  if (packing === 1) return (record) => record
  if (packing === 2) return unpackPalmDoc
  if (packing === HUFF_CDIC) return openHuffCdic(records.slice(huff.first, huff.first + huff.count))
  return undefined
}

/** Each bit above the first stands for an entry that ends with its own length; the first for the rest of a letter. */
function withoutTrailing(record: Buffer, flags: number): Buffer {
  let end = record.length
  for (let bits = flags >>> 1; bits !== 0; bits >>>= 1)
    if ((bits & 1) === 1) end -= Math.min(end, lengthAtEnd(record, end))
  if ((flags & 1) === 1 && end > 0) end -= Math.min(end, ((record[end - 1] as number) & 3) + 1)
  return record.subarray(0, end)
}

/** A number written backwards from the end, seven bits a byte; the byte with the high bit is its first. */
function lengthAtEnd(record: Buffer, end: number): number {
  let value = 0
  for (let at = Math.max(0, end - 4); at < end; at++) {
    const byte = record[at] as number
    if ((byte & 0x80) !== 0) value = 0
    value = (value << 7) | (byte & 0x7f)
  }
  return value
}
