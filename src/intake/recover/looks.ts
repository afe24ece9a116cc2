/** Why a person had better look at a work: an inferred title, evidence that contradicts itself, a border in doubt. */
import {
  CHOOSE_FROM,
  type Evidence,
  type FieldEvidence,
  type FieldName,
  type WorkFields,
} from '../../story/field.ts'
import { lengthLook, titleLook } from '../../story/look-reasons.ts'
import type { LookReason } from '../../story/work.ts'

const SINGLE: FieldName[] = ['title', 'rating', 'status', 'language', 'series']

export interface LookFacts {
  fields: WorkFields
  evidence: FieldEvidence
  /** Words counted in the story. */
  words: number
  /** Why a border is in doubt, each a sentence. */
  doubts: { reason: string; rule: string }[]
}

/** A creator or rating that is simply not there is no reason. */
export function findLooks({ fields, evidence, words, doubts }: LookFacts): LookReason[] {
  const looks: LookReason[] = [...titleLook(evidence)]
  for (const field of SINGLE) {
    const other = contradiction(evidence[field] ?? [])
    if (other)
      looks.push({
        field,
        reason: `The text gives two values for ${field}: ${said(other[0])} and ${said(other[1])}.`,
        rule: 'evidence/contradiction',
      })
  }
  looks.push(...lengthLook(fields.declaredWords, words))
  for (const { reason, rule } of doubts) looks.push({ field: 'story', reason, rule })
  return looks
}

/** Two sure values of one level that differ: both from the text, not the two ends of one range. */
function contradiction(evidence: Evidence[]): [Evidence, Evidence] | null {
  const chosen = evidence.find((each) => each.chosen)
  if (!chosen || chosen.confidence < CHOOSE_FROM) return null
  const other = evidence.find(
    (each) =>
      !each.chosen &&
      each.confidence >= 0.85 &&
      each.rule === chosen.rule &&
      each.span !== null &&
      plain(each) !== plain(chosen) &&
      !plain(each).includes(plain(chosen)) &&
      !plain(chosen).includes(plain(each)),
  )
  return other ? [chosen, other] : null
}

function plain(evidence: Evidence): string {
  const { value } = evidence
  return (typeof value === 'object' ? value.name : String(value))
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

function said({ value }: Evidence): string {
  return `"${typeof value === 'object' ? value.name : String(value)}"`
}
