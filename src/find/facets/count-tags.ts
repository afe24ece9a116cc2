/** How many of some works have each tag. */
import type { FacetCount } from '../../archive/archive.ts'
import type { FacetIndex } from './facet-index.ts'
import type { FacetCounts } from './filter.ts'
import type { TagTable } from './tag-table.ts'
import type { WorkSet } from './work-set.ts'

/** Values told of one field. */
export const VALUES_MAX = 200
/** More than are told are gathered before the least of them are let go. */
const GATHERED_MAX = 1024

/** By tag. Of more than half of all works those that are not among them are counted, and taken from the whole. */
export function countTags(index: FacetIndex, works: WorkSet): Int32Array {
  const asked = works.and(index.live)
  if (asked.size * 2 <= index.live.size) return countEach(index, asked)
  const others = countEach(index, index.live.without(asked))
  for (let tag = 0; tag < others.length; tag++)
    others[tag] = (index.totals[tag] as number) - (others[tag] as number)
  return others
}

function countEach(index: FacetIndex, works: WorkSet): Int32Array {
  const counts = new Int32Array(index.tags.length)
  countRows(index, works.without(index.changed).bits, counts)
  if (index.changes === 0) return counts
  for (const [work, tags] of index.changedRows()) {
    if (!works.has(work)) continue
    for (const tag of tags) counts[tag] = (counts[tag] as number) + 1
  }
  return counts
}

/** The innermost loop: ten million steps for a million works. */
function countRows(index: FacetIndex, bits: Uint32Array, counts: Int32Array): void {
  const { starts, tags } = index.rows
  for (let at = 0; at < bits.length; at++) {
    for (let word = bits[at] as number; word !== 0; word &= word - 1) {
      const work = at * 32 + 31 - Math.clz32(word & -word)
      const end = starts[work + 1] ?? 0
      for (let place = starts[work] ?? 0; place < end; place++) {
        const tag = tags[place] as number
        counts[tag] = (counts[tag] as number) + 1
      }
    }
  }
}

/** Most first, then by name. */
export function mostOfEach(tags: TagTable, counts: Int32Array): FacetCounts {
  const fields = new Map<number, Most>()
  for (let tag = 0; tag < counts.length; tag++) {
    const count = counts[tag] as number
    if (count <= 0) continue
    const field = tags.fields[tag] ?? 0
    const most = fields.get(field) ?? new Most()
    fields.set(field, most)
    most.add(tag, count)
  }
  const told: FacetCounts = {}
  for (const most of fields.values()) {
    const first = most.tags()[0]
    const field = first === undefined ? undefined : tags.fieldOf(first)
    if (field !== undefined) told[field] = namedCounts(tags, counts, most.tags())
  }
  return told
}

function namedCounts(tags: TagTable, counts: Int32Array, ids: number[]): FacetCount[] {
  return ids
    .map((id) => ({ value: tags.name(id), count: counts[id] as number }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
}

/** Tags are fewer than 2^26, works than 2^27: both go into one number that sorts by count, then by tag. */
const TAGS = 2 ** 26

/** The greatest of many, without sorting them all. */
class Most {
  readonly #keys = new Float64Array(GATHERED_MAX)
  #size = 0
  #least = 0

  add(tag: number, count: number): void {
    const key = count * TAGS + (TAGS - 1 - tag)
    if (key <= this.#least) return
    if (this.#size === GATHERED_MAX) this.#letGo()
    this.#keys[this.#size++] = key
  }

  tags(): number[] {
    this.#letGo()
    return Array.from(this.#keys.subarray(0, this.#size), (key) => TAGS - 1 - (key % TAGS))
  }

  #letGo(): void {
    const kept = this.#keys.subarray(0, this.#size).sort().reverse()
    this.#size = Math.min(kept.length, VALUES_MAX)
    if (this.#size === VALUES_MAX) this.#least = kept[VALUES_MAX - 1] as number
  }
}
