/** What is said of a work in blurbs and on its page. */
import type { WorkBlurb } from '../../archive/archive.ts'
import type { FieldName, SeriesPart } from '../../story/field.ts'
import type { LookReason } from '../../story/work.ts'
import { FIELD_LABELS } from './labels.ts'
import { count, countOf } from './numbers.ts'

/** Nearer than this the writer's count and ours are the same. */
const SAME_COUNT = 0.02

/** `1,043 words (said ~1,130)`: the writer's own count where it differs. */
export function wordsLabel({ words, fields }: Pick<WorkBlurb, 'words' | 'fields'>): string {
  const said = fields.declaredWords
  const differs = said !== null && Math.abs(said - words) > words * SAME_COUNT
  return countOf(words, 'word', 'words') + (differs ? ` (said ~${count(said)})` : '')
}

/** `1 chapter, 4 scenes (8 inferred)`, `12 of ? chapters`. */
export function chaptersLabel(
  work: Pick<WorkBlurb, 'chapters' | 'scenes' | 'scenesInferred' | 'fields'>,
): string {
  if (work.fields.status === 'in-progress') return `${count(work.chapters)} of ? chapters`
  const chapters = countOf(work.chapters, 'chapter', 'chapters')
  if (work.chapters > 1 || work.scenes + work.scenesInferred === 1) return chapters
  return `${chapters}, ${scenesLabel(work)}`
}

/** `9 scenes (8 inferred)`: the inferred ones are among the number. */
export function scenesLabel(work: Pick<WorkBlurb, 'scenes' | 'scenesInferred'>): string {
  const scenes = countOf(work.scenes + work.scenesInferred, 'scene', 'scenes')
  return work.scenesInferred === 0 ? scenes : `${scenes} (${count(work.scenesInferred)} inferred)`
}

/** The doubtful fields by name: `title, creator, where the story begins and ends`. */
export function lookLabel(looks: LookReason[]): string {
  const names = looks.map((look) => lookSubject(look).toLowerCase())
  return [...new Set(names)].join(', ')
}

/** What is in doubt. */
export function lookSubject({ field, work }: LookReason): string {
  return work === undefined ? lookFieldLabel(field) : 'Perhaps the same as another'
}

export function lookFieldLabel(field: FieldName | 'story'): string {
  return field === 'story' ? 'Where the story begins and ends' : FIELD_LABELS[field]
}

/** `The Blue Box, part 2`. */
export function seriesLabel({ name, position }: SeriesPart): string {
  return position === null ? name : `${name}, part ${position}`
}
