/**
 * What can be said only once all files of an import are read: which works are parts of one, and which are the same
 * story. Done before the import is written down as finished, and left for the next one where it was cut short.
 */
import type { Archive, SettledParts } from '../archive/archive.ts'
import { type SettledDuplicates, settleDuplicates } from './settle-duplicates.ts'

export interface SettleImport {
  archive: Archive
  importId: number
  signal?: AbortSignal
}

export interface SettledImport extends SettledDuplicates {
  parts: SettledParts
}

/** Parts first: the same story may be whole in one place and in parts in the other. */
export async function settleImport(job: SettleImport): Promise<SettledImport> {
  const parts = await job.archive.settleParts(job.importId, job.signal)
  return { parts, ...(await settleDuplicates(job)) }
}
