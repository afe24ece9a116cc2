/** A line of bare facts below a title: "Torchwood, Jack/Ianto, PG-13, 1,200 words", "Holmes & Moriarty. Teen. Complete." */
import type { Category, FieldName, SeriesPart } from '../../story/field.ts'
import { creatorsOfByLine, isByName } from './creators.ts'
import { readSeries } from './series.ts'
import { categoryOf } from './vocabulary/categories.ts'
import { isDateAlone, readDate } from './vocabulary/dates.ts'
import { isGenre } from './vocabulary/genres.ts'
import { readWordCount } from './vocabulary/numbers.ts'
import { isRatingAlone, readRating } from './vocabulary/ratings.ts'
import { relationshipOf } from './vocabulary/relationships.ts'
import { readStatus } from './vocabulary/statuses.ts'

export interface Fact {
  field: FieldName
  value: string | number | SeriesPart | Category
  raw: string
}

const SEPARATORS = [/\s*[|•·]\s*/, /\s*;\s*/, /\s+[-–—]\s+/, /\.\s+/, /,\s+/, /\s*\/\/\s*/, /\s+\/\s+/]
const MAX_LENGTH = 220
export interface FactsLine {
  facts: Fact[]
  /** Pieces that are none: talk behind the facts. */
  rest: string[]
}

/** A collector's own "found on ff.net", "saved from the old archive 2003". */
const FOUND_AT =
  /^(?:(?:i )?(?:found|saved|copied|downloaded|grabbed|got|taken|printed) (?:it |this )?(?:on|from|off|at|in)|from (?:ff\.?net|ffn|fan ?fiction\.net|lj|livejournal|ao3|geocities|tumblr|wattpad|adultfanfiction|aff|a site|some site)|via) ?.{0,40}$/i

/** Of the pieces, this share must be known for the rest to be a fandom. */
const KNOWN_SHARE = 0.6

/**
 * @param belowByLine directly below a title and by-line one rating is enough, "Dracula. PG-13."
 * @returns the facts of a line of which most pieces are facts of at least two kinds; null for any other line.
 */
export function readFactsLine(line: string, belowByLine = false): FactsLine | null {
  const text = line.trim().replace(/^[([*_~]+|[)\]*_~]+$/g, '')
  if (text.length > MAX_LENGTH) return null
  const wattpad = wattpadFacts(text)
  if (wattpad) return wattpad
  const alone = belowByLine ? factAlone(text) : null
  if (alone) return { facts: [alone], rest: [] }
  const [first, ...others] = text.split(/\.\s+(?=\p{Lu}|for @?\p{L}|also\b|written\b)/u)
  const facts = others.length > 0 ? readFactsLine(first as string, belowByLine) : null
  if (facts) return factsAndTalk(facts, others, text)
  const leading = leadingFacts(text, belowByLine)
  if (leading) return leading
  for (const separator of SEPARATORS) {
    const pieces = text
      .split(separator)
      .map((piece) => piece.trim().replace(/[.]$/, ''))
      .filter((piece) => piece !== '' && !FOUND_AT.test(piece))
    if (pieces.length < 2) continue
    const facts = pieces.map(factOf)
    const known = facts.filter((fact): fact is Fact => fact !== null)
    const kinds = new Set(known.map((fact) => fact.field))
    const few = belowByLine && kinds.has('rating') && pieces.length <= 3
    if (few || (kinds.size >= 2 && known.length / pieces.length >= KNOWN_SHARE))
      return withRest(pieces, facts, known)
  }
  return null
}

/** Wattpad's page copied: "Ongoing, First published Mar 04, 2015". */
function wattpadFacts(text: string): FactsLine | null {
  const [, state, day] = /^(ongoing|completed?)\W+first published\s+(.{6,30})$/i.exec(text) ?? []
  if (state === undefined || day === undefined) return null
  const status = readStatus(state, '') ?? 'complete'
  const date = readDate(day)
  const facts: Fact[] = [{ field: 'status', value: status, raw: state }]
  return { facts: date ? [...facts, { field: 'published', value: date.date, raw: day }] : facts, rest: [] }
}

/** "Rated PG-13", "Complete in 3 parts": sure enough for a line of their own below a by-line. */
function factAlone(text: string): Fact | null {
  const piece = text.replace(/[.!]$/, '')
  const isSure = /^rated\s+\S{1,6}$|^(?:complete|completed|finished) in \S+ (?:parts?|chapters?)$/i.test(
    piece,
  )
  return isSure ? factOf(piece) : null
}

