/** The exact measure of how much of one text is in another: the runs of three words they share. */
import { scatter } from './signature.ts'

/** Every run of three words of a text once: 32-bit hashes, rising. */
export type Shingles = Uint32Array

const FIRST = 0x9e3779b1
const SECOND = 0x27d4eb2f

/** A text of fewer than three words is one shingle. */
export function shinglesOf(words: Uint32Array): Shingles {
  if (words.length === 0) return new Uint32Array()
  const hashes = new Uint32Array(Math.max(1, words.length - 2))
  for (let at = 0; at < hashes.length; at++) {
    const run = Math.imul(words[at] as number, FIRST) ^ Math.imul(scatter(words[at + 1] ?? 1), SECOND)
    hashes[at] = scatter((run + (words[at + 2] ?? 2)) | 0)
  }
  hashes.sort()
  let kept = 0
  for (const hash of hashes) if (kept === 0 || hashes[kept - 1] !== hash) hashes[kept++] = hash
  return hashes.slice(0, kept)
}

/** How many of them both have. */
export function sharedCount(a: Shingles, b: Shingles): number {
  let shared = 0
  let at = 0
  for (const hash of a) {
    while (at < b.length && (b[at] as number) < hash) at++
    if (at === b.length) break
    if (b[at] === hash) shared++
  }
  return shared
}

/** The share of the first one's shingles that the second has; 0 where it has none. */
export function containment(part: Shingles, whole: Shingles): number {
  return part.length === 0 ? 0 : sharedCount(part, whole) / part.length
}
