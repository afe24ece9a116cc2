/** Puts the evidence together: which works answer a query best. Pure; docs/finding.md has what each part gave. */
import type { PassageHit, WorkHit } from './index-reader.ts'
import { bestByChance } from './meaning/likeness.ts'
import type { NearPassage, WorkMeaning } from './meaning/meaning-reader.ts'

export interface RankedWork {
  work: number
  score: number
  /** Its passages that have some of the words, best first. */
  passages: PassageHit[]
  /** Its passages nearest in meaning, one for each clue that has one, likest first. */
  near: { clue: number; passage: NearPassage }[]
}

/** What the word index found, best first each. */
export interface WordEvidence {
  story: WorkHit[]
  about: WorkHit[]
  passages: PassageHit[]
  /** How much the words of the query can tell at all: the root of the sum of their squared weights. */
  scale: number
}

/** What the vectors say of works: of those looked at closely all, of others what was near enough to be found. */
export interface MeaningEvidence {
  of(work: number): WorkMeaning | undefined
  /** Of a single name or two, vectors know little. */
  weight: number
}

/** Against the story as a whole, which counts 1. */
const BEST_PASSAGE = 0.7
/** Each further passage of a work counts so much of the one before it: several scenes agree, a novel has many. */
const NEXT_PASSAGE = 0.2
/** Title, creators, fandoms, tags and summary. */
const ABOUT = 1
const PASSAGES_COUNTED = 4

/** The scale of the words' evidence against that of meaning. */
const WORDS_SPREAD = 0.8
/** How much the mean over a description's clues varies from work to work, in deviations of a passage. */
const CLUES_SPREAD = 0.5
const CLUES = 1.2
const WHOLE_STORY = 0.6
/** Counts for a work only: most have no summary. */
const ABOUT_MEANING = 0.2
/** What a work not read for meaning is given of it, by what its words say: else it would drop behind all that are. */
const UNREAD = 0.5

/**
 * Words: the BM25 of the whole story, of its best passages and of what is said about it, added; they are sums over the same words and so of
 * like size. Meaning: for each clue of the query the passage nearest to it, less what the best of so many passages has by chance; and the
 * story as a whole. Nothing grows with the length of the story, and a word or clue that matches nothing costs nothing.
 * @returns best first; equal scores in order of id.
 */
export function rankWorks(
  words: WordEvidence,
  meaning?: MeaningEvidence,
  also: Iterable<number> = [],
): RankedWork[] {
  const ranked = byWords(words)
  for (const work of also) if (!ranked.has(work)) ranked.set(work, { work, score: 0, passages: [], near: [] })
  const scale = Math.max(words.scale, 0.5) * WORDS_SPREAD
  for (const entry of ranked.values()) {
    entry.score /= scale
    if (meaning === undefined) continue
    const said = meaning.of(entry.work)
    entry.score += meaning.weight * (said ? meaningScore(said) : UNREAD * entry.score)
    entry.near = nearestOf(said)
  }
  return [...ranked.values()].sort((a, b) => b.score - a.score || a.work - b.work)
}

function byWords(found: WordEvidence): Map<number, RankedWork> {
  const ranked = new Map<number, RankedWork>()
  const of = (work: number): RankedWork => {
    const known = ranked.get(work)
    if (known) return known
    const entry = { work, score: 0, passages: [], near: [] }
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
  return ranked
}

function meaningScore({ passages, best, mean, about }: WorkMeaning): number {
  const clues = best.reduce((sum, { likeness }) => sum + likeness, 0) / Math.max(1, best.length)
  return (
    (CLUES * (clues - bestByChance(passages))) / CLUES_SPREAD +
    WHOLE_STORY * mean +
    ABOUT_MEANING * Math.max(0, about)
  )
}

/** A passage that answers several clues stands once. */
function nearestOf(said: WorkMeaning | undefined): RankedWork['near'] {
  if (said === undefined) return []
  const seen = new Set<string>()
  return said.best
    .map((passage, clue) => ({ clue, passage }))
    .filter(({ passage }) => passage.start >= 0)
    .sort((a, b) => b.passage.likeness - a.passage.likeness)
    .filter(({ passage: { chapter, start } }) => {
      const place = `${chapter} ${start}`
      return !seen.has(place) && seen.add(place) !== undefined
    })
}
