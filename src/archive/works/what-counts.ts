/** A person's word laid over what was recovered: the fields, evidence and looks that count. */
import {
  type Evidence,
  emptyFields,
  FIELD_NAMES,
  type FieldEvidence,
  type FieldName,
  type WorkFields,
} from '../../story/field.ts'
import type { LookReason } from '../../story/work.ts'
import type { Correction, WorkState } from './work-state.ts'

type Words = Pick<WorkState, 'recovered' | 'corrections' | 'storyConfirmed'>

export function countingFields({ recovered, corrections }: Words): WorkFields {
  const said = Object.entries(corrections).map(([name, correction]) => [name, correction.value])
  return { ...(recovered?.fields ?? emptyFields()), ...Object.fromEntries(said) }
}

/** Relationships corrected by hand are written as they should be and need no resolving. */
export function countingRelationships({ recovered, corrections }: Words): string[] {
  const corrected = corrections.relationships?.value as string[] | undefined
  return corrected ?? recovered?.relationshipsResolved ?? []
}

/** The candidates a person decided against stay, not chosen; an absence a person stated has no evidence of its own. */
export function countingEvidence({ recovered, corrections }: Words): FieldEvidence {
  const evidence: FieldEvidence = { ...recovered?.evidence }
  for (const name of correctedFields(corrections)) {
    const others = (recovered?.evidence[name] ?? []).map((each) => ({ ...each, chosen: false }))
    evidence[name] = [...personsEvidence(corrections[name] as Correction), ...others]
  }
  return evidence
}

/** Doubts about a field a person spoke on are settled. */
export function openLooks({ recovered, corrections, storyConfirmed }: Words): LookReason[] {
  return (recovered?.looks ?? []).filter(({ field }) =>
    field === 'story' ? !storyConfirmed : corrections[field] === undefined,
  )
}

/** In the order of the fields. */
export function correctedFields(corrections: WorkState['corrections']): FieldName[] {
  return FIELD_NAMES.filter((name) => corrections[name] !== undefined)
}

function personsEvidence({ value, rule }: Correction): Evidence[] {
  const values: unknown[] = value === null ? [] : Array.isArray(value) ? value : [value]
  return values.map((each) => ({
    value: each as Evidence['value'],
    from: 'person',
    span: null,
    rule,
    confidence: 1,
    chosen: true,
  }))
}
