/**
 * What can be said only once all files of an import are read: which works are the same story. Done before the import is
 * written down as finished, and left for the next one where it was cut short.
 */
import type { Archive } from '../archive/archive.ts'
import { type SettledDuplicates, settleDuplicates } from './settle-duplicates.ts'

export interface SettleImport {
  archive: Archive
  importId: number
  signal?: AbortSignal
}

export async function settleImport(job: SettleImport): Promise<SettledDuplicates> {
  return settleDuplicates(job)
}
