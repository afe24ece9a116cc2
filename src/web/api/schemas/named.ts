/** Shapes that have a name of their own in the description. */
import { z } from 'zod'

export const NAMED = z.registry<{ id: string; description: string }>()

/** @param id as it stands under `components/schemas`. */
export function named<T extends z.ZodType>(id: string, description: string, schema: T): T {
  NAMED.add(schema, { id, description })
  return schema
}

/** A whole number from 0: of words, of stories. */
export function amount(description: string) {
  return z.int().min(0).describe(description)
}
