/** The fields of a work from those of its parts. */
import type { Chapter } from '../chapter.ts'
import {
  type Evidence,
  FIELD_NAMES,
  type FieldEvidence,
  type FieldName,
  RATINGS,
  type Status,
  type WorkFields,
} from '../field.ts'
import type { PartToJoin } from './join-parts.ts'
import { partKey } from './part-member.ts'

type Part = PartToJoin<Chapter>

/** The first part's header counts first, and later parts fill what it leaves out. */
export function joinFields(parts: readonly Part[]): { fields: WorkFields; evidence: FieldEvidence } {
  const first = parts[0] as Part
  const { title, evidence: titleEvidence } = titleOf(parts)
  const fields: WorkFields = {
    title,
    authors: firstList(parts, 'authors'),
    fandoms: firstList(parts, 'fandoms'),
    rating: highestRating(parts),
    warnings: union(parts, 'warnings'),
    categories: union(parts, 'categories'),
    relationships: union(parts, 'relationships'),
    characters: union(parts, 'characters'),
    tags: union(parts, 'tags'),
    summary: firstOf(parts, 'summary'),
    series: parts.find((part) => part.fields.series.length > 0)?.fields.series ?? [],
    language: firstOf(parts, 'language'),
    status: statusOf(parts),
    published: extreme(parts, 'published', -1),
    updated: extreme(parts, 'updated', 1),
    declaredWords: declaredOf(parts),
    notesBefore: first.fields.notesBefore,
    notesAfter: null,
    disclaimer: firstOf(parts, 'disclaimer'),
    giftedTo: union(parts, 'giftedTo'),
  }
  if (fields.status === 'complete') fields.notesAfter = (parts.at(-1) as Part).fields.notesAfter
  return { fields, evidence: joinEvidence(parts, fields, titleEvidence) }
}

type ListName = 'authors' | 'fandoms' | 'warnings' | 'relationships' | 'characters' | 'tags' | 'giftedTo'

function firstList(parts: readonly Part[], field: ListName): string[] {
  return parts.find((part) => part.fields[field].length > 0)?.fields[field] ?? []
}

function union<Name extends ListName | 'categories'>(parts: readonly Part[], field: Name): WorkFields[Name] {
  const values = new Map<string, string>()
  for (const { fields } of parts) {
    for (const value of fields[field]) {
      // Signs tell "A/B" from "A & B", so they stay in what is compared.
      const key = value.toLowerCase().replace(/\s+/g, ' ')
      if (!values.has(key)) values.set(key, value)
    }
  }
  return [...values.values()] as WorkFields[Name]
}

function firstOf<Name extends 'summary' | 'language' | 'disclaimer'>(
  parts: readonly Part[],
  field: Name,
): WorkFields[Name] {
  return parts.find((part) => part.fields[field] !== null)?.fields[field] ?? null
}

function highestRating(parts: readonly Part[]): WorkFields['rating'] {
  const rank = ({ fields }: Part) => RATINGS.indexOf(fields.rating)
  return parts.reduce((best, part) => (rank(part) > rank(best) ? part : best)).fields.rating
}

function extreme(parts: readonly Part[], field: 'published' | 'updated', sign: 1 | -1): string | null {
  const dates = parts.flatMap((part) => part.fields[field] ?? []).sort()
  return (sign < 0 ? dates[0] : dates.at(-1)) ?? null
}

/** One figure said by all is the whole's; each part's own are added up. */
function declaredOf(parts: readonly Part[]): number | null {
  const said = parts.flatMap((part) => part.fields.declaredWords ?? [])
  if (new Set(said).size < 2) return said[0] ?? null
  return said.length === parts.length ? said.reduce((sum, words) => sum + words, 0) : Math.max(...said)
}

/** What speaks of one part alone: its number, and how it ends. */
const OF_PART = /^(?:header\/parts|end\/mark)$/

/**
 * The last part's word; else what any part says of the whole. All of "n" parts are complete, and so is a story whose
 * parts went on with "TBC" until the last, which ends.
 */
