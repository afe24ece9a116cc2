/** What a case says must be found: `NAME.expected.json` beside `NAME.ext`. A key that is absent is not scored. */
import { z } from 'zod'
import { CATEGORIES, RATINGS, STATUSES } from '../../story/field.ts'

/** `null` says that nothing may be found. */
const text = z.string().nullable().optional()
const list = z
  .array(z.string())
  .nullable()
  .transform((values) => values ?? [])
  .optional()
const number = z
  .number()
  .nullable()
  .transform((value) => value ?? undefined)
  .optional()

/** Vocabularies in whichever case a case writes them: 'F/M' and 'f/m', 'Not Rated' and 'not-rated'. */
function oneOf<const Values extends readonly [string, ...string[]]>(values: Values) {
  const plain = (value: unknown) =>
    typeof value === 'string' ? value.trim().toLowerCase().replace(/\s+/g, '-') : value
  return z.preprocess(plain, z.enum(values))
}

const series = z.union([z.string(), z.strictObject({ name: z.string(), part: z.number().nullish() })])

const expectedWork = z.strictObject({
  title: text,
  authors: list,
  fandoms: list,
  rating: oneOf(RATINGS)
    .nullable()
    .transform((rating) => rating ?? 'not-rated')
    .optional(),
  warnings: list,
  categories: z
    .array(oneOf(CATEGORIES))
    .nullable()
    .transform((values) => values ?? [])
    .optional(),
  relationships: list,
  characters: list,
  tags: list,
  summary: text,
  /** A series may be named with its part; the name is what is compared. */
  series: z
    .union([series, z.array(series)])
    .nullable()
    .transform((told) => (told === null ? [] : [told].flat().map(nameOf)))
    .optional(),
  language: text,
  status: oneOf(STATUSES).nullable().optional(),
  published: text,
  updated: text,
  declaredWords: z.number().nullable().optional(),
  notesBefore: text,
  notesAfter: text,
  disclaimer: text,
  giftedTo: list,
  chapters: z
    .array(z.strictObject({ title: text, scenes: number, words: number }))
    .nullable()
    .transform((chapters) => chapters ?? [])
    .optional(),
  bodyStartsWith: text,
  bodyEndsWith: text,
})

function nameOf(told: z.infer<typeof series>): string {
  return typeof told === 'string' ? told : told.name
}

export const expectedCase = z.strictObject({ works: z.array(expectedWork) })

export type ExpectedWork = z.infer<typeof expectedWork>
export type ExpectedCase = z.infer<typeof expectedCase>
/** As it stands in the file. */
export type WrittenWork = z.input<typeof expectedWork>
