/** What a list of works is narrowed by, and what answers it. The query language, the forms and the feeds all make one of these. */
import type { FacetCount, FacetField } from '../../archive/archive.ts'
import type { WorkSet } from './work-set.ts'

/** A value of a field, as people write it. Canonical tags take their synonyms and subtags along. */
export interface TagTerm {
  kind: 'tag'
  /** `any`: in whichever of the fields a work has it. */
  field: FacetField | 'any'
  /** Compared without case, accents and punctuation. `none` asks for works without (rating, language, status, authors). */
  value: string
}

/** Numbers of words and chapters; days as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. Both ends belong to it. */
export type RangeTerm =
  | { kind: 'range'; of: 'words' | 'chapters'; from?: number; to?: number }
  /** `to: '2010'` is to the last day of 2010. A work that tells no day is in no range. Updated: else published. */
  | { kind: 'range'; of: 'updated' | 'published' | 'added'; from?: string; to?: string }

/** More than one fandom; fandoms of which one is a metatag or synonym of the other are one. */
export interface CrossoverTerm {
  kind: 'crossover'
}

export interface NeedsALookTerm {
  kind: 'needs-a-look'
}

/** These works, whatever found them. */
export interface WorksTerm {
  kind: 'works'
  works: WorkSet | readonly number[]
}

export type FilterTerm = (TagTerm | RangeTerm | CrossoverTerm | NeedsALookTerm | WorksTerm) & {
  /** It must not hold. */
  not?: boolean
}

/** At least one of the terms holds: 'Teen or Mature'. An empty clause holds for no work. */
export interface FilterClause {
  anyOf: readonly FilterTerm[]
}

/** Every clause holds. No clauses: all works. */
export interface WorkFilter {
  every: readonly FilterClause[]
}

export type FacetCounts = Partial<Record<FacetField, FacetCount[]>>

export interface Suggestion {
  kind: FacetField | 'title'
  /** As it is shown; of a canonical tag its own name, also where a synonym was typed. */
  text: string
  /** Works that have it, among those that are not hidden. */
  count: number
  /** The synonym that was typed, where it is not the text. */
  typed?: string
  /** The one work that has this title. */
  workId?: string
}

export interface SuggestOptions {
  /** Default 10. */
  limit?: number
  /** Default all. */
  kinds?: readonly (FacetField | 'title')[]
}

/** Filters, counts and suggestions as they are at one instant. Works in it are numbers: `Number(workId)`. */
export interface FacetView {
  /** Of the archive's clock. */
  readonly seq: number
  /** All works that are there; versions that stand behind another are not. */
  readonly all: WorkSet
  /** Those that the standing filters leave. */
  readonly visible: WorkSet
  /** Works the filter holds for, hidden ones too. Never throws: a value nobody knows matches no work. */
  matching(filter: WorkFilter): WorkSet
  /** How many of these works have each value, most first, at most 200 a field; of canonical tags, with their synonyms and subtags. */
  counts(works: WorkSet | readonly number[]): FacetCounts
  /** The sum of their words. */
  words(works: WorkSet): number
  /** The canonical tag a value stands for; undefined where no work ever had it. */
  canonical(field: FacetField, value: string): string | undefined
  /** All names that are counted as that one: synonyms and other spellings, itself first. */
  namesOf(field: FacetField, value: string): string[]
  /** Other names that may be the same as this one: 'Tosh' beside 'Toshiko Sato'. An offer: nothing is merged. */
  alike(field: FacetField, value: string): FacetCount[]
  /** What may be meant by what was typed so far, most used first. */
  suggest(typed: string, options?: SuggestOptions): Suggestion[]
}

export interface Facets {
  /** Takes in what changed since, and answers for this instant. */
  now(): Promise<FacetView>
  /** Saves what was read, so that the next start is quick. */
  close(): Promise<void>
}

/** Of works found, those to show; the standing filters hold back the others. @param options.showHidden show them for once. */
export function standingFilters(
  view: FacetView,
  works: WorkSet,
  options: { showHidden?: boolean } = {},
): { shown: WorkSet; hidden: number } {
  const visible = works.and(view.visible)
  const hidden = works.size - visible.size
  return { shown: options.showHidden ? works : visible, hidden }
}
