/** Candidates → fields with evidence. The only place that applies what the rules found. */
import {
  CHOOSE_FROM,
  type Evidence,
  emptyFields,
  FIELD_NAMES,
  type FieldEvidence,
  type FieldName,
  type Rating,
  type SeriesPart,
  type WorkFields,
} from '../../story/field.ts'
import { paragraphsHtml } from '../../story/plain-text.ts'
import type { Candidate } from './candidate.ts'
import { higherRating } from './vocabulary/ratings.ts'

export interface Merged {
  fields: WorkFields
  evidence: FieldEvidence
}

const LISTS: ReadonlySet<FieldName> = new Set([
  'authors',
  'fandoms',
  'warnings',
  'categories',
  'relationships',
  'characters',
  'tags',
  'giftedTo',
  'series',
])
/** Prose of which every piece is kept, in order. */
const JOINED: ReadonlySet<FieldName> = new Set(['notesBefore', 'notesAfter'])

/**
 * Chooses per field: the lowest rank that has anything sure enough; inside it the first, but the higher rating, the
 * earliest publication, the latest update, the later status, the union of a list. Everything else stays as evidence.
 * @param from the source's path, for the evidence.
 */
export function mergeCandidates(candidates: Candidate[], from: string): Merged {
  const fields = emptyFields()
  const evidence: FieldEvidence = {}
  for (const field of FIELD_NAMES) {
    const own = candidates.filter((candidate) => candidate.field === field)
    if (own.length === 0) continue
    const chosen = choose(field, own)
    apply(fields, field, chosen)
    evidence[field] = own.map((candidate) => evidenceOf(candidate, from, chosen))
  }
  return { fields, evidence }
}

function choose(field: FieldName, own: Candidate[]): Candidate[] {
  const sure = own.filter((each) => (field === 'title' || each.confidence >= CHOOSE_FROM) && !isMissing(each))
  if (JOINED.has(field)) return sure
  const rank = Math.min(...sure.map((each) => each.rank))
  const level = sure.filter((each) => each.rank === rank)
  const [first] = level
  if (!first) return []
  if (field === 'warnings') return withoutNone(level)
  if (field === 'tags') return withoutGeneral(level)
  if (LISTS.has(field)) return level
  if (field === 'disclaimer') return distinctProse(level)
  return [level.reduce((best, each) => (isBetter(field, each, best) ? each : best), first)]
}

/** "None" said of one thing (spoilers, perhaps) beside warnings that are given says nothing. */
function withoutNone(level: Candidate[]): Candidate[] {
  const given = level.filter(({ value }) => value !== 'none-apply')
  return given.some(({ value }) => ARCHIVE_WARNINGS.has(String(value))) ? given : level
}

/** FanFiction.net's "General" beside another genre is the empty half of "General/Romance". */
function withoutGeneral(level: Candidate[]): Candidate[] {
  const genres = level.filter(({ value }) => !/^general$/i.test(String(value)))
  return genres.length > 0 ? genres : level
}

const ARCHIVE_WARNINGS: ReadonlySet<string> = new Set([
  'graphic-violence',
  'major-character-death',
  'non-con',
  'underage',
])

function isMissing({ field, value }: Candidate): boolean {
  if (field === 'rating') return value === 'not-rated'
  return typeof value === 'string' && value.trim() === ''
}

function isBetter(field: FieldName, candidate: Candidate, best: Candidate): boolean {
  if (candidate === best) return false
  switch (field) {
    case 'rating':
      return (
        higherRating(candidate.value as Rating, best.value as Rating) === candidate.value &&
        candidate.value !== best.value
      )
    case 'published':
      return candidate.confidence >= best.confidence && String(candidate.value) < String(best.value)
    case 'updated':
      return candidate.confidence >= best.confidence && String(candidate.value) > String(best.value)
    case 'status':
      return candidate.confidence > best.confidence
    case 'title':
      return candidate.confidence > best.confidence + 0.1
    default:
      return false
  }
}

function distinctProse(level: Candidate[]): Candidate[] {
  const seen = new Set<string>()
  return level.filter((each) => {
    const key = String(each.value).toLowerCase().replace(/\W+/g, ' ')
    return !seen.has(key) && seen.add(key)
  })
}

function apply(fields: WorkFields, field: FieldName, chosen: Candidate[]): void {
  const [first] = chosen
  if (!first) return
  const target = fields as unknown as Record<FieldName, unknown>
  if (LISTS.has(field)) target[field] = distinct(chosen.map((each) => each.value))
  else if (JOINED.has(field) || field === 'summary' || field === 'disclaimer') {
    target[field] = chosen.map((each) => each.html ?? paragraphsHtml(String(each.value))).join('') || null
  } else target[field] = first.value
}

function distinct(values: Candidate['value'][]): Candidate['value'][] {
  const seen = new Set<string>()
  return values.filter((value) => {
    const key = keyOf(value)
    return !seen.has(key) && seen.add(key)
  })
}

function keyOf(value: Candidate['value']): string {
  return typeof value === 'object' ? (value as SeriesPart).name.toLowerCase() : String(value).toLowerCase()
}

function evidenceOf(candidate: Candidate, from: string, chosen: Candidate[]): Evidence {
  const { value, raw, span, rule, confidence } = candidate
  const same = chosen.some((each) => keyOf(each.value) === keyOf(value))
  return { value, ...(raw === undefined ? {} : { raw }), from, span, rule, confidence, chosen: same }
}
