/** A value recovered for one field of a work, with everything needed to judge and to correct it. */

/** Every field of a work that evidence is kept for. */
export const FIELD_NAMES = [
  'title',
  'authors',
  'fandoms',
  'rating',
  'warnings',
  'categories',
  'relationships',
  'characters',
  'tags',
  'summary',
  'series',
  'language',
  'status',
  'published',
  'updated',
  'declaredWords',
  'notesBefore',
  'notesAfter',
  'disclaimer',
  'giftedTo',
] as const

export type FieldName = (typeof FIELD_NAMES)[number]

export const RATINGS = ['not-rated', 'general', 'teen', 'mature', 'explicit'] as const
export type Rating = (typeof RATINGS)[number]

/** The six warnings with an id; any other warning keeps the writer's words. */
export const WARNING_IDS = [
  'none-apply',
  'chose-not',
  'graphic-violence',
  'major-character-death',
  'non-con',
  'underage',
] as const

export const CATEGORIES = ['gen', 'f/m', 'm/m', 'f/f', 'multi', 'other'] as const
export type Category = (typeof CATEGORIES)[number]

export const STATUSES = ['complete', 'in-progress', 'abandoned'] as const
export type Status = (typeof STATUSES)[number]

export interface SeriesPart {
  name: string
  /** Position in the series; null where none is given. May be fractional ("2.5"). */
  position: number | null
}

/**
 * The fields of a work. Absent is null or []; only the title is always there, and the rating has its own
 * word for absent. Prose fields (summary, notesBefore, notesAfter, disclaimer) are allowed HTML.
 */
export interface WorkFields {
  title: string
  authors: string[]
  fandoms: string[]
  rating: Rating
  warnings: string[]
  categories: Category[]
  /** `A/B` romantic, `A & B` not; the writer's names as written. */
  relationships: string[]
  characters: string[]
  tags: string[]
  summary: string | null
  series: SeriesPart[]
  /** BCP-47. */
  language: string | null
  status: Status | null
  /** ISO dates, `YYYY-MM-DD` (or `YYYY-MM`, `YYYY` where no more is known). */
  published: string | null
  updated: string | null
  declaredWords: number | null
  notesBefore: string | null
  notesAfter: string | null
  disclaimer: string | null
  giftedTo: string[]
}

export const PROSE_FIELDS = ['summary', 'notesBefore', 'notesAfter', 'disclaimer'] as const
export const LIST_FIELDS = [
  'authors',
  'fandoms',
  'warnings',
  'categories',
  'relationships',
  'characters',
  'tags',
  'giftedTo',
] as const

/** A stretch of the source document's text: UTF-16 offsets, end exclusive, and the line (from 1) it begins on. */
export interface Span {
  start: number
  end: number
  line: number
}

/**
 * One candidate for a field: why the field might have this value.
 * For a list field each evidence is for one entry of the list.
 */
export interface Evidence {
  /** The value as this evidence would set it: a string, number, or for series a {@link SeriesPart}. Prose as plain text. */
  value: string | number | SeriesPart
  /** The words as they stood in the source, where they differ from the value. */
  raw?: string
  /** The source's path as in {@link RecoveredWork.sources}, or 'person' for a correction made by hand. */
  from: string
  /** Where in the source document's text; null where the evidence has no place there (file name, package metadata). */
  span: Span | null
  /** The rule that found it: `header/label`, `title/file-name`, `ao3/dl-tags`, `person/corrected` … Listed in docs/evidence.md. */
  rule: string
  /** From 0 to 1. `sure` from 0.9, `likely` from 0.6, below that a guess: kept as a candidate, not chosen. */
  confidence: number
  chosen: boolean
}

export type FieldEvidence = Partial<Record<FieldName, Evidence[]>>

/** Below this a guess stands among the candidates alone (the title excepted, which is always there). */
export const CHOOSE_FROM = 0.6
/** From this on the evidence is called sure. */
export const SURE_FROM = 0.9

export function emptyFields(): WorkFields {
  return {
    title: '',
    authors: [],
    fandoms: [],
    rating: 'not-rated',
    warnings: [],
    categories: [],
    relationships: [],
    characters: [],
    tags: [],
    summary: null,
    series: [],
    language: null,
    status: null,
    published: null,
    updated: null,
    declaredWords: null,
    notesBefore: null,
    notesAfter: null,
    disclaimer: null,
    giftedTo: [],
  }
}
