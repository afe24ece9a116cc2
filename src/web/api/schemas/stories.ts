/** Stories in lists, by themselves, and their chapters. */
import { z } from 'zod'
import { FIELD_NAMES } from '../../../story/field.ts'
import { amount, named } from './named.ts'
import { DiagnosticShape, EvidenceShape, LookReasonShape, listedFields, proseFields } from './story-fields.ts'

const workId = z.string().describe('A whole number, never used again for another story.')
const sources = z.array(z.string()).describe('Paths below the folder that was opened.')
const instant = z.iso.datetime()

const counted = {
  words: amount('Of the story itself.'),
  scenes: amount('The writer’s own breaks, and one a chapter.'),
  scenesInferred: amount('Breaks that are suggested and not made.'),
}

const aboutIt = {
  needsALook: z.boolean(),
  revision: z.int().min(1).describe('Rises with every change.'),
  addedAt: instant,
  changedAt: instant,
}

export const ListedWorkShape = named(
  'ListedWork',
  'A story as lists have it.',
  z.object({
    id: workId,
    ...listedFields,
    ...counted,
    chapters: amount('How many.'),
    ...aboutIt,
    sources,
    page: z.string().describe('Where it is read.'),
    self: z.string().describe('Where all of it is told.'),
  }),
)

export const ChapterHeadShape = named(
  'ChapterHead',
  'A chapter without its text.',
  z.object({
    number: z.int().min(1),
    title: z.string().nullable(),
    ...counted,
    self: z.string().describe('Where its text is.'),
  }),
)

const VersionShape = named(
  'Version',
  'One of the texts of a story that came from several sources.',
  z.object({
    id: workId,
    isShown: z.boolean(),
    title: z.string(),
    words: amount('Of this text.'),
    chapters: amount('How many.'),
    sources,
    verdict: z.enum(['same', 'revision', 'offer', 'person']).nullable().describe('null of the text shown.'),
    why: z.string(),
    best: z.string(),
  }),
)

const PartShape = named(
  'Part',
  'One of the sources of a story that was put together from parts.',
  z.object({
    path: z.string(),
    number: z.number().nullable().describe('0 for a prologue, null for an epilogue.'),
    of: z.number().nullable(),
    isDouble: z.boolean().describe('A later post of the same part gives the text.'),
  }),
)

export const WorkShape = named(
  'Work',
  'A story: its fields, where each comes from, and what chapters it has.',
  z.object({
    id: workId,
    ...listedFields,
    ...proseFields,
    ...counted,
    chapters: z.array(ChapterHeadShape),
    ...aboutIt,
    lookReasons: z.array(LookReasonShape),
    sources,
    versions: z.array(VersionShape).describe('[] where it has one text.'),
    parts: z.array(PartShape).describe('[] where it was not put together.'),
    evidence: z.partialRecord(z.enum(FIELD_NAMES), z.array(EvidenceShape)),
    diagnostics: z.array(DiagnosticShape),
    page: z.string().describe('Where it is read.'),
    self: z.string(),
    downloads: z
      .object({ epub: z.string(), html: z.string(), txt: z.string() })
      .describe('The story as a file to take along.'),
  }),
)

export const ChapterShape = named(
  'Chapter',
  'A chapter with its text.',
  z.object({
    work: workId,
    number: z.int().min(1),
    title: z.string().nullable(),
    ...counted,
    text: z
      .string()
      .describe(
        'Plain text: paragraphs parted by a blank line, a writer’s break as `* * *`. Offsets of passages are into it.',
      ),
    html: z
      .string()
      .describe('The same with emphasis and links: docs/allowed-html.md says what it may hold.'),
    notesBefore: z.string().nullable().describe('Plain text.'),
    notesAfter: z.string().nullable().describe('Plain text.'),
    page: z.string(),
    self: z.string(),
    previous: z.string().nullable(),
    next: z.string().nullable(),
  }),
)

export type ListedWork = z.infer<typeof ListedWorkShape>
export type Work = z.infer<typeof WorkShape>
export type ChapterAnswer = z.infer<typeof ChapterShape>
