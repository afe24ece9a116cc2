/** How many of some works have each tag. */
import { FACET_FIELDS, type FacetCount } from '../../archive/archive.ts'
import type { FacetIndex } from './facet-index.ts'
import type { FacetCounts } from './filter.ts'
import { countHot } from './hot-rows.ts'
import type { TagTable } from './tag-table.ts'
import type { WorkSet } from './work-set.ts'

/** Values told of one field. */
export const VALUES_MAX = 200
/** More than are told are gathered before the least of them are let go. */
const GATHERED_MAX = 1024
/** A smaller share of all works is soon counted with all its tags. */
const WORTH_HOT_SHARE = 0.02

/** The most frequent values of every field, most first, then by name. */
export function countFacets(index: FacetIndex, works: WorkSet): FacetCounts {
  const asked = works.and(index.live)
  if (asked.size < index.live.size * WORTH_HOT_SHARE) return countFew(index, asked)
  return countHotTags(index, asked) ?? toldOf(index.tags, mostOf(index.tags, countTags(index, asked)))
}

/** Of few works the tags met are gone through afterwards, and not all there are. */
function countFew(index: FacetIndex, works: WorkSet): FacetCounts {
  const { scratch } = index
  const met: number[] = []
  for (const work of works) {
    for (const tag of index.tagsOf(work)) {
      const count = scratch[tag] as number
      if (count === 0) met.push(tag)
      scratch[tag] = count + 1
    }
  }
  const counts = Int32Array.from(met, (tag) => scratch[tag] as number)
  for (const tag of met) scratch[tag] = 0
  return toldOf(index.tags, mostOf(index.tags, counts, Uint32Array.from(met)))
}

/** @returns undefined where rare tags could be among the most frequent. */
function countHotTags(index: FacetIndex, works: WorkSet): FacetCounts | undefined {
  const { hot, tags } = index
  const counts = countBySmaller(
    index,
    works,
    (some) => countHotEach(index, some),
    (at) => hot.tags[at] as number,
  )
  const most = mostOf(tags, counts, hot.tags)
  // What changed since may have made rare tags more frequent.
  const coldMost = hot.coldMost + index.changes
  const isSure = most.every((each, field) => !hot.hasCold[field] || each.isAbove(coldMost))
  return isSure ? toldOf(tags, most) : undefined
}

/** By tag. */
export function countTags(index: FacetIndex, works: WorkSet): Int32Array {
  const asked = works.and(index.live)
  return countBySmaller(
    index,
    asked,
    (some) => countEach(index, some),
    (tag) => tag,
  )
}

/** Of more than half of all works those that are not among them are counted, and taken from the whole. */
function countBySmaller(
  index: FacetIndex,
  works: WorkSet,
  count: (works: WorkSet) => Int32Array,
  tagAt: (at: number) => number,
): Int32Array {
  if (works.size * 2 <= index.live.size) return count(works)
  const others = count(index.live.without(works))
  for (let at = 0; at < others.length; at++)
    others[at] = (index.totals[tagAt(at)] as number) - (others[at] as number)
  return others
}

function countHotEach(index: FacetIndex, works: WorkSet): Int32Array {
  const counts = countHot(index.hot, works.without(index.changed).bits)
  eachChanged(index, works, (tag) => {
    const number = index.hot.numbers[tag] ?? 0
    if (number > 0) counts[number - 1] = (counts[number - 1] as number) + 1
  })
  return counts
}

function countEach(index: FacetIndex, works: WorkSet): Int32Array {
  const counts = new Int32Array(index.tags.length)
  countRows(index, works.without(index.changed).bits, counts)
  eachChanged(index, works, (tag) => {
    counts[tag] = (counts[tag] as number) + 1
  })
  return counts
}

function eachChanged(index: FacetIndex, works: WorkSet, take: (tag: number) => void): void {
  if (index.changes === 0) return
  for (const [work, tags] of index.changedRows()) if (works.has(work)) for (const tag of tags) take(tag)
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

/** By the field's number. @param tagAt where the counts are not by tag: whose they are. */
function mostOf({ fields }: TagTable, counts: Int32Array, tagAt?: Uint32Array): Most[] {
  const most = Array.from({ length: FACET_FIELDS.length + 1 }, () => new Most())
  /** By field: tags of fewer works are not told. */
  const least = new Int32Array(most.length)
  for (let at = 0; at < counts.length; at++) {
    const count = counts[at] as number
    if (count <= 0) continue
    const tag = tagAt === undefined ? at : (tagAt[at] as number)
    const field = fields[tag] ?? 0
    if (count < (least[field] as number)) continue
    least[field] = (most[field] as Most).add(tag, count)
  }
  return most
}

function toldOf(tags: TagTable, most: Most[]): FacetCounts {
  const told: FacetCounts = {}
  for (const [at, field] of FACET_FIELDS.entries()) {
    const values = (most[at + 1] as Most)
      .all()
      .map(({ tag, count }): FacetCount => ({ value: tags.name(tag), count }))
    if (values.length === 0) continue
    told[field] = values.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
  }
  return told
}

/** Tags are fewer than 2^26, works than 2^27: both go into one number that sorts by count, then by tag. */
const TAGS = 2 ** 26

/** The greatest of many, without sorting them all. */
class Most {
  readonly #keys = new Float64Array(GATHERED_MAX)
  #size = 0
  #least = 0

  /** @returns the count that others must have at least to be among them. */
  add(tag: number, count: number): number {
    if (this.#size === GATHERED_MAX) this.#letGo()
    this.#keys[this.#size++] = count * TAGS + (TAGS - 1 - tag)
    return this.#least
  }

  all(): { tag: number; count: number }[] {
    this.#letGo()
    return Array.from(this.#keys.subarray(0, this.#size), (key) => ({
      tag: TAGS - 1 - (key % TAGS),
      count: Math.floor(key / TAGS),
    }))
  }

  /** No tag of so many works or fewer could be among them. */
  isAbove(count: number): boolean {
    this.#letGo()
    return this.#least > count
  }

  #letGo(): void {
    const kept = this.#keys.subarray(0, this.#size).sort().reverse()
    this.#size = Math.min(kept.length, VALUES_MAX)
    if (this.#size === VALUES_MAX) this.#least = Math.floor((kept[VALUES_MAX - 1] as number) / TAGS)
  }
}
