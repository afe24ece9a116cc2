/** Little-endian numbers out of bytes; beyond their end everything is 0, so that a file cut short needs no other way. */
export class Bytes {
  readonly raw: Buffer

  constructor(raw: Uint8Array) {
    this.raw = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)
  }

  get length(): number {
    return this.raw.length
  }

  u8(at: number): number {
    return this.raw[at] ?? 0
  }

  u16(at: number): number {
    return this.u8(at) | (this.u8(at + 1) << 8)
  }

  i16(at: number): number {
    return (this.u16(at) << 16) >> 16
  }

  u32(at: number): number {
    return (this.u16(at) | (this.u16(at + 2) << 16)) >>> 0
  }

  slice(from: number, to: number): Bytes {
    return new Bytes(this.raw.subarray(Math.max(0, from), Math.max(0, to)))
  }
}
