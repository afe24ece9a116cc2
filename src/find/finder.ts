/** Finding stories by the words in them. Implementations: open-finder.ts over LanceDB. */
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
}

export interface Finder {
  /** Never throws for anything a person can type; a query without a word finds nothing. */
  find(query: string, options: { limit: number }): Promise<FindResults>
  close(): Promise<void>
}
