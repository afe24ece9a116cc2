/** Why a work put together from parts needs a look. */
import type { Chapter } from '../chapter.ts'
import type { FieldEvidence, WorkFields } from '../field.ts'
import { lengthLook, titleLook } from '../look-reasons.ts'
import { EPILOGUE } from '../part.ts'
import type { LookReason } from '../work.ts'
import type { PartToJoin } from './join-parts.ts'

/** A longer list of missing parts is shortened. */
const MOST_NAMED = 8

/** What was doubted of a part's title, length or status says nothing of the whole. */
const OF_PART = new Set(['title', 'declaredWords', 'status'])

export function joinLooks(
  parts: readonly PartToJoin<Chapter>[],
  { fields, evidence }: { fields: WorkFields; evidence: FieldEvidence },
): LookReason[] {
  const words = parts.reduce((sum, part) => sum + part.words, 0)
  const kept = parts.flatMap(({ looks }) =>
    looks.filter(({ field, rule }) => !OF_PART.has(field) && rule !== 'parts/missing'),
  )
  const all = [
    ...titleLook(evidence),
    ...lengthLook(fields.declaredWords, words),
    ...missingLook(parts),
    ...kept,
  ]
  return [...new Map(all.map((look) => [`${look.field} ${look.reason}`, look])).values()]
}

/** Whole numbers between the first and the last, or up to "of n", that no part has. */
export function missingLook(
  parts: readonly { number: number; last: number; of: number | null }[],
): LookReason[] {
  const missing = missingNumbers(parts)
  if (missing.length === 0) return []
  const of = Math.max(0, ...parts.map((part) => part.of ?? 0))
  const named = missing.slice(0, MOST_NAMED).join(', ')
  const more = missing.length > MOST_NAMED ? ` and ${missing.length - MOST_NAMED} more` : ''
  const which = missing.length === 1 ? `Part ${named} is` : `Parts ${named}${more} are`
  const reason = `${which} missing${of > 0 ? `: there are ${of} in all` : ''}.`
  return [{ field: 'story', rule: 'parts/missing', reason }]
}

function missingNumbers(parts: readonly { number: number; last: number; of: number | null }[]): number[] {
  const have = new Set<number>()
  let highest = 0
  for (const { number, last, of } of parts) {
    if (number === EPILOGUE) continue
    for (let at = Math.floor(number); at <= Math.floor(last); at++) have.add(at)
    highest = Math.max(highest, Math.floor(last), of ?? 0)
  }
  const missing: number[] = []
  for (let at = 1; at <= Math.min(highest, 10_000); at++) if (!have.has(at)) missing.push(at)
  return missing
}
