/** Which works are crossovers: of fandoms of which none is a metatag of the other. */
import type { CanonicalTags } from './canonical-tags.ts'
import type { TagRows } from './tag-rows.ts'
import type { TagTable } from './tag-table.ts'
import { WorkSet } from './work-set.ts'

export class CrossoverRule {
  readonly #tags: TagTable
  readonly #canonical: CanonicalTags

  constructor(tags: TagTable, canonical: CanonicalTags) {
    this.#tags = tags
    this.#canonical = canonical
  }

  /** @param tags canonical ones with all above them, from `from` up to and without `to`. */
  isCrossover(tags: Uint32Array, from: number, to: number): boolean {
    let first = 0
    for (let at = from; at < to; at++) {
      if (!this.#tags.isFandom(tags[at] as number)) continue
      if (first !== 0) return this.#hasTwo(tags.subarray(from, to))
      first = tags[at] as number
    }
    return false
  }

  among({ starts, tags }: TagRows): WorkSet {
    const found = new WorkSet(Math.max(0, starts.length - 1))
    for (let work = 0; work < starts.length - 1; work++)
      if (this.isCrossover(tags, starts[work] as number, starts[work + 1] as number)) found.add(work)
    return found
  }

  /** Two that stand above no other of them. */
  #hasTwo(tags: Uint32Array): boolean {
    const fandoms = new Set([...tags].filter((tag) => this.#tags.isFandom(tag)))
    const above = new Set([...fandoms].flatMap((fandom) => [...this.#canonical.above(fandom)]))
    let lowest = 0
    for (const fandom of fandoms) if (!above.has(fandom)) lowest++
    return lowest > 1
  }
}
