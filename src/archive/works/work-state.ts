/** A work as it is stored, without its text: what a deed loads, changes and writes back, and what undo keeps. */
import type { Diagnostic } from '../../story/diagnostic.ts'
import type { FieldEvidence, FieldName, WorkFields } from '../../story/field.ts'
import type { PartFacts } from '../../story/part.ts'
import type { Anchor, BorderCorrections, LookReason, MemberRef, RecoveredWork } from '../../story/work.ts'

/** What recovery said, kept as it was: what a person says is laid over it and can be lifted off again. */
export interface Recovered {
  fields: WorkFields
  evidence: FieldEvidence
  relationshipsResolved: string[]
  diagnostics: Diagnostic[]
  looks: LookReason[]
}

/** A person's word on one field. */
export interface Correction {
  value: WorkFields[FieldName]
  /** `person/corrected`, `person/confirmed`, `person/split`. */
  rule: string
  at: string
}

export type Corrections = Partial<Record<FieldName, Correction>>

export interface StateSource {
  path: string
  absolutePath: string
  /** Of the kept file. */
  sha256: string
  /** Where it stands inside the kept file. */
  member?: MemberRef
  sizeBytes: number
  from?: Anchor
  to?: Anchor
  borders?: BorderCorrections
  part?: StatePart
}

/** A source as one part of a work in several. */
export interface StatePart {
  facts: PartFacts
  /** A person parted it from others: it is not joined again by itself. */
  isApart?: boolean
  /** It was asked already what it belongs to. */
  isSettled?: boolean
  /** Where it was joined with others. */
  joined?: JoinedPart
}

/** A part among others, and what it was by itself, so that it can be that again. */
export interface JoinedPart {
  number: number
  last: number
  of: number | null
  /** The work it was; the joined one's own number for the part that gave it. */
  workId: number
  recovered: Recovered
  /** Of its first chapter, before it was one among others. */
  title: string | null
  notesBefore: string | null
  /** Of its last chapter. */
  notesAfter: string | null
  /** A later post of the same part gives the text. */
  isDouble?: boolean
}

export interface TextTotals {
  words: number
  chapters: number
  scenes: number
  scenesInferred: number
}

/** Why a work stands in no list. A version stands behind the work `of`, and is shown with it. */
export type Removed =
  | { at: string; by: 'person' | 'undo' | 'join'; of?: undefined }
  | { at: string; by: 'version'; of: number }

export interface WorkState {
  id: number
  revision: number
  /** null once a removed work's text was thrown away, and `recovered` with it. */
  textId: number | null
  totals: TextTotals
  recovered: Recovered | null
  /** What is told by it and its versions together; null where it has none. Counts in place of `recovered`. */
  united: Recovered | null
  /** Works that may be the same story, as reasons to look. Kept beside the work, not in it. */
  offers: LookReason[]
  corrections: Corrections
  /** A person said that the borders of this text are right. */
  storyConfirmed: boolean
  sources: StateSource[]
  addedAt: string
  removed: Removed | null
}

/** The hash that tells a source unchanged, or a copy of another: a member's own, or else the file's. */
export function contentOf({ sha256, member }: Pick<StateSource, 'sha256' | 'member'>): string {
  return member?.sha256 ?? sha256
}

/** What is kept of a recovered work beside its chapters and sources. */
export function recoveredOf(work: RecoveredWork): Recovered {
  const { fields, evidence, relationshipsResolved, diagnostics, looks } = work
  return { fields, evidence, relationshipsResolved, diagnostics, looks }
}
