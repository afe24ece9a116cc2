/** Relationships and characters of a header: told apart, the sign between names normalised, names as written. */
import type { Category } from '../../../story/field.ts'
import { categoryOf, saysNoPairing } from './categories.ts'
import { splitOutsideBrackets } from './genres.ts'

export interface NamedEntry {
  value: string
  /** The words as they stood, with what was stripped. */
  raw: string
}

export interface Cast {
  relationships: NamedEntry[]
  characters: NamedEntry[]
  categories: Category[]
  /** "Pairing: none": there is none, and it says so. */
  none: boolean
}

/** Which kind of field the value stands in. */
export type CastField = 'relationships' | 'characters' | 'both'

const SIGN = /\s*(?:\/|×|♥|❤️?|<3|=+>|-+>|→|\\)\s*|\s+[xX]\s+|\s*(?<![+\w])\+\s*|\s*\+\s*(?=\p{Lu})/u
const JOINED_X = /^(\p{Lu}\p{Ll}+)[xX](\p{Lu}\p{Ll}+)$/u
const LEADING =
  /^(?:(?:implied|past|future|former|previous|mentions?(?: of)?|mentioned|hints? of|hinted|eventual|pre-?slash|pre-|pre|ust|rst|one-?sided|background|side|established|unrequited|slight|light|mild|minor|major|brief|some|possible|maybe|mostly|mainly|primarily|primary|main|canon|very|vague|a (?:bit|hint|touch|little|side|dash)(?: of)?|little|lots of|onesided|subtle|undertones of|overtones of|with|and|also|plus|references? to|reference to|secondary|shades of|friendship|platonic|gen|slash|het|femslash|m\/m|f\/f|m\/f|f\/m|endgame|ex-|temporary|unresolved|but|pairings?|hopefully|obviously|just|only|if you squint|really|a dash of)(?=[\s,:(]|(?<=-))[\s,:]*)+/i
const TRAILING =
  /[\s,;–—-]*(?:\((?!TM|\u0002)[^()]*\)|\[[^\]]*\]|\b(?:friendship|pre-?slash|ust|rst|implied|established|mentioned|subtext|overtones?|undertones?|if you(?:['’]\p{Ll}+)?\s[^/]*|eventually|eventual|unrequited|one-?sided|onesided|of course|obviously|duh|implications?|relationship|pairing|slash|het|femslash|background|past|later|goodness|fluff|angst|smut|if you want|hinted|canon|bromance|gen|heavily implied|vaguely|preslash|in the background|on the side|always|forever|for now)|[.!?~*]+|:\)|;\))[\s.!]*$/iu
const FRIENDS =
  /\b(?:friendship|friends|platonic|gen|brotherly|brothers|siblings|sisters|family|bromance|partners|familial|father|mother|non-romantic)\b/i
const NOT_A_NAME =
  /^(?:h\s?\/\s?c|t\s?\/\s?n|s\s?\/\s?(?:m|he)|d\s?\/\s?s|and|or|he|she|him|her|his|hers|hurt|comfort|n|a|w|o|rape|either|both|author|slash|het|gen|femslash|angst|fluff|rating|warnings?|day|night|action|adventure|romance|drama|friendship|humou?r)$/i
const GROUP =
  /^(?:team|ensemble|everyone|everybody|others?|oc|ocs|ofc|omc|original characters?|reader|you|gen|various|cast|the team|all)$/i

/** @param value of a Pairing, Characters or combined field. Never throws; what is prose yields only the signed names in it. */
export function readCast(value: string, field: CastField): Cast {
  const cast: Cast = { relationships: [], characters: [], categories: [], none: false }
  const brackets = ffnBrackets(value)
  if (brackets) return brackets
  if (field !== 'characters' && saysNoPairing(value)) return { ...cast, none: true, categories: ['gen'] }
  const behind = field === 'relationships' ? namesBehindNone(value) : null
  if (behind) return { ...cast, none: true, categories: ['gen'], characters: behind }
  const items = itemsOf(value).flatMap(field === 'relationships' ? withPairBehind : withPairInBrackets)
  for (const item of items) addItem(cast, item, field)
  return { ...cast, relationships: distinct(cast.relationships), characters: distinct(cast.characters) }
}

/** "none. Dean, Sam, Bobby": who is in it, behind the word that there is no pairing. */
function namesBehindNone(value: string): NamedEntry[] | null {
  const [, none, names] = /^([^.;]{1,30})[.;]\s+(\p{Lu}[^.;]{1,120})[.]?\s*$/u.exec(value) ?? []
  if (none === undefined || names === undefined || !saysNoPairing(none)) return null
  const pieces = names.split(/\s*,\s*(?:and\s+|&\s+)?/)
  const areNames = pieces.every((piece) => /^\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*){0,2}$/u.test(piece))
  return areNames && pieces.length > 1 ? pieces.map((name) => ({ value: name, raw: name })) : null
}

/** FanFiction.net: "[Caspian X, Lucy P.] Edmund P." – a bracket is one relationship, every name a character. */
function ffnBrackets(value: string): Cast | null {
  if (!/^\s*(?:[^[\]]*,\s*)?\[[^\]]+,[^\]]+\]/.test(value)) return null
  const relationships: NamedEntry[] = []
  const characters: NamedEntry[] = []
  const names = (text: string) =>
    text
      .split(/\s*,\s*/)
      .map((name) => name.trim())
      .filter((name) => name !== '')
  for (const match of value.matchAll(/\[([^\]]*)\]|([^[\]]+)/g)) {
    const inside = names(match[1] ?? match[2] ?? '')
    if (match[1] !== undefined && inside.length > 1)
      relationships.push({ value: inside.join('/'), raw: match[0] })
    characters.push(...inside.map((name) => ({ value: name, raw: name })))
  }
  return { relationships, characters: distinct(characters), categories: [], none: false }
}

