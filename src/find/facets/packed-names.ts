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

  get length(): number {
    return this.starts.length - 1
  }

  get(at: number): string {
    return this.bytes.toString('utf8', this.starts[at] as number, this.starts[at + 1] as number)
  }
}

/** Names that come one by one. */
export class GrowingNames {
  #bytes = Buffer.allocUnsafe(4096)
  #starts = new Uint32Array(256)
  #length = 0
  #size = 0

  add(name: string): void {
    // UTF-16 units take three bytes at most.
    const most = this.#size + name.length * 3
    if (most > this.#bytes.length) this.#growBytes(most)
    if (this.#length + 2 > this.#starts.length) this.#growStarts()
    this.#size += this.#bytes.write(name, this.#size)
    this.#starts[++this.#length] = this.#size
  }

  done(): PackedNames {
    // What was never written to takes no memory, so nothing is won by copying.
    return new PackedNames(this.#bytes.subarray(0, this.#size), this.#starts.subarray(0, this.#length + 1))
  }

  #growBytes(least: number): void {
    const larger = Buffer.allocUnsafe(Math.max(least, Math.ceil(this.#bytes.length * 1.5)))
    this.#bytes.copy(larger, 0, 0, this.#size)
    this.#bytes = larger
  }

  #growStarts(): void {
    const larger = new Uint32Array(Math.ceil(this.#starts.length * 1.5))
    larger.set(this.#starts)
    this.#starts = larger
  }
}
