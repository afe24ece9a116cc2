/** A search as it was understood: what parse-query.ts makes of what a person typed. */
import type { FilterTerm } from '../facets/filter.ts'
import type { FieldKey } from './field-keys.ts'

/** A piece of a query. Pieces side by side all count; words alone are soft: they rank, and none of them must be there. */
export type QueryNode =
  /** Plain words as typed, white space made single spaces. */
  | { kind: 'words'; text: string }
  /** Exact words, without their quotes. */
  | { kind: 'phrase'; text: string }
  /** `fandom:torchwood`; the value as typed, without quotes. */
  | { kind: 'field'; key: FieldKey; value: string }
  | { kind: 'not'; of: QueryNode }
  | { kind: 'any'; of: QueryNode[] }
  | { kind: 'all'; of: QueryNode[] }

/** Texts beside the story that words can be looked for in. */
export type ToldPlace = 'title' | 'summary' | 'notes' | 'source'

/** What must hold for a work, whatever its words say. */
export type Condition =
  | { kind: 'terms'; anyOf: FilterTerm[] }
  /** The words, stems compared, or the very words in a row, in the story or in what is said about it. */
  | { kind: 'having'; words: string }
  | { kind: 'having'; phrase: string }
  /** All the words, or the very words in a row, in one of these places. */
  | { kind: 'told'; places: ToldPlace[]; words: string }
  | { kind: 'told'; places: ToldPlace[]; phrase: string }
  | { kind: 'all'; of: Condition[] }
  | { kind: 'any'; of: Condition[] }
  | { kind: 'not'; of: Condition }

export interface QueryChip {
  /** `words` found by meaning and words, `phrase` exact, `filter` a field, `without` left out, `place` where words are looked for. */
  kind: 'words' | 'phrase' | 'filter' | 'without' | 'place'
  /** As people read it: 'fandom: Torchwood', '1,000 to 5,000 words', 'without “death”'. */
  label: string
  /** The query as it is written without this. */
  without: string
}

/** What was not understood, and what was done instead. Never stops the rest from being searched. */
export interface QueryProblem {
  /** `query/…`, listed in docs/errors.md. */
  code: string
  /** Offsets into the query as typed, end exclusive. */
  start: number
  end: number
  /** A sentence or two for people. */
  text: string
}

export interface ParsedQuery {
  typed: string
  nodes: QueryNode[]
  /** For Finder.find: plain words, and phrases that must stand, in quotes. Empty where nothing is to be ranked. */
  text: string
  /** Without a text: words that answer where they are found, though works without them are found too. */
  beside: string
  /** Every one must hold. */
  conditions: Condition[]
  chips: QueryChip[]
  problems: QueryProblem[]
}