function itemsOf(value: string): string[] {
  return splitOutsideBrackets(withCanonicalNames(value)).flatMap((piece) => {
    const item = piece.replaceAll(KEPT_PIPE, '|')
    const sentences = item.split(/(?<=\p{Ll}{3}|\)|\p{Lu})[.!]\s+(?=\p{Lu})/u)
    return sentences.flatMap((sentence) => {
      const parts = sentence.split(/\s+(?:and|und|et|y|e|и|with|plus|but)\s+/i)
      return parts.length > 1 && parts.every((part) => hasSign(part)) ? parts : [sentence]
    })
  })
}

/** Stands for a `|` that parts nothing while the rest is split. */
const KEPT_PIPE = '\u0001'

/**
 * The archive's canonical "Blackbeard | Edward Teach/Stede Bonnet" is one name's two forms: a `|` parts entries only
 * where all of them are alike, each a pair or none of them one, and nothing else parts them.
 */
function withCanonicalNames(value: string): string {
  return value
    .split(/(?<=[,;\n])/)
    .map((entry, _, entries) => {
      const parts = entry.split(' | ')
      const pairs = parts.filter((part) => hasSign(part)).length
      const isName = parts.length === 2 && (pairs === 1 || (pairs === 0 && entries.length > 1))
      return isName ? parts.join(` ${KEPT_PIPE} `) : entry
    })
    .join('')
}

/** "Rodney (John/Rodney)": a name, and a pairing in brackets. */
function withPairInBrackets(item: string): string[] {
  const match = /^([^()/]+?)\s*\(([^()]*\/[^()]*)\)\s*$/.exec(item)
  return match && relationshipOf(match[2] as string, false)
    ? [match[1] as string, match[2] as string]
    : [item]
}

/** "Hob/Perrin (past Dace/Ines)": a second pairing in the first one's brackets. */
function withPairBehind(item: string): string[] {
  // Without it the pattern below takes the square of the length to say no.
  if (!item.includes('(')) return [item]
  const match = /^([^()]+\/[^()]+?)\s*\(([^()]*\p{L}\/\p{L}[^()]*)\)\s*$/u.exec(item)
  const [, own, inside] = match ?? []
  if (own === undefined || inside === undefined) return [item]
  const behind = pairsInProse(inside)
  return behind.length > 0 ? [own, ...behind.map(({ value }) => value)] : [item]
}