/** "A Blake's 7 story. Gen. PG at most. First printed …": the first sentences are facts, what follows is talk. */
function leadingFacts(text: string, belowByLine: boolean): FactsLine | null {
  const sentences = text.split(/(?<=\.)\s+(?=\p{Lu})/u)
  const read = sentences.map((sentence) => factOf(sentence.replace(/[.]$/, '')))
  const named = read.indexOf(null)
  // "Rated PG. Blake's 7. Gen.": a name between facts.
  if (named > 0 && read[named + 1]) read[named] = fandomSentence(sentences[named] as string)
  const end = read.indexOf(null)
  const facts = read.slice(0, end < 0 ? undefined : end).filter((fact) => fact !== null)
  const kinds = new Set(facts.map((fact) => fact.field))
  const isSure = belowByLine && (kinds.has('rating') || kinds.has('declaredWords'))
  if (!isSure && (kinds.size < 2 || sentences.length < 2)) return null
  return { facts, rest: sentences.slice(facts.length) }
}

/** Sentences behind the facts: further facts, or talk. */
function factsAndTalk(found: FactsLine, sentences: string[], text: string): FactsLine {
  const hasFandom = found.facts.some(({ field }) => field === 'fandoms')
  const whole = sentences.map((sentence) => ({
    sentence,
    fact: factOf(sentence.replace(/[.]$/, '')) ?? (hasFandom ? null : fandomSentence(sentence)),
  }))
  const talk = whole
    .filter(({ fact }) => fact === null)
    .map(({ sentence }) => (text.includes(`${sentence}.`) ? `${sentence}.` : sentence))
  return {
    facts: [...found.facts, ...whole.flatMap(({ fact }) => fact ?? [])],
    rest: [...found.rest, ...talk],
  }
}

const BEHIND: ReadonlySet<FieldName> = new Set(['status', 'rating', 'declaredWords'])

/**
 * A labelled list that ends in another field's facts: "Songfic, angst. One-shot, complete." → the list, and the facts of
 * the sentences behind it. A sentence with anything else in it stays.
 */
export function factsBehind(value: string): { text: string; facts: Fact[] } {
  const sentences = value.length > MAX_LENGTH ? [value] : value.split(/(?<=[\p{L}\d)+])\.\s+(?=\p{Lu})/u)
  const facts: Fact[] = []
  let end = sentences.length
  while (end > 1) {
    const pieces = (sentences[end - 1] as string).replace(/[.!]$/, '').split(/\s*[,;]\s+/)
    const read = pieces.map(factOf).filter((fact) => fact !== null && BEHIND.has(fact.field))
    if (read.length < pieces.length) break
    facts.unshift(...(read as Fact[]))
    end--
  }
  return end === sentences.length
    ? { text: value, facts }
    : { text: sentences.slice(0, end).join('. '), facts }
}

const NAME =
  /^\p{Lu}[\p{L}\d'’:&.-]*(?: (?:of|the|and|in|de|la|le|les|der|die|das|\d{1,4}|\p{Lu}[\p{L}\d'’:&.-]*)){0,5}$/u
const NO_NAME =
  /^(?:enjoy|thanks?|thank you|please|sorry|warnings?|spoilers?|feedback|notes?|angst|humou?r|fluff|not|no|all|un-?beta\S*|my|i|this|set|first|old|repost\S*)\b/i

/** "Blake's 7.", "Les Misérables (the brick, but with phones)": a name and nothing else. */
function fandomSentence(sentence: string): Fact | null {
  const raw = sentence.replace(/[.]$/, '')
  const name = raw.replace(/\s*\([^()]*\)$/, '')
  return NAME.test(name) && !NO_NAME.test(name) ? { field: 'fandoms', value: name, raw } : null
}

function withRest(pieces: string[], facts: (Fact | null)[], known: Fact[]): FactsLine {
  const fandom = fandomOf(pieces, facts)
  const rest = pieces.filter((piece, index) => facts[index] === null && piece !== fandom[0]?.raw)
  return { facts: [...known, ...fandom], rest }
}

