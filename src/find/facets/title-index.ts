/** Titles of works, found by how any of their words begins. */
import { foldName } from './name-fold.ts'
import { type NameArrays, NameIndex } from './name-index.ts'
import { GrowingNames } from './packed-names.ts'

export class TitleIndex {
  readonly names: NameIndex
  /** By number in the names: the work. */
  readonly works: Uint32Array
  /** Works whose title is another than the one that was sorted, or that are gone. */
  readonly #changed = new Map<number, number | null>()
  readonly #freshWorks: number[] = []

  constructor(names: NameIndex, works: Uint32Array) {
    this.names = names
    this.works = works
  }

  /** Titles that come one by one. */
  static gather(): GatheredTitles {
    return new GatheredTitles()
  }

  get base(): NameArrays {
    return this.names.base
  }

  /** Nothing was told since it was sorted. */
  get isSorted(): boolean {
    return this.#changed.size === 0
  }

  get isLoose(): boolean {
    return this.names.isLoose
  }

  /** @param title null where the work is gone. */
  set(work: number, title: string | null): void {
    if (title === null) {
      this.#changed.set(work, null)
      return
    }
    const before = this.#changed.get(work)
    if (typeof before === 'number' && this.names.get(before) === title) return
    this.#freshWorks.push(work)
    this.#changed.set(work, this.names.add(title))
  }

  /**
   * Calls for works with a title that is meant by what was typed, those first that begin with it; one may come more than once.
   * @param take @returns false to stop.
   * @param most stops looking after so many.
   */
  each(text: string, take: (work: number, title: number) => boolean, most: number): void {
    const typed = this.names.typed(text)
    if (typed === undefined) return
    const { owners } = this.names.base.words
    let goesOn = true
    const offer = (title: number) => {
      const work = this.#workOf(title)
      const now = this.#changed.get(work)
      if (goesOn && (now === undefined || now === title)) goesOn = take(work, title)
    }
    this.names.eachFresh(typed, offer)
    const [from, to] = typed.together
    for (const wantFirst of [true, false])
      for (let at = from; goesOn && at < Math.min(to, from + most); at++)
        if (this.names.isFirst(at) === wantFirst) offer(owners[at] as number)
    const [start, end] = typed.apart ?? [0, 0]
    for (let at = start; goesOn && at < Math.min(end, start + most); at++)
      if (this.names.hasParts(owners[at] as number, typed)) offer(owners[at] as number)
  }

  #workOf(title: number): number {
    const sorted = this.works.length
    return title < sorted ? (this.works[title] as number) : (this.#freshWorks[title - sorted] as number)
  }

  /** All titles sorted anew. */
  sorted(): TitleIndex {
    const gathered = TitleIndex.gather()
    for (let at = 0; at < this.names.length; at++) {
      const work = this.#workOf(at)
      const now = this.#changed.get(work)
      if (now === undefined || now === at) gathered.add(work, this.names.get(at))
    }
    return gathered.done()
  }
}

class GatheredTitles {
  readonly #names = new GrowingNames()
  readonly #folded = new GrowingNames()
  #works = new Uint32Array(256)
  #length = 0

  add(work: number, title: string): void {
    this.#names.add(title)
    this.#folded.add(foldName(title))
    if (this.#length === this.#works.length) {
      const larger = new Uint32Array(Math.ceil(this.#length * 1.5))
      larger.set(this.#works)
      this.#works = larger
    }
    this.#works[this.#length++] = work
  }

  done(): TitleIndex {
    return new TitleIndex(
      NameIndex.packed(this.#names.done(), this.#folded.done()),
      this.#works.subarray(0, this.#length),
    )
  }
}