function hasSign(text: string): boolean {
  return SIGN.test(text) || JOINED_X.test(text.trim())
}

function addItem(cast: Cast, item: string, field: CastField): void {
  const category = categoryOf(item)
  if (category && (field !== 'characters' || /\//.test(item))) {
    cast.categories.push(category)
    return
  }
  if (saysNoPairing(item) && field !== 'characters') {
    cast.none = cast.none || field === 'relationships'
    return
  }
  const pair = relationshipOf(item, field === 'relationships')
  if (pair) cast.relationships.push(pair)
  else addNames(cast, item, field)
}

function addNames(cast: Cast, item: string, field: CastField): void {
  const bare = strip(item).text
  if (field === 'relationships') {
    const inside = pairsInProse(item)
    cast.relationships.push(...inside)
    if (
      inside.length === 0 &&
      /^\p{Lu}|^\P{L}*$/u.test(bare) &&
      bare.length > 1 &&
      bare.split(/\s+/).length <= 3 &&
      !GROUP.test(bare) &&
      !NOT_A_NAME.test(bare)
    ) {
      cast.relationships.push({ value: bare, raw: item.trim() })
    }
    return
  }
  for (const name of splitAnd(item)) {
    const value = characterOf(name)
    if (value !== '') cast.characters.push({ value, raw: name.trim() })
  }
}

/** "Jack and Ianto" → two; "Pepper and Salt the cats" of a sentence stays. */
function splitAnd(item: string): string[] {
  const parts = item
    .split(/\s+(?:and|&|und|et|y|e|и|plus)\s+|^(?:and|&)\s+/i)
    .filter((part) => part.trim() !== '')
  return parts.every((part) => part.trim().split(/\s+/).length <= 5) ? parts : [item]
}

const CHARACTER_LEAD =
  /^(?:(?:mostly|mainly|primarily|featuring|starring|also|with|and|brief|mentions? of|mentioned|appearances? by|appearance by|cameos? by|a bit of|some|including|guest-starring|minor|implied)\s+)+/i

/** "Dean (gen)", "Trevor (the toad)": a remark; "Jack Harkness (Torchwood)" is a name. */
const REMARK = /(?<=\S)\s+\(\p{Ll}[^()]*\)$/u

function characterOf(name: string): string {
  const value = name
    .trim()
    .replace(CHARACTER_LEAD, '')
    .replace(/[\s.!,;:*_]+$/, (end) =>
      /^\.$/.test(end) && /(?:^|\s)\p{Lu}\.$/u.test(name.trim()) ? end : '',
    )
    .replace(/^["“*_]+|["”*_]+$/g, '')
    .replace(REMARK, '')
    .trim()
  return value.split(/\s+/).length > 7 || /^(?:none|n\/a|-|etc|see above|more|mentions?)$/i.test(value)
    ? ''
    : value
}

/** One item with a pairing sign → the relationship, or null where it is none. */
export function relationshipOf(item: string, isPairingField: boolean): NamedEntry | null {
  const { text, friends } = strip(item)
  if (NOT_A_NAME.test(text)) return null
  const joined = JOINED_X.exec(text)
  const names = (joined ? [joined[1] as string, joined[2] as string] : text.split(new RegExp(SIGN, 'u'))).map(
    (name) => name.trim(),
  )
  if (names.length > 1 && names.every(isName)) {
    return { value: friends ? names.join(' & ') : names.join('/'), raw: item.trim() }
  }
  return friendly(text, item) ?? (isPairingField ? joinedByAnd(text, item, friends) : null)
}

function friendly(text: string, item: string): NamedEntry | null {
  const names = text.split(/\s*&(?:amp;)?\s*/).map((name) => name.trim())
  return names.length > 1 && names.every(isName) ? { value: names.join(' & '), raw: item.trim() } : null
}

/** Under Pairing, "Jack and Ianto", "Jack - Ianto" and "Harry-Draco" can only be pairs. */
function joinedByAnd(text: string, item: string, friends: boolean): NamedEntry | null {
  const names = text
    .split(/\s+(?:and|und|et|y|e|и)\s+|\s+[-–—]\s+|(?<=\p{Ll})[-–—](?=\p{Lu}\p{Ll}+$)/u)
    .map((name) => name.trim())
  if (names.length < 2 || !names.every((name) => isName(name) && /^\p{Lu}/u.test(name))) return null
  return {
    value: names.join(friends || /\s(?:and|und|et|y|e|и)\s/.test(text) ? ' & ' : '/'),
    raw: item.trim(),
  }
}

function isName(name: string): boolean {
  const bare = name.replace(/\s+\([^()]*\)/g, '')
  return (
    bare !== '' &&
    bare.length <= 45 &&
    /\p{L}/u.test(bare) &&
    bare.split(/\s+/).length <= 5 &&
    !NOT_A_NAME.test(name) &&
    !/[:;!?"“”]|\.\s+\p{Ll}/u.test(name.replace(/["“][^"”]*["”]/g, ''))
  )
}

