/**
 * Names to be found by how any of their words begins, or as a whole. Those read together stand in sorted arrays;
 * those met since stand beside them and are gone through one by one until they are many.
 */
import { foldName } from './name-fold.ts'
import { PackedNames } from './packed-names.ts'
import { prefixRange, type SortedWords, sortWords } from './sorted-words.ts'

export interface NameArrays {
  names: PackedNames
  folded: PackedNames
  words: SortedWords
}

/** Past this share of what is sorted, and this many, it is time to sort anew. */
const FRESH_SHARE = 0.25
const FRESH_MIN = 5000
/** Names looked at for the further words of what was typed. */
const LOOKED_AT_MAX = 40_000

export class NameIndex {
  readonly base: NameArrays
  #fresh: { name: string; folded: string }[] = []
  #freshByFold = new Map<string, number[]>()

  constructor(base: NameArrays) {
    this.base = base
  }

  static of(names: readonly string[]): NameIndex {
    const folded = PackedNames.of(names.map(foldName))
    return new NameIndex({ names: PackedNames.of(names), folded, words: sortWords(folded) })
  }

  get length(): number {
    return this.base.names.length + this.#fresh.length
  }

  /** None was added since. */
  get isSorted(): boolean {
    return this.#fresh.length === 0
  }

  /** So much is new that the whole had better be sorted again. */
  get isLoose(): boolean {
    return this.#fresh.length > FRESH_MIN + this.base.names.length * FRESH_SHARE
  }

  get(at: number): string {
    const sorted = this.base.names.length
    return at < sorted ? this.base.names.get(at) : (this.#fresh[at - sorted]?.name ?? '')
  }

  folded(at: number): string {
    const sorted = this.base.names.length
    return at < sorted ? this.base.folded.get(at) : (this.#fresh[at - sorted]?.folded ?? '')
  }

  /** @returns its number. */
  add(name: string): number {
    const at = this.length
    const folded = foldName(name)
    this.#fresh.push({ name, folded })
    const alike = this.#freshByFold.get(folded)
    if (alike === undefined) this.#freshByFold.set(folded, [at])
    else alike.push(at)
    return at
  }

  /** Names that are the same when folded, in rising order. */
  same(folded: string): number[] {
    const { names, words } = this.base
    const found: number[] = []
    const prefix = Buffer.from(folded)
    const [from, to] = prefixRange(this.base.folded, words, prefix)
    const { starts } = this.base.folded
    for (let at = from; at < to; at++) {
      const owner = words.owners[at] as number
      if (words.places[at] !== starts[owner]) continue
      // What equals the prefix comes before what goes on after it.
      if ((starts[owner + 1] as number) - (starts[owner] as number) !== prefix.length) {
        if (this.#goesOn(at, prefix.length)) break
        continue
      }
      if (owner < names.length) found.push(owner)
    }
    return [...found.sort((a, b) => a - b), ...(this.#freshByFold.get(folded) ?? [])]
  }

  #goesOn(at: number, length: number): boolean {
    const { words, folded } = this.base
    const owner = words.owners[at] as number
    return (folded.starts[owner + 1] as number) - (words.places[at] as number) > length
  }

  /**
   * Calls for each name with a word that begins so; for one typed in several words, each must begin some word of it.
   * The same name may come more than once.
   * @param most stops looking among those of one kind after so many.
   */
  each(typed: string, take: (at: number) => void, most = Infinity): void {
    const folded = foldName(typed)
    if (folded === '') return
    const { words } = this.base
    const [from, to] = prefixRange(this.base.folded, words, Buffer.from(folded))
    for (let at = from; at < Math.min(to, from + most); at++) take(words.owners[at] as number)
    const parts = folded.split(' ')
    if (parts.length > 1) this.#eachInAnyOrder(parts, take)
    for (const [index, fresh] of this.#fresh.entries()) {
      if (parts.every((part) => beginsAWord(fresh.folded, part))) take(this.base.names.length + index)
    }
  }

  #eachInAnyOrder(parts: string[], take: (at: number) => void): void {
    const ranges = parts.map((part) => prefixRange(this.base.folded, this.base.words, Buffer.from(part)))
    const [from, to] = ranges.reduce((best, range) =>
      range[1] - range[0] < best[1] - best[0] ? range : best,
    )
    for (let at = from; at < Math.min(to, from + LOOKED_AT_MAX); at++) {
      const owner = this.base.words.owners[at] as number
      const name = this.base.folded.get(owner)
      if (parts.every((part) => beginsAWord(name, part))) take(owner)
    }
  }
}

function beginsAWord(folded: string, part: string): boolean {
  return folded.startsWith(part) || folded.includes(` ${part}`)
}
