/** Palm databases, the box of every Mobipocket and Kindle book: a list of records, as Palm OS 1 laid them down. */

export interface PalmDatabase {
  /** `BOOKMOBI`, `TEXtREAd`. */
  kind: string
  /** Bytes by record; empty for one that lies beyond a cut-off end. */
  records: Buffer[]
  /** Records that are not there, or not whole, since the file was cut off. */
  lost: number
}

const HEADER_BYTES = 78
const ENTRY_BYTES = 8
const KIND_AT = 60
const COUNT_AT = 76

export function kindOfPalmDatabase(head: Uint8Array): string {
  return Buffer.from(head.subarray(KIND_AT, KIND_AT + 8)).toString('latin1')
}

/** @returns undefined where the list of records itself is cut off before its first entry. */
export function openPalmDatabase(bytes: Uint8Array): PalmDatabase | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (file.length < HEADER_BYTES + ENTRY_BYTES) return undefined
  const offsets: number[] = []
  const count = file.readUInt16BE(COUNT_AT)
  for (let index = 0; index < count; index++) {
    const at = HEADER_BYTES + index * ENTRY_BYTES
    offsets.push(at + 4 <= file.length ? file.readUInt32BE(at) : file.length)
  }
  const records = offsets.map((start, index) => {
    const end = offsets[index + 1] ?? file.length
    return file.subarray(Math.min(start, file.length), Math.max(start, Math.min(end, file.length)))
  })
  const lost = offsets.filter((start, index) => (offsets[index + 1] ?? start + 1) > file.length).length
  return { kind: kindOfPalmDatabase(file), records, lost }
}
