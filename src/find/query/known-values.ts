/** Values of fields that have few, by the words people use for them on other archives. Pure. */
import type { Category, Rating, Status } from '../../story/field.ts'

type Names<Value extends string> = Partial<Record<Value, string>>

const RATING_NAMES: Names<Rating | 'none'> = {
  none: 'none|not rated|unrated|nr|unknown',
  general: 'general|general audiences|gen|g|k|pg|everyone',
  teen: 'teen|teen and up|teen and up audiences|teens|t|k+|pg-13|pg13',
  mature: 'mature|m|r',
  explicit: 'explicit|e|ma|nc-17|nc17|x|adult',
}

const WARNING_NAMES: Names<string> = {
  'none-apply':
    'none apply|none|no warnings|no warnings apply|no archive warnings|no archive warnings apply|nawa',
  'chose-not':
    'chose not|chose not to warn|choose not to warn|creator chose not to warn|chose not to use|chose not to use archive warnings|creator chose not to use archive warnings|choose not to use archive warnings|cntw|cnw',
  'graphic-violence': 'graphic violence|violence|graphic depictions of violence|graphic',
  'major-character-death': 'major character death|character death|death|mcd',
  'non-con': 'non-con|noncon|non con|rape|rape/non-con|rape/noncon|rape or non-con',
  underage: 'underage|underage sex',
}

const CATEGORY_NAMES: Names<Category> = {
  gen: 'gen|none',
  'f/m': 'f/m|m/f|het|fm|mf',
  'm/m': 'm/m|slash|mm',
  'f/f': 'f/f|femslash|femmeslash|ff',
  multi: 'multi|poly',
  other: 'other',
}

const STATUS_NAMES: Names<Status | 'none'> = {
  complete: 'complete|completed|finished|done|yes|true',
  'in-progress': 'in progress|in-progress|incomplete|wip|ongoing|unfinished|work in progress|updating',
  abandoned: 'abandoned|discontinued|orphaned|hiatus|dead',
  none: 'none|unknown',
}

function table(names: Names<string>): Map<string, string> {
  const byName = new Map<string, string>()
  for (const [value, list] of Object.entries(names)) {
    byName.set(value, value)
    for (const name of (list ?? '').split('|')) byName.set(name, value)
  }
  return byName
}

const KNOWN = {
  rating: table(RATING_NAMES),
  warning: table(WARNING_NAMES),
  category: table(CATEGORY_NAMES),
  status: table(STATUS_NAMES),
}

/** @returns the value of this name, 'none' for works without one; undefined where it is no name known here. */
export function knownValue(field: keyof typeof KNOWN, typed: string): string | undefined {
  return KNOWN[field].get(typed.trim().toLowerCase().replace(/\s+/g, ' '))
}

/** The warning a tag of this wording stands for; only wordings that can mean nothing else. */
export function warningOfTag(typed: string): string | undefined {
  const words = typed
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, ' ')
  return words.includes(' ') ? knownValue('warning', words) : undefined
}

export function yesOrNo(typed: string): boolean | undefined {
  const word = typed.trim().toLowerCase()
  if (/^(yes|true|y|t|1|only)$/.test(word)) return true
  return /^(no|false|n|f|0|none|without)$/.test(word) ? false : undefined
}
