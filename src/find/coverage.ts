/** How much of the index the word indexes cover, and what is done about the rest. */
import { type IndexTables, indexName } from './index-tables.ts'

export interface Coverage {
  /** Passages in the word index. */
  settled: number
  /** Passages added since: LanceDB reads them one by one at every search, at the cost below. */
  loose: number
  /** Works added since. */
  looseWorks: number
}

/**
 * So many loose passages are still read at every search (0.04 to 0.07 ms each on one core); with more, a search keeps to
 * what is settled, and what is loose counts as not yet indexed.
 */
export const LOOSE_READ_MAX = 3000

/** Measured in 0.2 ms; rows of an index being built anew by another process count as loose. */
export async function coverageOf({ passages, works }: IndexTables): Promise<Coverage> {
  const [text, story] = await Promise.all([
    passages.indexStats(indexName('text')),
    works.indexStats(indexName('story')),
  ])
  return {
    settled: text?.numIndexedRows ?? 0,
    loose: text?.numUnindexedRows ?? 0,
    looseWorks: story?.numUnindexedRows ?? 0,
  }
}

export function readsLoose({ loose }: Coverage): boolean {
  return loose <= LOOSE_READ_MAX
}
