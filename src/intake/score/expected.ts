/** What a case says must be found: `NAME.expected.json` beside `NAME.ext`. A key that is absent is not scored. */
import { z } from 'zod'
import { CATEGORIES, RATINGS, STATUSES } from '../../story/field.ts'

const text = z.string().nullable().optional()
const list = z.array(z.string()).optional()

const expectedWork = z.strictObject({
  title: text,
  authors: list,
  fandoms: list,
  rating: z.enum(RATINGS).optional(),
  warnings: list,
  categories: z.array(z.enum(CATEGORIES)).optional(),
  relationships: list,
  characters: list,
  tags: list,
  summary: text,
  series: z
    .union([z.string(), z.array(z.string())])
    .nullable()
    .optional(),
  language: text,
  status: z.enum(STATUSES).nullable().optional(),
  published: text,
  updated: text,
  declaredWords: z.number().nullable().optional(),
  notesBefore: text,
  notesAfter: text,
  disclaimer: text,
  giftedTo: list,
  chapters: z
    .array(z.strictObject({ title: text, scenes: z.number().optional(), words: z.number().optional() }))
    .optional(),
  bodyStartsWith: text,
  bodyEndsWith: text,
})

export const expectedCase = z.strictObject({ works: z.array(expectedWork) })

export type ExpectedWork = z.infer<typeof expectedWork>
export type ExpectedCase = z.infer<typeof expectedCase>
