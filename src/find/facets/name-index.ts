/**
 * Names to be found by how any of their words begins, or as a whole. Those read together stand in sorted arrays;
 * those met since stand beside them and are gone through one by one until they are many.
 */
import { foldName } from './name-fold.ts'
import { GrowingNames, type PackedNames } from './packed-names.ts'
import { prefixRange, type SortedWords, sortWords } from './sorted-words.ts'

export interface NameArrays {
  names: PackedNames
  folded: PackedNames
  words: SortedWords
}

/** What was typed, as the sorted words have it. */
export interface Typed {
  folded: string
  /** Its words. */
  parts: string[]
  /** Words after which the name goes on as was typed. */
  together: [number, number]
  /** Of several words: those that begin as the rarest of them. */
  apart: [number, number] | undefined
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

  static of(names: Iterable<string>): NameIndex {
    const [all, folded] = [new GrowingNames(), new GrowingNames()]
    for (const name of names) {
      all.add(name)
      folded.add(foldName(name))
    }
    return NameIndex.packed(all.done(), folded.done())
  }

  static packed(names: PackedNames, folded: PackedNames): NameIndex {
    return new NameIndex({ names, folded, words: sortWords(folded) })
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

  /** What is meant by what was typed so far; undefined where it has no letter. */
  typed(text: string): Typed | undefined {
    const folded = foldName(text)
    if (folded === '') return undefined
    const parts = folded.split(' ')
    const range = (part: string) => prefixRange(this.base.folded, this.base.words, Buffer.from(part))
    const ranges = parts.length > 1 ? parts.map(range) : []
    return {
      folded,
      parts,
      together: range(folded),
      apart: ranges.reduce<Typed['apart']>(
        (best, each) => (best === undefined || each[1] - each[0] < best[1] - best[0] ? each : best),
        undefined,
      ),
    }
  }

  /** Some word of the name begins with each of the words typed. */
  hasParts(at: number, { parts }: Typed): boolean {
    const folded = this.folded(at)
    return parts.every((part) => beginsAWord(folded, part))
  }

  /** The word is the first of its name. @param word by its place among the sorted ones. */
  isFirst(word: number): boolean {
    const { folded, words } = this.base
    return words.places[word] === folded.starts[words.owners[word] as number]
  }

  /** Calls for names met since the others were sorted that are meant by what was typed. */
  eachFresh(typed: Typed, take: (at: number) => void): void {
    for (const [index, fresh] of this.#fresh.entries())
      if (typed.parts.every((part) => beginsAWord(fresh.folded, part))) take(this.base.names.length + index)
  }

  /**
   * Calls for each name with a word that begins so; for one typed in several words, each must begin some word of it.
   * The same name may come more than once.
   * @param most stops looking among those of one kind after so many.
   */
  each(text: string, take: (at: number) => void, most = LOOKED_AT_MAX): void {
    const typed = this.typed(text)
    if (typed === undefined) return
    const { owners } = this.base.words
    const [from, to] = typed.together
    for (let at = from; at < Math.min(to, from + most); at++) take(owners[at] as number)
    const [start, end] = typed.apart ?? [0, 0]
    for (let at = start; at < Math.min(end, start + most); at++)
      if (this.hasParts(owners[at] as number, typed)) take(owners[at] as number)
    this.eachFresh(typed, take)
  }
}

function beginsAWord(folded: string, part: string): boolean {
  return folded.startsWith(part) || folded.includes(` ${part}`)
}
