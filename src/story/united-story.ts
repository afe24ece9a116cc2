/** What several sources of one story tell of it, laid together: lists are united, of the rest the surest counts. */
import type { Diagnostic } from './diagnostic.ts'
import {
  type Evidence,
  FIELD_NAMES,
  type FieldEvidence,
  type FieldName,
  LIST_FIELDS,
  type WorkFields,
} from './field.ts'
import type { LookReason } from './work.ts'

/** What recovery says of a story beside its text. */
export interface Told {
  fields: WorkFields
  evidence: FieldEvidence
  relationshipsResolved: string[]
  diagnostics: Diagnostic[]
  looks: LookReason[]
}

const LISTS: ReadonlySet<FieldName> = new Set([...LIST_FIELDS, 'series'])
/** They belong to the text they stand by: another source's serve where this one has none. */
const OF_THE_TEXT: ReadonlySet<FieldName> = new Set([
  'notesBefore',
  'notesAfter',
  'disclaimer',
  'declaredWords',
  'status',
])

/**
 * @param shown of the source whose text is read; it counts first where others are no surer.
 * @returns the evidence of all, each with its source; chosen is what the fields have.
 */
export function uniteStory(shown: Told, others: readonly Told[]): Told {
  const all = [shown, ...others]
  const united: Told = {
    fields: { ...shown.fields },
    evidence: {},
    relationshipsResolved: unitedNames(all.map((each) => each.relationshipsResolved)),
    diagnostics: all.flatMap((each) => each.diagnostics),
    looks: shown.looks.filter(({ field }) => field === 'story'),
  }
  for (const name of FIELD_NAMES) {
    if (LISTS.has(name)) uniteList(united, name, all)
    else chooseValue(united, name, all)
  }
  return united
}

function uniteList(united: Told, name: FieldName, all: readonly Told[]): void {
  if (name === 'series') {
    const parts = all.flatMap(({ fields }) => fields.series)
    united.fields.series = [
      ...new Map(parts.toReversed().map((part) => [key(part.name), part])).values(),
    ].reverse()
  } else {
    const values = unitedNames(all.map(({ fields }) => fields[name] as string[]))
    const isContradicted = name === 'warnings' && values.some((value) => value !== 'none-apply')
    Object.assign(united.fields, {
      [name]: isContradicted ? values.filter((value) => value !== 'none-apply') : values,
    })
  }
  const evidence = all.flatMap((each) => each.evidence[name] ?? [])
  if (evidence.length > 0) united.evidence[name] = evidence
  if (!evidence.some(({ chosen }) => chosen)) united.looks.push(...looksAt(all[0] as Told, name))
}

function chooseValue(united: Told, name: FieldName, all: readonly Told[]): void {
  const having = all.filter(({ fields }) => fields[name] !== null && fields[name] !== 'not-rated')
  const winner = winnerOf(name, having.length > 0 ? having : all)
  Object.assign(united.fields, { [name]: winner.fields[name] })
  const evidence = all.flatMap((each) =>
    (each.evidence[name] ?? []).map((one) => ({ ...one, chosen: one.chosen && each === winner })),
  )
  if (evidence.length > 0) united.evidence[name] = evidence
  united.looks.push(...looksAt(winner, name))
}

function winnerOf(name: FieldName, having: readonly Told[]): Told {
  const [first] = having as [Told]
  if (OF_THE_TEXT.has(name)) return first
  const better = betterThan[name as keyof typeof betterThan] ?? isSurer(name)
  return having.reduce((best, each) => (better(each, best) ? each : best), first)
}

/** A story was published when it first was, and updated when it last was. */
const betterThan = {
  published: (a: Told, b: Told) => `${a.fields.published}` < `${b.fields.published}`,
  updated: (a: Told, b: Told) => `${a.fields.updated}` > `${b.fields.updated}`,
}

function isSurer(name: FieldName) {
  return (a: Told, b: Told) => sureness(a.evidence[name]) > sureness(b.evidence[name])
}

function sureness(evidence: Evidence[] | undefined): number {
  return Math.max(0, ...(evidence ?? []).map(({ chosen, confidence }) => (chosen ? confidence : 0)))
}

const looksAt = ({ looks }: Told, name: FieldName) => looks.filter(({ field }) => field === name)

function unitedNames(lists: readonly string[][]): string[] {
  const byKey = new Map<string, string>()
  for (const name of lists.flat()) if (!byKey.has(key(name))) byKey.set(key(name), name)
  return [...byKey.values()]
}

/** Without case, spaces and signs; a name of signs alone is itself. `&` and `/` say different things. */
function key(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}/&]+/gu, '') || name
}
