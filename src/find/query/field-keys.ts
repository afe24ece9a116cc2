/** The fields of the query language, and the names AO3, FanFiction.Net and common sense give them. */

export const FIELD_KEYS = [
  'fandom',
  'character',
  'relationship',
  'tag',
  'warning',
  'category',
  'rating',
  'by',
  'series',
  'language',
  'status',
  'crossover',
  'words',
  'chapters',
  'updated',
  'published',
  'added',
  'title',
  'summary',
  'notes',
  'source',
  'in',
  'look',
] as const

export type FieldKey = (typeof FIELD_KEYS)[number]

/** Other names, without `_` and `-`. */
const SYNONYMS: Record<FieldKey, string> = {
  fandom: 'fandoms fandomname fandomnames',
  character: 'characters char chars charactername characternames',
  relationship: 'relationships relationshipname relationshipnames ship ships pairing pairings rel',
  tag: 'tags freeform freeforms freeformname freeformnames additionaltag additionaltags genre genres',
  warning: 'warnings archivewarning archivewarnings',
  category: 'categories',
  rating: 'ratings rated',
  by: 'creator creators author authors writer byline pseud',
  series: 'seriestitle seriestitles',
  language: 'lang languages languageid',
  status: 'complete completion iscomplete',
  crossover: 'crossovers xover',
  words: 'wordcount word length',
  chapters: 'chapter chaptercount expectedchapters',
  updated: 'revised revisedat update date dateupdated',
  published: 'posted datepublished publishedat',
  added: 'imported dateadded',
  title: 'titles',
  summary: 'summaries',
  notes: 'note authorsnotes',
  source: 'sources file files path',
  in: 'where',
  look: 'needsalook needslook',
}

const byName = new Map<string, FieldKey>()
for (const key of FIELD_KEYS) for (const name of [key, ...SYNONYMS[key].split(' ')]) byName.set(name, key)

/** Fields of other archives that a library has nothing to compare with. */
const ELSEWHERE = new Set(
  'kudos hits bookmarks comments kudoscount hitscount bookmarkscount commentscount favs favorites follows reviews collection collections collectionids sort'.split(
    ' ',
  ),
)

const plain = (name: string) => name.toLowerCase().replace(/[_-]/g, '')

/** @param name as typed before the colon. */
export function fieldKey(name: string): FieldKey | undefined {
  return byName.get(plain(name))
}

export function isFieldElsewhere(name: string): boolean {
  return ELSEWHERE.has(plain(name))
}

/** The field that was meant, where one letter is wrong, missing, too many or changed places. */
export function nearestKey(name: string): FieldKey | undefined {
  const typed = plain(name)
  if (typed.length < 5) return undefined
  return FIELD_KEYS.find((key) => key.length >= 5 && isOneSlipFrom(typed, key))
}

function isOneSlipFrom(typed: string, meant: string): boolean {
  if (Math.abs(typed.length - meant.length) > 1) return false
  let at = 0
  while (at < typed.length && typed[at] === meant[at]) at++
  const [a, b] = [typed.slice(at), meant.slice(at)]
  const isSwapped = a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2)
  return isSwapped || a.slice(1) === b || a === b.slice(1) || a.slice(1) === b.slice(1)
}