/** In brackets behind a name, but no source: how the two stand, how much of it there is, how it is rated. */
const NO_SOURCE =
  /\b(?:past|future|implied|mentioned|background|minor|major|main|side|eventual\w*|est(?:ablished)?|pre|post|slash|het|gen|femslash|unrequited|one-?sided|ust|rst|friend\w*|platonic|bromance|romantic|romance|hint\w*|slight\w*|brief\w*|very|sort of|kind of|maybe|possib\w*|if|not|no|yes|only|just|but|later|one|both|secondary|primary|canon\w*|endgame|fwb|otp|ot3|brotp|bff|au|preslash|threesome|poly\w*|unresolved|if you squint|mostly|always|finally|kinda|squee|established|seasons? \d+|chapters?|parts? \w+|parents?|siblings?|family|rating|nc-?17|pg(?:-?13)?|r|g|m|t)\b|[/!?♥]/i

/** "Adora/Catra (She-Ra)": the brackets name the source the names are of, and belong to them. */
function isSource(inside: string): boolean {
  return (
    /^[\p{Lu}\d]/u.test(inside) &&
    !/^\d+%?$/.test(inside) &&
    inside.split(/\s+/).length <= 8 &&
    !NO_SOURCE.test(inside)
  )
}

/** Marks brackets that are kept, so that what is stripped from an entry's end stops at them. */
const KEPT_BRACKET = '\u0002'

function strip(item: string): { text: string; friends: boolean } {
  let text = item
    .trim()
    .replace(/^\[([^[\]]*)\]$/, '$1')
    .replace(/^["“*_~]+|["”*_~]+$/g, '')
    .replace(/(?<=\S\s+)\(([^()]{2,60})\)/g, (whole, inside: string) =>
      isSource(inside) ? `(${KEPT_BRACKET}${inside})` : whole,
    )
  const whole = text
  for (let round = 0; round < 4; round++) {
    const next = text.replace(LEADING, '').replace(TRAILING, '').trim()
    if (next === text || next === '') break
    text = next
  }
  const removed = whole.replace(text, ' ')
  return { text: text.replaceAll(KEPT_BRACKET, ''), friends: FRIENDS.test(removed) }
}

const IN_PROSE =
  /(?<![\p{L}/])(\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*){0,2}(?:\s?[/×]\s?\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*){0,2}){1,3})(?![\p{L}/])/gu

/** Pairs written with a slash inside a sentence: "unless you squint and see Jack/Ianto". */
export function pairsInProse(text: string): NamedEntry[] {
  return [...text.matchAll(IN_PROSE)]
    .map((match) => relationshipOf(match[1] as string, false))
    .filter((entry): entry is NamedEntry => entry !== null && categoryOf(entry.value) === undefined)
}

function distinct(entries: NamedEntry[]): NamedEntry[] {
  const seen = new Set<string>()
  return entries.filter(({ value }) => !seen.has(value.toLowerCase()) && seen.add(value.toLowerCase()))
}
