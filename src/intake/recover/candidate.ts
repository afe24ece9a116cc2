/** One thing a rule found for one field, before merging. */
import type { FieldName, SeriesPart, Span } from '../../story/field.ts'

/** Which source wins (docs/evidence.md): a lower number counts before a higher one. */
export const RANK = {
  /** Markers of a known program. */
  markers: 1,
  /** A labelled header in the text. */
  label: 2,
  /** An unlabelled title and by-line. */
  titleBlock: 3,
  /** A header repeated per part, a subject line. */
  repeated: 4,
  /** Page title, headings. */
  heading: 5,
  /** Package or document metadata. */
  metadata: 6,
  fileName: 7,
  guess: 8,
} as const

export type Rank = (typeof RANK)[keyof typeof RANK]

export interface Candidate {
  field: FieldName
  /** As in Evidence: a string, number or series part; prose as plain text. */
  value: string | number | SeriesPart
  /** Allowed HTML of a prose value. */
  html?: string
  raw?: string
  span: Span | null
  rule: string
  confidence: number
  rank: Rank
}
