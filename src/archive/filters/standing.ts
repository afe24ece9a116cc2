/** What a reader never wants to be shown: kept with the library, and the same for every list. */
import { z } from 'zod'
import { RATINGS } from '../../story/field.ts'
import { FACET_FIELDS } from '../archive.ts'
import { type Library, writeBeside } from '../library.ts'
import type { StandingFilters } from '../tags/tag-deeds.ts'

const NAME = 'standing-filters'
const NEVER_MAX = 500

const shape = z.object({
  never: z
    .array(z.object({ field: z.enum([...FACET_FIELDS, 'any']), value: z.string().min(1).max(500) }))
    .max(NEVER_MAX)
    .default([]),
  ratingUpTo: z.enum(RATINGS).nullable().default(null),
})

/** What cannot be read, since another Fanfold wrote it, holds nothing back. */
export async function standing({ db }: Pick<Library, 'db'>): Promise<StandingFilters> {
  const row = await db.selectFrom('settings').select('value').where('name', '=', NAME).executeTakeFirst()
  if (row === undefined) return { never: [], ratingUpTo: null }
  return shape.catch({ never: [], ratingUpTo: null }).parse(JSON.parse(row.value))
}

/** @throws ZodError where it is not of the shape: forms check before. */
export function setStanding(library: Library, filters: StandingFilters): Promise<void> {
  const value = JSON.stringify(shape.parse(filters))
  return writeBeside(library, async (db) => {
    await db
      .insertInto('settings')
      .values({ name: NAME, value })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
      .execute()
  })
}
