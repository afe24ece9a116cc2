/** Many short texts in one stretch of bytes: a quarter of the memory of as many strings, and loaded from a file as it is. */

export class PackedNames {
  /** UTF-8, one after the other. */
  readonly bytes: Buffer
  /** Where each begins, and where the last ends. */
  readonly starts: Uint32Array

  constructor(bytes: Uint8Array, starts: Uint32Array) {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.starts = starts
  }

  static of(names: readonly string[]): PackedNames {
    const starts = new Uint32Array(names.length + 1)
    let size = 0
    for (const [at, name] of names.entries()) {
      size += Buffer.byteLength(name)
      starts[at + 1] = size
    }
    const bytes = Buffer.alloc(size)
    for (const [at, name] of names.entries()) bytes.write(name, starts[at] as number)
    return new PackedNames(bytes, starts)
  }

  get length(): number {
    return this.starts.length - 1
  }

  get(at: number): string {
    return this.bytes.toString('utf8', this.starts[at] as number, this.starts[at + 1] as number)
  }
}
