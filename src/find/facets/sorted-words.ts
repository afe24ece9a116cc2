/**
 * Every word of many names in the order of what follows it: names in which a word begins so stand together.
 * Sorted three bytes at a time by the engine's own sort of numbers, which takes a fifth of the time of comparing texts.
 */
import type { PackedNames } from './packed-names.ts'

/** Words of a name by which it is found; later ones are found by the first. */
const WORDS_MAX = 8
const SPACE = 0x20
/** A run shorter than this is sorted by comparing. */
const SHORT_RUN = 24

export interface SortedWords {
  /** Where each word begins in the bytes of the names. */
  places: Uint32Array
  /** The name each stands in. */
  owners: Uint32Array
}

/** @param names folded: words parted by single spaces. */
export function sortWords(names: PackedNames): SortedWords {
  const found = findWords(names)
  const order = new Uint32Array(found.places.length)
  for (let at = 0; at < order.length; at++) order[at] = at
  const ends = new Uint32Array(found.places.length)
  for (let at = 0; at < ends.length; at++) ends[at] = names.starts[(found.owners[at] as number) + 1] as number
  sortRun({ bytes: names.bytes, places: found.places, ends, order }, { from: 0, to: order.length, depth: 0 })
  return {
    places: order.map((at) => found.places[at] as number),
    owners: order.map((at) => found.owners[at] as number),
  }
}

function findWords(names: PackedNames): SortedWords {
  let size = 0
  eachWord(names, () => size++)
  const places = new Uint32Array(size)
  const owners = new Uint32Array(size)
  let at = 0
  eachWord(names, (place, owner) => {
    places[at] = place
    owners[at++] = owner
  })
  return { places, owners }
}

function eachWord(
  { bytes, starts, length }: PackedNames,
  take: (place: number, owner: number) => void,
): void {
  for (let name = 0; name < length; name++) {
    const start = starts[name] as number
    const end = starts[name + 1] as number
    let words = 0
    for (let at = start; at < end && words < WORDS_MAX; at++) {
      if (at !== start && bytes[at - 1] !== SPACE) continue
      take(at, name)
      words++
    }
  }
}

interface Sorting {
  bytes: Buffer
  places: Uint32Array
  ends: Uint32Array
  order: Uint32Array
}

interface Run {
  from: number
  to: number
  /** Bytes in which all of the run agree. */
  depth: number
}

/** Three bytes are the upper half of a number, the index the lower: 24 and 28 bits of 53. */
const INDEX = 2 ** 28

function sortRun(sorting: Sorting, whole: Run): void {
  for (const runs = [whole]; runs.length > 0; ) {
    const { from, to, depth } = runs.pop() as Run
    if (to - from < 2) continue
    if (to - from < SHORT_RUN) {
      sorting.order.subarray(from, to).sort((a, b) => compare(sorting, a, b, depth))
      continue
    }
    const keys = new Float64Array(to - from)
    for (let at = from; at < to; at++) {
      const index = sorting.order[at] as number
      keys[at - from] = threeBytes(sorting, index, depth) * INDEX + index
    }
    keys.sort()
    runs.push(...equalRuns(sorting, keys, { from, depth }))
  }
}

/** Writes the order back, and answers the runs that need a further look. */
function equalRuns(sorting: Sorting, keys: Float64Array, { from, depth }: Omit<Run, 'to'>): Run[] {
  const runs: Run[] = []
  let start = 0
  let before = -1
  for (let at = 0; at <= keys.length; at++) {
    const key = at < keys.length ? Math.floor((keys[at] as number) / INDEX) : -2
    if (at < keys.length) sorting.order[from + at] = (keys[at] as number) - key * INDEX
    if (key === before) continue
    // A zero stands for the end of the name: such a run is of equal names.
    if (at - start > 1 && before % 256 !== 0)
      runs.push({ from: from + start, to: from + at, depth: depth + 3 })
    start = at
    before = key
  }
  return runs
}

function threeBytes({ bytes, places, ends }: Sorting, index: number, depth: number): number {
  const at = (places[index] as number) + depth
  const end = ends[index] as number
  let key = 0
  for (let next = at; next < at + 3; next++) key = key * 256 + (next < end ? (bytes[next] as number) : 0)
  return key
}

function compare({ bytes, places, ends }: Sorting, a: number, b: number, depth: number): number {
  const [placeA, placeB] = [(places[a] as number) + depth, (places[b] as number) + depth]
  const order = bytes.compare(
    bytes,
    Math.min(placeB, ends[b] as number),
    ends[b],
    Math.min(placeA, ends[a] as number),
    ends[a],
  )
  return order || a - b
}

/** The words that begin so: from the first up to and without the second. */
export function prefixRange(
  names: PackedNames,
  { places, owners }: SortedWords,
  prefix: Buffer,
): [number, number] {
  const search = (isBefore: (order: number) => boolean): number => {
    let low = 0
    let high = places.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const at = places[middle] as number
      const end = Math.min(at + prefix.length, names.starts[(owners[middle] as number) + 1] as number)
      if (isBefore(names.bytes.compare(prefix, 0, prefix.length, at, end))) low = middle + 1
      else high = middle
    }
    return low
  }
  return [search((order) => order < 0), search((order) => order <= 0)]
}