function statusOf(parts: readonly Part[]): Status | null {
  const last = parts.at(-1) as Part
  const of = Math.max(0, ...parts.map((part) => part.of ?? 0))
  const told = parts.map(statusOfWhole).findLast((status) => status !== null) ?? null
  if (of > 0 && last.last < of) return told === 'abandoned' ? told : 'in-progress'
  if (of > 0 && last.last >= of) return told ?? 'complete'
  if (last.fields.status !== null) return last.fields.status
  const ends = last.evidence.status?.some(({ rule, value }) => rule === 'end/mark' && value === 'complete')
  if (ends && parts.some((part) => part.facts.goesOn)) return 'complete'
  return told
}

function statusOfWhole({ fields, evidence }: Part): Status | null {
  const chosen = evidence.status?.find((each) => each.chosen)
  return chosen !== undefined && OF_PART.test(chosen.rule) ? null : fields.status
}

/** A header's title, else the name the files share, else their folder's. */
function titleOf(parts: readonly Part[]): { title: string; evidence: Evidence | null } {
  const sure = parts.find(({ facts }) => facts.title !== null && facts.titleIsSure)
  if (sure) return { title: sure.facts.title as string, evidence: null }
  const shared = parts.find(({ facts }) => facts.name.title !== null)?.facts.name.title ?? null
  const said = mostSaid(parts)
  if (said !== null) return { title: said, evidence: null }
  const folder = parts[0]?.folder.replace(/_/g, ' ') ?? ''
  const name = shared ?? (isTitle(folder) ? folder : null)
  const title = name === null ? (parts[0] as Part).fields.title : name.trim()
  const rule = shared === null ? 'parts/folder' : 'parts/name'
  const from = String(parts[0]?.evidence.title?.[0]?.from ?? '')
  return { title, evidence: { value: title, from, span: null, rule, confidence: 0.7, chosen: true } }
}

/** A folder's name is a title unless it is one for any stories. */
const isTitle = (folder: string) =>
  /\p{L}{2}/u.test(folder) &&
  !/^(?:(?:my|saved|old|new|the) )?(?:fan ?)?(?:fics?|fiction|stor(?:y|ies)|downloads?|documents?|files?|texts?|archive|backup|misc|unsorted|inbox|tmp|temp|untitled|chapters?|hoard)$/iu.test(
    folder.trim(),
  )

/** An unsure title counts where several parts give it, or the first part alone gives one. */
function mostSaid(parts: readonly Part[]): string | null {
  const titles = parts.flatMap(({ facts }) => facts.title ?? [])
  const [first] = titles
  if (first === undefined) return null
  if (titles.length === 1) return parts[0]?.facts.title ?? null
  return titles.every((title) => partKey(title) === partKey(first)) ? first : null
}

function joinEvidence(parts: readonly Part[], fields: WorkFields, title: Evidence | null): FieldEvidence {
  const evidence: FieldEvidence = {}
  for (const field of FIELD_NAMES) {
    const own = parts.flatMap((part) => part.evidence[field] ?? [])
    const marked = own.map((each) => ({ ...each, chosen: each.chosen && counts(fields, field, each) }))
    if (marked.length > 0) evidence[field] = marked
  }
  if (title !== null)
    evidence.title = [title, ...(evidence.title ?? []).map((each) => ({ ...each, chosen: false }))]
  else evidence.title = withTitle(evidence.title ?? [], fields.title)
  return evidence
}

/** The evidence of a title that had its number taken off stands for the title without it. */
function withTitle(evidence: Evidence[], title: string): Evidence[] {
  if (evidence.some((each) => each.chosen)) return evidence
  const from = evidence.find(({ value }) => partKey(String(value)).startsWith(partKey(title)))
  return from === undefined ? evidence : [{ ...from, value: title, chosen: true }, ...evidence]
}

function counts(fields: WorkFields, field: FieldName, { value }: Evidence): boolean {
  const now = fields[field]
  if (field === 'notesBefore' || field === 'notesAfter' || field === 'summary' || field === 'disclaimer')
    return true
  if (!Array.isArray(now)) return now === value
  return (
    typeof value === 'object' ||
    now.some((each) => String(each).toLowerCase() === String(value).toLowerCase())
  )
}
