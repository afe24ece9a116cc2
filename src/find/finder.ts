/** Finding stories by their words and by what they mean. Implementation: open-finder.ts over LanceDB. */
import type { WorkId } from '../archive/archive.ts'

export interface FoundPassage {
  /** From 1. */
  chapter: number
  /** UTF-16 offsets into the chapter's plain text (story/plain-text.ts), end exclusive. */
  start: number
  end: number
  text: string
  /** Matched words: offsets into `text`, rising, not overlapping. */
  matches: { start: number; end: number }[]
  /** Index of the chapter's top-level block the passage begins in: the address it is opened at. */
  block: number
  /** Found by meaning: the part of the query it is like. Absent where it was found by its words. */
  clue?: string
}

export interface FoundWork {
  workId: WorkId
  score: number
  /** Best first, at most three. */
  passages: FoundPassage[]
  /** One line: why it is here. */
  why: string
}

export interface FindResults {
  results: FoundWork[]
  /** The words looked for, as understood. */
  terms: string[]
  tookMs: number
  /** Works not yet in the index: the search did not look there. */
  pendingWorks: number
  /** Works not yet read for meaning: they were looked for by their words alone. Absent where meaning was not asked. */
  unreadForMeaning?: number
  /** Numbers of the works found, best first, at most 1,000, shown or not: for counts and pages. Some may be gone since. */
  ranked?: number[]
}

/** A set of works, by number: `Number(workId)`. */
export interface WorksAmong {
  has(work: number): boolean
  readonly size: number
  ids(): number[]
}

export interface FindOptions {
  /** So many works are answered with their passages. */
  limit: number
  /** The best so many are passed over; default 0. */
  skip?: number
  /** Only these works are found; absent: all. What is filtered or excluded has become this set (query/run-query.ts). */
  among?: WorksAmong | undefined
}

/** A work, or a passage of it. */
export interface LikeWhat {
  workId: WorkId
  chapter?: number
  /** UTF-16 offset into the chapter's plain text; the passage there is meant. */
  start?: number
}

export interface Finder {
  /**
   * Never throws for anything a person can type; a query without a word finds nothing.
   * @param query plain words and "exact words" in quotes; the query language is taken apart before (query/parse-query.ts).
   */
  find(query: string, options: FindOptions): Promise<FindResults>
  /** Works that have all of these words, stems compared, or the very words in a row, in their story, title, summary or tags. */
  having?(asked: { words: string } | { phrase: string }): Promise<number[]>
  /** Works like this one, which is not among them; absent where the finder cannot tell. */
  like?(of: LikeWhat, options: FindOptions): Promise<FindResults>
  /** Loads what the first search would wait for: the engine and the encoder, a second or two. Never throws. */
  warm?(): Promise<void>
  close(): Promise<void>
}
