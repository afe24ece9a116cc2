/** Which of two texts of one story is the better one to read, and why. */
import type { FieldEvidence, WorkFields } from '../../story/field.ts'

/** What is weighed of a text. */
export interface WeighedText {
  /** Allowed HTML of each chapter's story. */
  chapters: readonly string[]
  /** As they were counted for comparing. */
  words: number
  fields: Pick<WorkFields, 'updated' | 'published'>
  evidence: FieldEvidence
}

export interface BetterText {
  better: 'first' | 'second'
  /** For people: 'it keeps the emphasis and the scene breaks'. */
  why: string
}

/** Rules of readers that know the program a file was made by. */
const KNOWN_PROGRAM = /^(ao3|ffn|fanficfare|fichub|efiction|fanfold|journal)\//
/** What is left of letters and quotes read in a wrong encoding, and lost letters. */
const DAMAGE = /â€|Ã[\u0080-\u00bf]|Â[\u00a0-\u00bf]|\ufffd|[a-z]\?[a-z]/g
const EMPHASIS = /<(?:em|i|strong|b|u)\b/g
const SCENE_BREAK = /<hr\b/g

interface Merit {
  points: number
  why: string
  /** How much of it a text has; more is better. */
  of: (text: WeighedText) => number
  /** More by so much counts. */
  from: (less: number) => number
}

/** Completeness and sound letters first: what is not there cannot be read. */
const MERITS: readonly Merit[] = [
  { points: 8, why: 'it has more of the story', of: ({ words }) => words, from: (less) => less * 1.02 + 10 },
  { points: 6, why: 'its letters are sound', of: (text) => -count(text, DAMAGE), from: (less) => less + 2 },
  {
    points: 3,
    why: 'it keeps the chapters',
    of: ({ chapters }) => chapters.length,
    from: (less) => less + 1,
  },
  {
    points: 3,
    why: 'it keeps the emphasis',
    of: (text) => count(text, EMPHASIS),
    from: (less) => less * 1.2 + 1,
  },
  {
    points: 3,
    why: 'it keeps the scene breaks',
    of: (text) => count(text, SCENE_BREAK),
    from: (less) => less + 1,
  },
  { points: 2, why: 'the program it was made by is known', of: isOfKnownProgram, from: (less) => less + 1 },
  {
    points: 1,
    why: 'it was updated later',
    of: dayOf,
    from: (less) => (less === 0 ? Number.POSITIVE_INFINITY : less + 1),
  },
]

/** Where neither is better the first stays. */
export function betterText(first: WeighedText, second: WeighedText): BetterText {
  const scores = { first: 0, second: 0 }
  const whys: Record<'first' | 'second', string[]> = { first: [], second: [] }
  for (const { points, why, of, from } of MERITS) {
    const [a, b] = [of(first), of(second)]
    const winner = a >= from(b) ? 'first' : b >= from(a) ? 'second' : null
    if (winner === null) continue
    scores[winner] += points
    whys[winner].push(why)
  }
  const better = scores.second > scores.first ? 'second' : 'first'
  return { better, why: whys[better].length === 0 ? 'both are as good' : listed(whys[better]) }
}

function count({ chapters }: WeighedText, pattern: RegExp): number {
  return chapters.reduce((sum, html) => sum + (html.match(pattern)?.length ?? 0), 0)
}

function isOfKnownProgram({ evidence }: WeighedText): number {
  return Object.values(evidence).some((list) => list.some(({ rule }) => KNOWN_PROGRAM.test(rule))) ? 1 : 0
}

/** Days since 1970 of the last date it gives; 0 where it gives none. */
function dayOf({ fields }: WeighedText): number {
  const date = Date.parse(fields.updated ?? fields.published ?? '')
  return Number.isNaN(date) ? 0 : date / 86_400_000
}

function listed(whys: string[]): string {
  return whys.length === 1 ? (whys[0] as string) : `${whys.slice(0, -1).join(', ')} and ${whys.at(-1)}`
}
