/** Which tag each tag stands for, and what it stands under: a person's links, then spellings of one name. */
import type { TagLink } from '../../archive/tags/tag-deeds.ts'
import type { TagTable } from './tag-table.ts'

const NOTHING = new Uint32Array()

/** A link by the numbers of its tags. */
export type NumberedLink = Pick<TagLink, 'kind' | 'tagId' | 'targetId'>

export class CanonicalTags {
  /** By tag; itself where it stands for itself. */
  #canonical: Uint32Array
  /** Of canonical tags: those they stand under, and those these stand under. */
  #above: ReadonlyMap<number, Uint32Array>
  readonly #synonymOf = new Map<number, number>()
  readonly #apart = new Set<number>()
  readonly #tags: TagTable

  /** @param known what tags stand for, where it was resolved before. */
  constructor(tags: TagTable, links: readonly NumberedLink[], known?: Uint32Array) {
    this.#tags = tags
    for (const { kind, tagId, targetId } of links) {
      if (kind === 'synonym') this.#synonymOf.set(tagId, targetId)
      if (kind === 'apart') this.#apart.add(tagId)
    }
    this.#canonical = known ?? this.#resolveAll()
    this.#above = this.#closeParents(links)
  }

  /** Every tag stands for itself and under nothing: rows are what the works say. */
  get isPlain(): boolean {
    return this.#above.size === 0 && this.#canonical.every((canonical, id) => canonical === id)
  }

  of(id: number): number {
    return this.#canonical[id] ?? id
  }

  above(canonical: number): Uint32Array {
    return this.#above.get(canonical) ?? NOTHING
  }

  /** By tag: what it stands for. */
  numbers(): Uint32Array {
    return this.#canonical.slice(0, this.#tags.length)
  }

  /** A tag met since: it joins its spellings, and no other tag changes for it. */
  add(id: number): void {
    if (id >= this.#canonical.length) {
      const larger = new Uint32Array(Math.max(id + 1, this.#canonical.length * 2))
      larger.set(this.#canonical)
      for (let each = this.#canonical.length; each < larger.length; each++) larger[each] = each
      this.#canonical = larger
    }
    const first = this.#firstFree(this.#tags.spellingsOf(id))
    if (first !== undefined) this.#canonical[id] = first
  }

  /** What a work counts for: its tags' canonical ones and all above them, each once. */
  effective(tags: Uint32Array): Uint32Array {
    const found = new Uint32Array(tags.length)
    let size = 0
    let isBelow = false
    // Rows are short: looking through what was found is quicker than any set.
    for (let at = 0; at < tags.length; at++) {
      const canonical = this.of(tags[at] as number)
      if (found.subarray(0, size).includes(canonical)) continue
      found[size++] = canonical
      isBelow ||= this.#above.size > 0 && this.#above.has(canonical)
    }
    return isBelow ? this.#withAbove(found.subarray(0, size)) : found.subarray(0, size)
  }

  #withAbove(canonical: Uint32Array): Uint32Array {
    return Uint32Array.from(new Set([...canonical].flatMap((each) => [each, ...this.above(each)])))
  }

  #resolveAll(): Uint32Array {
    const canonical = Uint32Array.from({ length: this.#tags.length }, (_, id) => id)
    for (const group of this.#tags.spellings()) {
      const first = this.#firstFree(group)
      if (first === undefined) continue
      for (const id of group) if (this.#isFree(id)) canonical[id] = first
    }
    for (const id of this.#synonymOf.keys()) {
      const end = this.#endOf(id)
      canonical[id] = canonical[end] ?? end
    }
    return canonical
  }

  /** Links are kept without loops; the steps are counted all the same. */
  #endOf(id: number): number {
    let end = id
    for (let steps = 0; steps <= this.#synonymOf.size; steps++) {
      const next = this.#synonymOf.get(end)
      if (next === undefined) return end
      end = next
    }
    return id
  }

  #firstFree(group: readonly number[]): number | undefined {
    return group.find((id) => this.#isFree(id))
  }

  #isFree(id: number): boolean {
    return !this.#synonymOf.has(id) && !this.#apart.has(id)
  }

  #closeParents(links: readonly NumberedLink[]): Map<number, Uint32Array> {
    const parents = new Map<number, Set<number>>()
    for (const { kind, tagId, targetId } of links) {
      if (kind !== 'parent') continue
      const [child, parent] = [this.of(tagId), this.of(targetId)]
      if (child === parent) continue
      parents.set(child, (parents.get(child) ?? new Set()).add(parent))
    }
    const above = new Map<number, Uint32Array>()
    for (const child of parents.keys()) above.set(child, Uint32Array.from(allAbove(child, parents)))
    return above
  }
}

/** Making two tags one may have made a ring of what stood under what: each is passed once. */
function allAbove(child: number, parents: ReadonlyMap<number, Set<number>>): Set<number> {
  const found = new Set<number>()
  for (const queue = [...(parents.get(child) ?? [])]; queue.length > 0; ) {
    const next = queue.pop() as number
    if (next === child || found.has(next)) continue
    found.add(next)
    queue.push(...(parents.get(next) ?? []))
  }
  return found
}
