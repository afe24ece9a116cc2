/**
 * The rows once more with the frequent tags alone, two bytes each: counting a million works is bound by memory, and
 * these are a quarter of it. What the rare ones could add to the counts told is known beforehand: no more works than they have.
 */
import { FACET_FIELDS } from '../../archive/archive.ts'
import type { TagRows } from './tag-rows.ts'

const HOT_MAX = 0x1_0000

export interface HotRows {
  starts: Uint32Array
  /** Numbers of hot tags. */
  hot: Uint16Array
  /** By hot number: the tag. */
  tags: Uint32Array
  /** By tag: its hot number plus one; 0 where it is none. */
  numbers: Uint32Array
  /** Tags that are not hot have at most so many works. */
  coldMost: number
  /** By field number: it has tags that are not hot. */
  hasCold: boolean[]
}

interface HotFrom {
  rows: TagRows
  /** By tag: how many works have it. */
  totals: Int32Array
  /** By tag: the number of its field. */
  fields: Uint8Array
}

export function makeHotRows({ rows, totals, fields }: HotFrom): HotRows {
  const least = leastTotal(totals)
  const numbers = new Uint32Array(totals.length)
  const tags = new Uint32Array(HOT_MAX)
  const hasCold = Array.from({ length: FACET_FIELDS.length + 1 }, () => false)
  let size = 0
  for (let tag = 0; tag < totals.length; tag++) {
    const total = totals[tag] as number
    if (total === 0) continue
    if (total < least) hasCold[fields[tag] ?? 0] = true
    else {
      tags[size] = tag
      numbers[tag] = ++size
    }
  }
  const packed = pack(rows, numbers)
  return { ...packed, tags: tags.slice(0, size), numbers, coldMost: least - 1, hasCold }
}

/** The least number of works with which no more tags are hot than have a number. */
function leastTotal(totals: Int32Array): number {
  const tagsOf = new Uint32Array(HOT_MAX)
  for (const total of totals) {
    const at = Math.min(total, HOT_MAX - 1)
    tagsOf[at] = (tagsOf[at] as number) + 1
  }
  let tags = 0
  for (let total = HOT_MAX - 1; total >= 1; total--) {
    tags += tagsOf[total] as number
    if (tags > HOT_MAX) return total + 1
  }
  return 1
}

function pack({ starts, tags }: TagRows, numbers: Uint32Array): Pick<HotRows, 'starts' | 'hot'> {
  const hot = new Uint16Array(tags.length)
  const begins = new Uint32Array(starts.length)
  let size = 0
  for (let work = 0; work < starts.length - 1; work++) {
    const end = starts[work + 1] as number
    for (let at = starts[work] as number; at < end; at++) {
      const number = numbers[tags[at] as number] as number
      if (number !== 0) hot[size++] = number - 1
    }
    begins[work + 1] = size
  }
  return { starts: begins, hot: hot.subarray(0, size) }
}

/** By hot number. @param bits works, a bit each. */
export function countHot({ starts, hot, tags }: HotRows, bits: Uint32Array): Int32Array {
  const counts = new Int32Array(tags.length)
  const works = starts.length - 1
  for (let at = 0; at < bits.length; at++) {
    for (let word = bits[at] as number; word !== 0; word &= word - 1) {
      const work = at * 32 + 31 - Math.clz32(word & -word)
      if (work >= works) break
      const end = starts[work + 1] as number
      for (let place = starts[work] as number; place < end; place++) {
        const number = hot[place] as number
        counts[number] = (counts[number] as number) + 1
      }
    }
  }
  return counts
}
