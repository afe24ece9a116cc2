/** A set of works by their numbers, one bit each. */

const INT_MAX = 0x7fff_ffff
const INT_MIN = -INT_MAX - 1

export class WorkSet {
  /** Bit `id & 31` of word `id >>> 5`. */
  readonly bits: Uint32Array
  #size: number | undefined

  /** @param capacity the greatest number it can hold, plus one. */
  constructor(capacity: number | Uint32Array) {
    this.bits = typeof capacity === 'number' ? new Uint32Array((capacity + 31) >>> 5) : capacity
  }

  static of(ids: Iterable<number>, capacity: number): WorkSet {
    const set = new WorkSet(capacity)
    for (const id of ids) if (id >= 0 && id < capacity) set.add(id)
    return set
  }

  /** Works of which a number lies within the ends; both belong to it. @param values by work. */
  static where(values: Int32Array, capacity: number, ends: { from: number; to: number }): WorkSet {
    const set = new WorkSet(capacity)
    // Whole numbers compare quicker.
    const from = Math.ceil(Math.max(ends.from, INT_MIN))
    const to = Math.floor(Math.min(ends.to, INT_MAX))
    if (Number.isNaN(from) || Number.isNaN(to)) return set
    const { bits } = set
    const length = Math.min(capacity, values.length)
    for (let at = 0; at < bits.length; at++) {
      const end = Math.min(length, at * 32 + 32)
      let word = 0
      for (let id = at * 32; id < end; id++) {
        const value = values[id] as number
        if (value >= from && value <= to) word |= 1 << (id & 31)
      }
      bits[at] = word
    }
    return set
  }

  has(id: number): boolean {
    return (((this.bits[id >>> 5] ?? 0) >>> (id & 31)) & 1) === 1
  }

  add(id: number): void {
    this.bits[id >>> 5] = (this.bits[id >>> 5] as number) | (1 << (id & 31))
    this.#size = undefined
  }

  /** Those of a list, from a place up to and without another. */
  addAll(ids: Uint32Array, from: number, to: number): void {
    const { bits } = this
    for (let at = from; at < to; at++) {
      const id = ids[at] as number
      bits[id >>> 5] = (bits[id >>> 5] as number) | (1 << (id & 31))
    }
    this.#size = undefined
  }

  delete(id: number): void {
    this.bits[id >>> 5] = (this.bits[id >>> 5] as number) & ~(1 << (id & 31))
    this.#size = undefined
  }

  /** How many works are in it. */
  get size(): number {
    this.#size ??= countBits(this.bits)
    return this.#size
  }

  and(other: WorkSet): WorkSet {
    const [a, b] = [this.bits, other.bits]
    const bits = new Uint32Array(Math.min(a.length, b.length))
    for (let at = 0; at < bits.length; at++) bits[at] = (a[at] as number) & (b[at] as number)
    return new WorkSet(bits)
  }

  or(other: WorkSet): WorkSet {
    const [long, short] =
      this.bits.length < other.bits.length ? [other.bits, this.bits] : [this.bits, other.bits]
    const bits = long.slice()
    for (let at = 0; at < short.length; at++) bits[at] = (bits[at] as number) | (short[at] as number)
    return new WorkSet(bits)
  }

  without(other: WorkSet): WorkSet {
    const bits = this.bits.slice()
    const taken = other.bits
    const length = Math.min(bits.length, taken.length)
    for (let at = 0; at < length; at++) bits[at] = (bits[at] as number) & ~(taken[at] as number)
    return new WorkSet(bits)
  }

  /** In rising order. */
  *[Symbol.iterator](): IterableIterator<number> {
    for (let at = 0; at < this.bits.length; at++) {
      for (let word = this.bits[at] as number; word !== 0; word &= word - 1) {
        yield at * 32 + 31 - Math.clz32(word & -word)
      }
    }
  }
}

function countBits(bits: Uint32Array): number {
  let count = 0
  for (let at = 0; at < bits.length; at++) {
    let word = bits[at] as number
    word -= (word >>> 1) & 0x55555555
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333)
    count += Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
  }
  return count
}
