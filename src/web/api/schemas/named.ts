/** Shapes that have a name of their own in the description. */
import { z } from 'zod'

export const NAMED = z.registry<{ id: string }>()
/** What each named shape is, by name: zod keeps the words of one registry only, and those are its keys'. */
export const SHAPE_WORDS = new Map<string, string>()

/** @param id as it stands under `components/schemas`. */
export function named<T extends z.ZodType>(id: string, description: string, schema: T): T {
  NAMED.add(schema, { id })
  SHAPE_WORDS.set(id, description)
  return schema
}

/** A whole number from 0: of words, of stories. */
export function amount(description: string) {
  return z.int().min(0).describe(description)
}
