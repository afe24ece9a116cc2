/** One field for many stories: which stories, which field, which value, and whether it is added or set. */
import type { FieldCorrections, WorkBlurb, WorkId } from '../../archive/archive.ts'
import { ArchiveError } from '../../errors.ts'
import { FIELD_NAMES, type FieldName, type WorkFields } from '../../story/field.ts'
import { isListField, parseFieldText, submittedText } from './field-text.ts'

/** Fields that many stories can have alike; a title or a summary is each story's own. */
export const BULK_FIELDS: FieldName[] = [
  'authors',
  'fandoms',
  'rating',
  'warnings',
  'categories',
  'relationships',
  'characters',
  'tags',
  'series',
  'language',
  'status',
  'giftedTo',
]

export interface BulkForm {
  ids: WorkId[]
  field: FieldName
  /** Added to what a list holds, or in its place. */
  adds: boolean
  corrections: FieldCorrections
}

/** @throws ArchiveError `web/bad-form`, `web/none-chosen` or `web/bad-value`. */
export function parseBulkForm(form: FormData): BulkForm {
  const field = bulkField(`${form.get('field') ?? ''}`)
  if (field === undefined)
    throw new ArchiveError('web/bad-form', 'No field was chosen.', 'Choose what to correct first.')
  const ids = form
    .getAll('ids')
    .flatMap((id) => (typeof id === 'string' && /^[1-9]\d*$/.test(id) ? [id] : []))
  if (ids.length === 0)
    throw new ArchiveError('web/none-chosen', 'No story was chosen.', 'Tick the stories this is to hold for.')
  return {
    ids: [...new Set(ids)],
    field,
    adds: form.get('how') === 'add' && isListField(field),
    corrections: parseFieldText(field, submittedText(field, form)),
  }
}

export function bulkField(name: string): FieldName | undefined {
  const field = FIELD_NAMES.find((each) => each === name)
  return field !== undefined && BULK_FIELDS.includes(field) ? field : undefined
}

/** What to set on which stories: one group where the value is set, one a different outcome where it is added. */
export function bulkCorrections(
  { ids, field, adds, corrections }: BulkForm,
  works: WorkBlurb[],
): Map<string, WorkId[]> {
  const groups = new Map<string, WorkId[]>()
  for (const id of ids) {
    const fields = works.find((work) => work.id === id)?.fields
    if (fields === undefined) continue
    const wanted = JSON.stringify(adds ? added(field, fields, corrections) : corrections)
    groups.set(wanted, [...(groups.get(wanted) ?? []), id])
  }
  return groups
}

function added(field: FieldName, fields: WorkFields, corrections: FieldCorrections): FieldCorrections {
  const before = fields[field] as string[]
  const more = corrections[field] as string[]
  return { [field]: [...before, ...more.filter((value) => !before.includes(value))] }
}
