/** Other candidates for a field, and what taking one over means. */
import type { FieldCorrections, WorkDetail } from '../../archive/archive.ts'
import type { Evidence, FieldEvidence, FieldName, SeriesPart, WorkFields } from '../../story/field.ts'
import { paragraphsHtml } from '../../story/plain-text.ts'
import { isListField, isProseField, textMark } from './field-text.ts'

/** Names one candidate among a field's evidence, and stays the same while its value and rule do. */
export function candidateKey(field: FieldName, { rule, value }: Evidence): string {
  return `${field} ${textMark(JSON.stringify([rule, value]))}`
}

export function findCandidate(
  evidence: FieldEvidence,
  key: string,
): { field: FieldName; evidence: Evidence } | undefined {
  for (const [field, list] of Object.entries(evidence) as [FieldName, Evidence[]][]) {
    const found = list.find((each) => candidateKey(field, each) === key)
    if (found !== undefined) return { field, evidence: found }
  }
  return undefined
}

/**
 * Candidates whose value the field does not have now, each value once, the likeliest first.
 * Where a person has set the field, what was chosen before is a candidate too.
 */
export function otherCandidates(
  field: FieldName,
  { fields, evidence, corrected }: Pick<WorkDetail, 'fields' | 'evidence' | 'corrected'>,
): Evidence[] {
  const isCorrected = corrected.includes(field)
  const seen = new Set<string>()
  const likeliest = [...(evidence[field] ?? [])].sort((a, b) => b.confidence - a.confidence)
  return likeliest.filter((each) => {
    const value = JSON.stringify(each.value)
    if (each.from === 'person' || (each.chosen && !isCorrected)) return false
    if (seen.has(value) || hasValue(field, fields, each.value)) return false
    seen.add(value)
    return true
  })
}

function hasValue(field: FieldName, fields: WorkFields, value: Evidence['value']): boolean {
  if (isProseField(field)) return fields[field] === paragraphsHtml(`${value}`)
  if (field === 'series') return fields.series.some((part) => part.name === (value as SeriesPart).name)
  if (isListField(field)) return (fields[field] as string[]).includes(`${value}`)
  return fields[field] === value
}

/** The field with the candidate in it: added to a list, in place of anything else. */
export function withCandidate(field: FieldName, fields: WorkFields, { value }: Evidence): FieldCorrections {
  if (isProseField(field)) return { [field]: paragraphsHtml(`${value}`) }
  if (field === 'series') return { series: [...fields.series, value as SeriesPart] }
  if (isListField(field)) return { [field]: [...fields[field], `${value}`] }
  return { [field]: value }
}
