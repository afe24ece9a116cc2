/** Reasons to look that hold for a work however it was put together. */
import type { FieldEvidence } from './field.ts'
import type { LookReason } from './work.ts'

/** A declared length this many times the counted one, or a part of it, means a missing or doubled piece. */
const LENGTH_FACTOR = 2

/** A title that stood nowhere in the text. */
export function titleLook(evidence: FieldEvidence): LookReason[] {
  const rule = evidence.title?.find((each) => each.chosen)?.rule ?? ''
  const reason = INFERRED_TITLES[rule]
  return reason === undefined ? [] : [{ field: 'title', reason, rule }]
}

const INFERRED_TITLES: Record<string, string> = {
  'title/opening-words': 'The title was taken from the opening words.',
  'title/file-name': 'The title was taken from the file name.',
  'parts/name': 'The title was taken from the file names.',
  'parts/folder': "The title was taken from the folder's name.",
}

export function lengthLook(declared: number | null, words: number): LookReason[] {
  if (declared === null || words === 0 || Math.abs(declared - words) <= 100) return []
  if (declared <= words * LENGTH_FACTOR && words <= declared * LENGTH_FACTOR) return []
  const reason = `The header says ${declared} words, the text has ${words}: a part may be missing or doubled.`
  return [{ field: 'declaredWords', reason, rule: 'evidence/length' }]
}
