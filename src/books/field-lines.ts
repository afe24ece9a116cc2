/** A work's fields as the labelled lines a title page shows. */
import type { WorkDetail } from '../archive/archive.ts'
import type { SeriesPart } from '../story/field.ts'
import {
  CATEGORY_WORDS,
  languageWords,
  RATING_WORDS,
  STATUS_WORDS,
  warningWords,
} from '../story/words-for-values.ts'

export interface FieldLine {
  label: string
  /** Entries of a list, or the one value. */
  values: string[]
}

/** Every field that has a value, but for the title, the creators and the prose fields. Labels are such that the text reader knows them. */
export function fieldLines(work: WorkDetail): FieldLine[] {
  const { fields } = work
  const lines: FieldLine[] = [
    { label: 'Fandom', values: fields.fandoms },
    { label: 'Rating', values: [RATING_WORDS[fields.rating]] },
    { label: 'Warnings', values: fields.warnings.map(warningWords) },
    { label: 'Category', values: fields.categories.map((category) => CATEGORY_WORDS[category]) },
    { label: 'Relationships', values: fields.relationships },
    { label: 'Characters', values: fields.characters },
    { label: 'Tags', values: fields.tags },
    { label: 'Series', values: fields.series.map(seriesWords) },
    { label: 'For', values: fields.giftedTo },
    { label: 'Language', values: fields.language === null ? [] : [languageWords(fields.language)] },
    { label: 'Status', values: fields.status === null ? [] : [STATUS_WORDS[fields.status]] },
    { label: 'Published', values: fields.published === null ? [] : [fields.published] },
    { label: 'Updated', values: fields.updated === null ? [] : [fields.updated] },
    { label: 'Words', values: [wordsLine(work)] },
  ]
  return lines.filter((line) => line.values.length > 0)
}

export function seriesWords({ name, position }: SeriesPart): string {
  return position === null ? name : `Part ${position} of ${name}`
}

function wordsLine(work: WorkDetail): string {
  const said = work.fields.declaredWords
  const words = work.words.toLocaleString('en-GB')
  return said === null || said === work.words
    ? words
    : `${words} (the writer said ${said.toLocaleString('en-GB')})`
}

/** 'by A and B'; '' where no creator is known. */
export function byLine(authors: string[]): string {
  if (authors.length === 0) return ''
  const last = authors.at(-1) as string
  return `by ${authors.length === 1 ? last : `${authors.slice(0, -1).join(', ')} and ${last}`}`
}
