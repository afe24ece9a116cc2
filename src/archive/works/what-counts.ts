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
import type { Correction, Recovered, WorkState } from './work-state.ts'

type Words = Pick<WorkState, 'recovered' | 'united' | 'offers' | 'corrections' | 'storyConfirmed'>

/** What recovery made of a work: of all its sources, where it has versions. */
export function toldOf({ recovered, united }: Pick<WorkState, 'recovered' | 'united'>): Recovered | null {
  return united ?? recovered
}

export function countingFields(state: Pick<Words, 'recovered' | 'united' | 'corrections'>): WorkFields {
  const { corrections } = state
  const said = Object.entries(corrections).map(([name, correction]) => [name, correction.value])
  return { ...(toldOf(state)?.fields ?? emptyFields()), ...Object.fromEntries(said) }
}

/** Relationships corrected by hand are written as they should be and need no resolving. */
export function countingRelationships(state: Words): string[] {
  const corrected = state.corrections.relationships?.value as string[] | undefined
  return corrected ?? toldOf(state)?.relationshipsResolved ?? []
}

/** The candidates a person decided against stay, not chosen; an absence a person stated has no evidence of its own. */
export function countingEvidence(state: Words): FieldEvidence {
  const { corrections } = state
  const told = toldOf(state)?.evidence ?? {}
  const evidence: FieldEvidence = { ...told }
  for (const name of correctedFields(corrections)) {
    const others = (told[name] ?? []).map((each) => ({ ...each, chosen: false }))
    evidence[name] = [...personsEvidence(corrections[name] as Correction), ...others]
  }
  return evidence
}

/** Doubts about a field a person spoke on are settled. */
export function openLooks(state: Words): LookReason[] {
  const { corrections, storyConfirmed, offers } = state
  const doubts = (toldOf(state)?.looks ?? []).filter(({ field }) =>
    field === 'story' ? !storyConfirmed : corrections[field] === undefined,
  )
  return [...doubts, ...offers]
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
