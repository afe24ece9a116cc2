/** What a reader never wants to be shown, as forms and commands say it. */
import { z } from 'zod'
import { FACET_FIELDS, type FacetField } from '../../archive/archive.ts'
import type { StandingFilters } from '../../archive/tags/tag-deeds.ts'
import { ArchiveError } from '../../errors.ts'
import { RATINGS } from '../../story/field.ts'

export const NEVER_FIELDS = ['any', ...FACET_FIELDS] as const
export type NeverField = FacetField | 'any'

const shape = z.discriminatedUnion('deed', [
  z.object({
    deed: z.enum(['add', 'remove']),
    field: z.enum(NEVER_FIELDS),
    value: z.string().trim().min(1).max(500),
  }),
  z.object({ deed: z.literal('rating'), rating: z.enum(['', ...RATINGS]) }),
])
export type NeverDeed = z.infer<typeof shape>

/** @throws ArchiveError `web/bad-form`. */
export function parseNever(form: FormData): NeverDeed {
  const parsed = shape.safeParse(Object.fromEntries(form))
  if (parsed.success) return parsed.data
  throw new ArchiveError(
    'web/bad-form',
    'The form does not say what is never to be shown.',
    'Write a tag or a name into it, and send it again.',
  )
}

/** Said twice, it is said once; case does not matter. */
export function neverAfter(filters: StandingFilters, deed: NeverDeed): StandingFilters {
  if (deed.deed === 'rating') return { ...filters, ratingUpTo: deed.rating === '' ? null : deed.rating }
  const { field, value } = deed
  const others = filters.never.filter(
    (each) => each.field !== field || each.value.toLowerCase() !== value.toLowerCase(),
  )
  return { ...filters, never: deed.deed === 'add' ? [...others, { field, value }] : others }
}
