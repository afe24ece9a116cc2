/** The care of a tag, as its page sends it. */
import { z } from 'zod'
import type { Archive } from '../../archive/archive.ts'
import { LINKED_FIELDS, type LinkedField } from '../../archive/tags/tag-deeds.ts'
import { ArchiveError } from '../../errors.ts'

const NAME_MAX = 500
const name = z.string().trim().min(1).max(NAME_MAX)

const shape = z.discriminatedUnion('deed', [
  z.object({ deed: z.literal('synonym'), name, other: name }),
  z.object({ deed: z.literal('parent'), name, other: name }),
  z.object({ deed: z.literal('apart'), name }),
  z.object({ deed: z.enum(['no-synonym', 'no-parent', 'no-apart']), name, other: name.optional() }),
])
export type TagDeed = z.infer<typeof shape>

export function isLinkedField(field: string): field is LinkedField {
  return (LINKED_FIELDS as readonly string[]).includes(field)
}

/** @throws ArchiveError `web/bad-form`. */
export function parseTagDeed(form: FormData): TagDeed {
  const parsed = shape.safeParse(Object.fromEntries(form))
  if (parsed.success) return parsed.data
  throw new ArchiveError(
    'web/bad-form',
    'The form does not say which other tag is meant.',
    'Write its name, as the page Tags does.',
  )
}

/** @throws ArchiveError `tags/…`. */
export async function doTagDeed(archive: Archive, field: LinkedField, deed: TagDeed): Promise<void> {
  const tag = { field, name: deed.name }
  if (deed.deed === 'synonym') return archive.makeSynonym(tag, deed.other)
  if (deed.deed === 'parent') return archive.putUnder(tag, deed.other)
  if (deed.deed === 'apart') return archive.keepTagApart(tag)
  const kind = deed.deed === 'no-synonym' ? 'synonym' : deed.deed === 'no-parent' ? 'parent' : 'apart'
  return archive.unlinkTag(tag, kind, kind === 'apart' ? undefined : deed.other)
}
