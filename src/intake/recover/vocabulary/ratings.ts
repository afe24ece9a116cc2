/** Ratings of every scale fandom used, to the archive's five. */
import type { Rating } from '../../../story/field.ts'

const TABLE: Record<Rating, string> = {
  general:
    'g|pg|u|uc|k|k+|frc|fr7|tv-y|tv-y7|tv-g|tv-pg|all ages|everyone|general|general audiences|general audience|gen. aud.|gen aud|gen|family|family friendly|clean|pre-teen|child|children|kids|livre|l|verde|p6|p6 slash|p 6|0+|6+|all|all audiences|worksafe|sfw|safe|tout public|tous publics|everybody|e10|e10+|для всех|atp',
  teen: 'pg-13|pg13|pg 13|pg-14|pg14|pg-15|pg15|pg-12|t|teen|teens|teen and up|teen and up audiences|teen & up|teen+|t+|yt|frt|frt+|fr13|frt-13|fr15|frt-15|12|12a|12+|13|13+|14|14+|p12|p 12|tv-14|giallo|young adult|ya|+12|+13|+14|k-11|k11|s|pg13+|jugend',
  mature:
    'r|m|mature|mature audiences|mature audience|15|15+|16|16+|17|17+|r-15|r15|r-16|r16|frm|frm+|fr17|p16|p 16|arancione|restricted|+15|+16|+17|k-16|k-15|k16|k15|m15|m15+|m+15|mature content|fsk 16|m-15',
  explicit:
    'nc-17|nc17|nc 17|nc-18|nc18|nc-21|nc21|nc-16|x|xx|xxx|ma|m/a|e|explicit|adult|adults|adults only|adult only|ao|frao|fr21|fr18|18|18+|18a|r18|r-18|r 18|21+|21|p18|p 18|p18-avl|avl|rosso|hentai|lemon|smut|porn|nsfw|tv-ma|+18|k-18|k18|hard nc-17|over 18|fsk 18',
  'not-rated':
    'nr|not rated|unrated|n/a|na|unknown|?|tbd|none|none given|no rating|not yet rated|undecided|various|varies',
}

/** FictionRatings' FR18 is its mature, its FR21 the adult one; alone "FR18" is mature by formats' table. */
const CORRECTIONS: [string, Rating][] = [
  ['fr18', 'mature'],
  ['tv-ma', 'explicit'],
]

const BY_TOKEN = new Map<string, Rating>()
for (const [rating, tokens] of Object.entries(TABLE) as [Rating, string][]) {
  for (const token of tokens.split('|')) BY_TOKEN.set(token, rating)
}
for (const [token, rating] of CORRECTIONS) BY_TOKEN.set(token, rating)

const ORDER: Rating[] = ['not-rated', 'general', 'teen', 'mature', 'explicit']
const escaped = [...BY_TOKEN.keys()]
  .sort((a, b) => b.length - a.length)
  .map((token) => token.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(/ /g, '\\s+'))
