/** Why a person had better look at a work: an inferred title, evidence that contradicts itself, a border in doubt. */
import {
  CHOOSE_FROM,
  type Evidence,
  type FieldEvidence,
  type FieldName,
  type WorkFields,
} from '../../story/field.ts'
import type { LookReason } from '../../story/work.ts'

/** A declared length this many times the counted one, or a part of it, means a missing or doubled piece. */
const LENGTH_FACTOR = 2
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
