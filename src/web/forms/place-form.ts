/** Where a reader stopped, as the page's form or its island sends it. */
import { z } from 'zod'
import { ArchiveError } from '../../errors.ts'

const shape = z.object({
  chapter: z.coerce.number().int().min(1).max(1e6),
  block: z.coerce.number().int().min(0).max(1e7),
  fraction: z.coerce.number().min(0).max(1),
  quiet: z.literal('1').optional(),
})

export interface PlaceForm {
  chapter: number
  block: number
  fraction: number
  /** Sent by the island: no page is wanted in answer. */
  quiet: boolean
}

/** @throws ArchiveError `web/bad-form`. */
export function parsePlace(form: FormData): PlaceForm {
  const parsed = shape.safeParse(Object.fromEntries(form))
  if (parsed.success) return { ...parsed.data, quiet: parsed.data.quiet === '1' }
  throw new ArchiveError(
    'web/bad-form',
    'This is not a place in a story.',
    'Load the chapter again, and try once more.',
  )
}