const TOKEN = new RegExp(
  `(?<![\\p{L}\\p{N}+'’-])(?:${escaped.join('|')})(?!(?!ish\\b)[\\p{L}\\p{N}]|[-'’][\\p{L}\\d])`,
  'giu',
)
const LEAD =
  /^(?:\s|["'“”‘’([{<*_~]|(?:rated|rating|fiction|fic|strong|hard|soft|light|mild|very|high|low|overall|about|probably|maybe|a|an|just|definitely|solid|i'd say|say|really|ab|for|mostly|eher|borderline|harmless|it's|it is|all|the|whole|around|between|from|varies|various|ranges?|worksafe|work safe|fsk)\b(?!\s*ages|\s*audiences)[\s:,.]*)+/i
const RANGE =
  /^\s*(?:\+\s*)?(?:to|or|and|through|until|up to|bis|à|a|\/|-|–|—|→|->|&|,|;|or maybe|~|>|\||building to|rising to|edging (?:on|to)|bordering on|leaning to(?:wards)?)\s*(?:hard |soft |light |strong |an? |eventual(?:ly)? |possibly |maybe |probably )*$/i
/** Tokens too short or too common to count in the middle of a sentence. */
const ONLY_FIRST =
  /^(?:[a-z]|\d+|all|gen|general|none|safe|s|family|clean|child|children|kids|adult|adults|e|everyone|everybody|teen|teens|porn|smut|lemon|mature|unknown|na|various|varies|ma|ya|explicit|restricted|l)$/i
const LATER =
  /(?:(?:eventual(?:ly)?|later|up to|rising to|goes? (?:up )?to|will be|become[s]?|might be|could be|overall)\s+(?:an?\s+)?$)/i

/** The higher of two; anything is higher than not rated. */
export function higherRating(a: Rating, b: Rating): Rating {
  return ORDER.indexOf(a) >= ORDER.indexOf(b) ? a : b
}

/**
 * A rating as written → the archive's. The first token counts, ranges and pairs take the higher
 * ("PG-13 to R", "T (M for chapter 4)"). @returns null where the value names no rating.
 */
export function readRating(value: string): Rating | null {
  const plain = value.replace(/-rated\b/gi, '')
  const rest = plain.slice(LEAD.exec(plain)?.[0].length ?? 0).slice(0, 200)
  let found: Rating | null = null
  let lastEnd = 0
  for (const match of rest.matchAll(TOKEN)) {
    const rating = ratingOf(match[0])
    if (!rating || !counts({ rest, match, found: found !== null, lastEnd })) continue
    if (match[0].toLowerCase() === 'e' && /\beveryone\b/i.test(rest)) return 'general'
    found = found === null ? rating : higherRating(found, rating)
    lastEnd = match.index + match[0].length
  }
  return found ?? (/^\s*\?+\s*$/.test(value) ? 'not-rated' : null)
}

interface TokenPlace {
  rest: string
  match: RegExpMatchArray
  found: boolean
  lastEnd: number
}

/** The first token of the value, one joined to it by a range, or one that says what it becomes later. */
function counts({ rest, match, found, lastEnd }: TokenPlace): boolean {
  const at = match.index ?? 0
  const token = match[0]
  const before = rest.slice(lastEnd, at)
  const after = rest.slice(at + token.length)
  if (/\b(?:no|not|nothing|never|isn't|than)\s+(?:\w+\s+)?$/i.test(before)) return false
  if (!found) return at === 0 || before.trim() === '' || !ONLY_FIRST.test(token) || wordsOf(rest) <= 3
  if (RANGE.test(before))
    return (
      /[-\d+]/.test(token) || !/^\s+\p{Ll}/u.test(after) || /^\s+(?:for|in|later|overall|at)\b/i.test(after)
    )
  if (LATER.test(before)) return true
  const opened = /[([]\s*(?:(?:possibly|maybe|eventually|probably)\s+)?$/.test(before)
  return (
    (opened || !ONLY_FIRST.test(token)) &&
    (!ONLY_FIRST.test(token) || /^\s*(?:for|in|later|at|from|overall|\))/i.test(after))
  )
}

function ratingOf(token: string): Rating | undefined {
  return BY_TOKEN.get(token.toLowerCase().replace(/\s+/g, ' '))
}

function wordsOf(text: string): number {
  return text.trim().split(/\s+/).length
}

/** "G/T", "T-M", "M/E": letters of one scale, each above the one before. */
function isRangeOfLetters(parts: string[]): boolean {
  const places = parts.map((part) => 'GTME'.indexOf(part))
  return places.every((place, nth) => place >= 0 && (nth === 0 || place > (places[nth - 1] as number)))
}

/** A whole short string that is a rating and nothing else: `[PG-13]` in a subject line. */
export function isRatingAlone(text: string): boolean {
  const bare = text.trim().replace(/^(?:rated|rating:?)\s+/i, '')
  if (
    /^(?:gen|general|none|all|l|s|child|children|family|clean|na|\d+|unknown|\?|various|lemon|smut|porn|hentai|e|k)$/i.test(
      bare,
    )
  )
    return false
  const parts = bare.split(/\s*(?:\/|-{1,2}>?|–|\bto\b)\s*(?=\S)/i)
  // "R/S", "M/M", "T/E" between people and not between ratings.
  if (parts.length > 1 && parts.every((part) => /^\p{L}$/u.test(part)) && !isRangeOfLetters(parts))
    return false
  return (
    ratingOf(bare) !== undefined || (parts.length > 1 && parts.every((part) => ratingOf(part) !== undefined))
  )
}
