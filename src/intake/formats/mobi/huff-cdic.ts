/**
 * Mobipocket's dearer packing: Huffman codes for the phrases of a dictionary, whose phrases may be packed the same way.
 * A `HUFF` record holds the codes, `CDIC` records the phrases. Laid out as the MobileRead wiki describes.
 */

interface Phrase {
  bytes: Buffer
  isPlain: boolean
}

interface Codes {
  /** By the first 8 bits of a code: its length, whether that is the last word, and the greatest code of that length. */
  byFirst: { bits: number; isKnown: boolean; most: number }[]
  /** By length in bits, left-aligned in 32. */
  least: number[]
  most: number[]
}

const MOST_BYTES = 65_536
/** Phrases within phrases. */
const MOST_DEPTH = 20

/** @returns undefined where the records are none of this kind. */
export function openHuffCdic(records: readonly Buffer[]): ((packed: Buffer) => Buffer) | undefined {
  const [huff, ...dictionaries] = records
  const codes = huff === undefined ? undefined : readCodes(huff)
  if (codes === undefined) return undefined
  const phrases: Phrase[] = []
  for (const record of dictionaries) readPhrases(record, phrases)
  return (packed) => unpack(packed, { codes, phrases, depth: 0 })
}

function readCodes(huff: Buffer): Codes | undefined {
  if (huff.length < 24 || huff.toString('latin1', 0, 4) !== 'HUFF') return undefined
  const first = huff.readUInt32BE(8)
  const second = huff.readUInt32BE(12)
  if (first + 1024 > huff.length || second + 256 > huff.length) return undefined
  const codes: Codes = { byFirst: [], least: [0], most: [0] }
  for (let index = 0; index < 256; index++) {
    const value = huff.readUInt32BE(first + index * 4)
    const bits = value & 0x1f
    if (bits === 0) return undefined
    codes.byFirst.push({ bits, isKnown: (value & 0x80) !== 0, most: aligned((value >>> 8) + 1, bits) - 1 })
  }
  for (let bits = 1; bits <= 32; bits++) {
    codes.least.push(aligned(huff.readUInt32BE(second + (bits - 1) * 8), bits))
    codes.most.push(aligned(huff.readUInt32BE(second + (bits - 1) * 8 + 4) + 1, bits) - 1)
  }
  return codes
}

function aligned(code: number, bits: number): number {
  return code * 2 ** (32 - bits)
}

function readPhrases(record: Buffer, phrases: Phrase[]): void {
  if (record.length < 16 || record.toString('latin1', 0, 4) !== 'CDIC') return
  const total = record.readUInt32BE(8)
  const count = Math.min(2 ** Math.min(16, record.readUInt32BE(12)), total - phrases.length)
  for (let index = 0; index < count; index++) {
    const at = 16 + index * 2
    const start = at + 2 <= record.length ? 16 + record.readUInt16BE(at) : record.length
    const head = start + 2 <= record.length ? record.readUInt16BE(start) : 0x8000
    const bytes = record.subarray(start + 2, start + 2 + (head & 0x7fff))
    phrases.push({ bytes, isPlain: (head & 0x8000) !== 0 })
  }
}

interface Unpacking {
  codes: Codes
  phrases: Phrase[]
  depth: number
}

function unpack(packed: Buffer, { codes, phrases, depth }: Unpacking): Buffer {
  const parts: Buffer[] = []
  let length = 0
  const end = packed.length * 8
  for (let at = 0; at < end && length < MOST_BYTES; ) {
    const code = bitsAt(packed, at)
    let { bits, isKnown, most } = codes.byFirst[code >>> 24] as Codes['byFirst'][number]
    if (!isKnown) {
      while (bits < 32 && code < (codes.least[bits] as number)) bits++
      most = codes.most[bits] as number
    }
    at += bits
    if (at > end) break
    const phrase = phrases[Math.floor((most - code) / 2 ** (32 - bits))]
    if (phrase === undefined) break
    if (!phrase.isPlain && depth < MOST_DEPTH) {
      // Marked first, so that a phrase that holds itself ends there.
      phrase.isPlain = true
      phrase.bytes = unpack(phrase.bytes, { codes, phrases, depth: depth + 1 })
    }
    parts.push(phrase.bytes)
    length += phrase.bytes.length
  }
  return Buffer.concat(parts)
}

/** 32 bits from any bit on; zeros beyond the end. */
function bitsAt(bytes: Buffer, at: number): number {
  const from = at >>> 3
  const byte = (index: number) => bytes[from + index] ?? 0
  const word = ((byte(0) << 24) | (byte(1) << 16) | (byte(2) << 8) | byte(3)) >>> 0
  const shift = at & 7
  return shift === 0 ? word : ((word << shift) | (byte(4) >>> (8 - shift))) >>> 0
}
