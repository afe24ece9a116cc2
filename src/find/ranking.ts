/** Puts the evidence together: which works answer a query best. Pure; docs/finding.md has what each part gave. */
import type { PassageHit, WorkHit } from './index-reader.ts'

export interface RankedWork {
  work: number
  score: number
  /** Its passages that have some of the words, best first. */
  passages: PassageHit[]
}

/** Against the story as a whole, which counts 1. */
const BEST_PASSAGE = 0.7
/** Each further passage of a work counts so much of the one before it: several scenes agree, a novel has many. */
const NEXT_PASSAGE = 0.2
/** Title, creators, fandoms, tags and summary. */
const ABOUT = 1
const PASSAGES_COUNTED = 4

/**
 * Adds the BM25 of the whole story, of its best passages and of what is said about it. The three are sums over the same words
 * and so of like size. None of them grows with the length of the story: BM25 measures length itself, and the passages
 * past the best one hardly count.
 * @param found best first each. @returns best first; equal scores in order of id.
 */
export function rankWorks(found: {
  story: WorkHit[]
  about: WorkHit[]
  passages: PassageHit[]
}): RankedWork[] {
  const ranked = new Map<number, RankedWork>()
  const of = (work: number): RankedWork => {
    const known = ranked.get(work)
    if (known) return known
    const entry = { work, score: 0, passages: [] }
    ranked.set(work, entry)
    return entry
  }
  for (const { work, score } of found.story) of(work).score += score
  for (const { work, score } of found.about) of(work).score += ABOUT * score
  for (const hit of found.passages) {
    const entry = of(hit.work)
    const rank = entry.passages.push(hit) - 1
    if (rank < PASSAGES_COUNTED) entry.score += BEST_PASSAGE * hit.score * NEXT_PASSAGE ** rank
  }
  return [...ranked.values()].sort((a, b) => b.score - a.score || a.work - b.work)
}
