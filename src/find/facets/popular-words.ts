/** Of the sorted words, stretch by stretch, how many works the most used name has: stretches of rarer names need not be looked at. */
import type { SortedWords } from './sorted-words.ts'

const STRETCH = 64

export class PopularWords {
  readonly #owners: Uint32Array
  /** By stretch. */
  readonly #most: Int32Array

  /** @param totalOf of a name, by its number. */
  constructor({ owners }: SortedWords, totalOf: (name: number) => number) {
    this.#owners = owners
    this.#most = new Int32Array(Math.ceil(owners.length / STRETCH))
    for (let at = 0; at < owners.length; at++) {
      const total = totalOf(owners[at] as number)
      const stretch = Math.floor(at / STRETCH)
      if (total > (this.#most[stretch] as number)) this.#most[stretch] = total
    }
  }

  /**
   * Calls for names of the words from one up to and without another, those of the most popular stretches first.
   * @param take @returns how many works a name must have more than to be wanted still.
   * @param slack names may have got so many works more since this was made.
   */
  each([from, to]: [number, number], slack: number, take: (name: number) => number): void {
    const first = Math.floor(from / STRETCH)
    const count = Math.ceil(to / STRETCH) - first
    const keys = new Float64Array(Math.max(0, count))
    // The popularity above, the stretch below: one number sorts by both.
    for (let at = 0; at < keys.length; at++) keys[at] = (this.#most[first + at] as number) * count + at
    keys.sort()
    let least = 0
    for (let at = keys.length - 1; at >= 0; at--) {
      const key = keys[at] as number
      if (Math.floor(key / count) + slack <= least) return
      const begin = (first + (key % count)) * STRETCH
      const end = Math.min(to, begin + STRETCH)
      for (let word = Math.max(from, begin); word < end; word++) least = take(this.#owners[word] as number)
    }
  }
}
