/** Titles of works, found by how any of their words begins. */
import { type NameArrays, NameIndex } from './name-index.ts'

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

  static of(titles: readonly { id: number; title: string }[]): TitleIndex {
    return new TitleIndex(
      NameIndex.of(titles.map(({ title }) => title)),
      Uint32Array.from(titles, ({ id }) => id),
    )
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
   * Calls for each work with a title that is meant by what was typed; it may come more than once.
   * @param most stops looking after so many.
   */
  each(typed: string, take: (work: number, title: number) => void, most: number): void {
    const sorted = this.works.length
    this.names.each(
      typed,
      (at) => {
        const work = at < sorted ? (this.works[at] as number) : (this.#freshWorks[at - sorted] as number)
        const now = this.#changed.get(work)
        if (now === undefined || now === at) take(work, at)
      },
      most,
    )
  }

  /** All titles sorted anew. */
  sorted(): TitleIndex {
    const titles: { id: number; title: string }[] = []
    for (let at = 0; at < this.names.length; at++) {
      const work = this.works[at] ?? (this.#freshWorks[at - this.works.length] as number)
      const now = this.#changed.get(work)
      if (now === undefined || now === at) titles.push({ id: work, title: this.names.get(at) })
    }
    return TitleIndex.of(titles)
  }
}
