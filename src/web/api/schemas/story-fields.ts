/** The fields of a story as programs read them (docs/json.md, story/work-json.ts). */
import { z } from 'zod'
import { CATEGORIES, FIELD_NAMES, RATINGS, STATUSES } from '../../../story/field.ts'
import { named } from './named.ts'

const names = (description: string) => z.array(z.string()).describe(description)
const prose = (description: string) => z.string().nullable().describe(description)

/** What lists show of it too. */
export const listedFields = {
  title: z.string(),
  authors: names('Those who wrote it.'),
  fandoms: names('Worlds it plays in.'),
  rating: z.enum(RATINGS),
  warnings: names(
    '`none-apply`, `chose-not`, `graphic-violence`, `major-character-death`, `non-con`, `underage`, or the writer’s own words. [] says that nothing is known, which is not the same as `none-apply`.',
  ),
  categories: z.array(z.enum(CATEGORIES)),
  relationships: names('`A/B` romantic, `A & B` not; as the writer has them.'),
  relationshipsResolved: names('The same with fuller names, where they are sure.'),
  characters: names('Who is in it.'),
  tags: names('Freeform tags.'),
  summary: prose('Plain text.'),
  series: z
    .union([z.string(), z.array(z.string())])
    .nullable()
    .describe('The name, or a list where there are several.'),
  seriesPositions: z.array(z.number().nullable()),
  language: z.string().nullable().describe('BCP-47.'),
  status: z.enum(STATUSES).nullable(),
  published: z.string().nullable().describe('`YYYY-MM-DD`, or as much of it as is known.'),
  updated: z.string().nullable().describe('`YYYY-MM-DD`, or as much of it as is known.'),
  declaredWords: z.int().nullable().describe('What the writer said.'),
  giftedTo: names('Whom it is for.'),
}

export const proseFields = {
  notesBefore: prose('Plain text.'),
  notesAfter: prose('Plain text.'),
  disclaimer: prose('Plain text.'),
}

export const LookReasonShape = named(
  'LookReason',
  'Why a person had better look at the story.',
  z.object({
    field: z.enum([...FIELD_NAMES, 'story']).describe('`story`: where it begins and ends.'),
    reason: z.string(),
    rule: z.string(),
    work: z.string().optional().describe('The id of the other story, where it is about two.'),
  }),
)

const SpanShape = named(
  'Span',
  'A stretch of the source’s text: UTF-16 offsets, end exclusive, and the line it begins on.',
  z.object({ start: z.int().min(0), end: z.int().min(0), line: z.int().min(0) }),
)

export const EvidenceShape = named(
  'Evidence',
  'Why a field has its value, or might have another.',
  z.object({
    value: z.union([z.string(), z.number(), z.object({ name: z.string(), position: z.number().nullable() })]),
    raw: z.string().optional().describe('The words in the source, where they differ.'),
    from: z.string().describe('The source’s path, or `person`.'),
    span: SpanShape.nullable(),
    rule: z.string().describe('What found it: docs/evidence.md lists them.'),
    confidence: z.number().min(0).max(1).describe('Sure from 0.9, likely from 0.6, below a guess.'),
    chosen: z.boolean(),
  }),
)

export const DiagnosticShape = named(
  'Diagnostic',
  'Something imperfect in what came in: docs/diagnostics.md lists them.',
  z.object({
    rule: z.string(),
    severity: z.enum(['look', 'info']),
    source: z.string(),
    span: SpanShape.nullable(),
    text: z.string(),
    hint: z.string().optional(),
  }),
)