function fandomOf(pieces: string[], facts: (Fact | null)[]): Fact[] {
  const index = facts.indexOf(null)
  const piece = pieces[index]
  return piece !== undefined &&
    /^\p{Lu}/u.test(piece) &&
    !piece.includes(',') &&
    !/^(?:modern|canon|pre-|post-|no )\b/i.test(piece) &&
    piece.split(/\s+/).length <= 6
    ? [{ field: 'fandoms', value: piece, raw: piece }]
    : []
}

function factOf(piece: string): Fact | null {
  const rated =
    /^(?:rated\s+)?(\S{1,6})\s+at most$|^rated\s+(\S{1,6})(?:\s+(?:for|because|due)\b.{1,60})?$/i.exec(piece)
  const token = rated?.[1] ?? rated?.[2] ?? piece
  if (rated ? readRating(token) !== null : isRatingAlone(piece)) {
    const rating = readRating(token)
    return rating === null ? null : { field: 'rating', value: rating, raw: piece }
  }
  if (/\d\s*(?:k|ish|\+)?\s*words?$|^(?:word ?count|words)\b/i.test(piece)) {
    const words = readWordCount(piece)
    return words === null ? null : { field: 'declaredWords', value: words, raw: piece }
  }
  if (
    /^(?:completa|completo|conclusa|conclu[ií]da|terminée?|terminad[oa]|abgeschlossen|fertiggestellt|ongoing|en cours|in corso|complete|completed|wip|work in progress|in progress|one-?shot|abandoned|finished)$|^(?:complete|completed|finished) in \S+ (?:parts?|chapters?)$/i.test(
      piece,
    )
  ) {
    return { field: 'status', value: readStatus(piece, '') ?? 'complete', raw: piece }
  }
  return byShape(piece)
}

const STORY_OF =
  /^an? (\p{Lu}.{1,40}?) (?:story|fan ?fic(?:tion)?|fic|ficlet|vignette|drabble|songfic|tale)$/u

function byShape(piece: string): Fact | null {
  const [, fandom] = STORY_OF.exec(piece.replace(/^A/, 'a')) ?? []
  if (fandom) return { field: 'fandoms', value: fandom, raw: piece }
  if (/^no (?:archive )?warnings?(?: apply)?$/i.test(piece))
    return { field: 'warnings', value: 'none-apply', raw: piece }
  const named = LABELLED_PIECE.exec(piece)
  if (named) return labelledFact(named[1] as string, named[2] as string, piece)
  const names = /^[Bb]y /.test(piece) ? creatorsOfByLine(piece) : null
  if (names?.length === 1) return { field: 'authors', value: names[0] as string, raw: piece }
  const category = categoryOf(piece)
  if (category) return { field: 'categories', value: category, raw: piece }
  if (/^(?:part|story|book) \S+ (?:of|in) /i.test(piece)) {
    const [series] = readSeries(piece)
    return series ? { field: 'series', value: series, raw: piece } : null
  }
  if (isDateAlone(piece)) {
    const date = readDate(piece)
    return date === null ? null : { field: 'published', value: date.date, raw: piece }
  }
  if (/^(?:[\p{L}'’-]+ ){1,3}AU$/u.test(piece)) return { field: 'tags', value: piece, raw: piece }
  const pair = relationshipOf(piece, false)
  if (pair && piece.split(/\s+/).length <= 9) return { field: 'relationships', value: pair.value, raw: piece }
  return isGenre(piece) ? { field: 'tags', value: piece, raw: piece } : null
}

/** "author SilverMoon", "pairing: sirius/remus": a label of a list typed in one go, often without its colon. */
const LABELLED_PIECE = /^(author|writer|fandom|pairing|ship)\s*[:=]?\s+([^\s|•;,][^|•;,]{0,60})$/i

/** A line of one such piece below a line of facts. */
export function readFactBelow(line: string): FactsLine | null {
  const piece = line.trim()
  const [, label, value] = LABELLED_PIECE.exec(piece) ?? []
  if (label === undefined || value === undefined || /[.!?]$/.test(piece)) return null
  const fact = labelledFact(label, value, piece)
  return fact && { facts: [fact], rest: [] }
}

function labelledFact(label: string, value: string, raw: string): Fact | null {
  if (/^(?:author|writer)$/i.test(label)) return isByName(value) ? { field: 'authors', value, raw } : null
  if (/^fandom$/i.test(label)) return { field: 'fandoms', value, raw }
  const pair = relationshipOf(value, true)
  return pair ? { field: 'relationships', value: pair.value, raw } : null
}
