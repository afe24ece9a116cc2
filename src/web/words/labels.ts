/** The words a reader sees for the values programs keep. */
import type { FacetField, FileRow } from '../../archive/archive.ts'
import {
  type Category,
  type FieldName,
  RATINGS,
  type Rating,
  type Status,
  WARNING_IDS,
} from '../../story/field.ts'

export const RATING_LABELS: Record<Rating, string> = {
  'not-rated': 'Not rated',
  general: 'General',
  teen: 'Teen',
  mature: 'Mature',
  explicit: 'Explicit',
}

const WARNING_LABELS: Record<(typeof WARNING_IDS)[number], string> = {
  'none-apply': 'No warnings apply',
  'chose-not': 'Creator chose not to warn',
  'graphic-violence': 'Graphic violence',
  'major-character-death': 'Major character death',
  'non-con': 'Rape or non-con',
  underage: 'Underage sex',
}

export const CATEGORY_LABELS: Record<Category, string> = {
  gen: 'Gen',
  'f/m': 'F/M',
  'm/m': 'M/M',
  'f/f': 'F/F',
  multi: 'Multi',
  other: 'Other',
}

export const STATUS_LABELS: Record<Status, string> = {
  complete: 'Complete',
  'in-progress': 'In progress',
  abandoned: 'Abandoned',
}

export const FIELD_LABELS: Record<FieldName, string> = {
  title: 'Title',
  authors: 'Creator',
  fandoms: 'Fandom',
  rating: 'Rating',
  warnings: 'Warnings',
  categories: 'Category',
  relationships: 'Relationships',
  characters: 'Characters',
  tags: 'Tags',
  summary: 'Summary',
  series: 'Series',
  language: 'Language',
  status: 'Status',
  published: 'Published',
  updated: 'Updated',
  declaredWords: 'Words the writer gave',
  notesBefore: 'Notes before',
  notesAfter: 'Notes after',
  disclaimer: 'Disclaimer',
  giftedTo: 'For',
}

export const FACET_LABELS: Record<FacetField, string> = {
  rating: 'Rating',
  fandoms: 'Fandom',
  relationships: 'Relationship',
  characters: 'Character',
  tags: 'Tags',
  warnings: 'Warnings',
  categories: 'Category',
  authors: 'Creator',
  language: 'Language',
  status: 'Status',
  series: 'Series',
}

/** What the value `none` of a filter means: works without this field. */
const NONE_LABELS: Partial<Record<FacetField, string>> = {
  authors: 'Creator not known',
  language: 'Language not known',
  status: 'Status not known',
}

/** The words of a warning's id; else the writer's own, a whole sentence of theirs in quotation marks. */
export function warningLabel(warning: string): string {
  const known = WARNING_LABELS[warning as keyof typeof WARNING_LABELS]
  return known ?? (warning.split(/\s+/).length > WORDS_OF_A_TERM ? `“${warning}”` : warning)
}
const WORDS_OF_A_TERM = 5

/** A language tag in English: `pt-BR` → 'Brazilian Portuguese'; the tag itself where nobody knows it. */
export function languageLabel(tag: string): string {
  try {
    return languageNames.of(tag) ?? tag
  } catch {
    return tag
  }
}
const languageNames = new Intl.DisplayNames(['en'], { type: 'language' })

/** A filter's value as people read it. */
export function facetValueLabel(field: FacetField, value: string): string {
  if (value === 'none') return NONE_LABELS[field] ?? RATING_LABELS['not-rated']
  if (field === 'rating') return RATING_LABELS[value as Rating] ?? value
  if (field === 'warnings') return warningLabel(value)
  if (field === 'categories') return CATEGORY_LABELS[value as Category] ?? value
  if (field === 'status') return STATUS_LABELS[value as Status] ?? value
  if (field === 'language') return languageLabel(value)
  return value
}

export function isRating(value: string): value is Rating {
  return (RATINGS as readonly string[]).includes(value)
}

/** Of the six warnings with an id, those that warn of something. */
export function isWarningId(value: string): boolean {
  return (WARNING_IDS as readonly string[]).includes(value)
}

/** What became of a file. */
export const OUTCOME_LABELS: Record<FileRow['outcome'], string> = {
  works: 'Stories',
  opened: 'Opened',
  refused: 'Could not be read',
  skipped: 'Passed over',
  removed: 'Removed by you',
}
