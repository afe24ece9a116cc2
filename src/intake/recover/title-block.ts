/** An unlabelled title and by-line at the top: "TITLE", "by N", "A Torchwood story". */
import type { Block } from '../document.ts'
import { creatorsOfByLine, isByName, readCreators } from './creators.ts'
import { type FactsLine, readFactBelow, readFactsLine } from './facts-line.ts'
import { readFanfiktionCopy } from './fanfiktion-copy.ts'
import { furnitureOf, isEndMark } from './furniture.ts'
import { labelOfLine } from './labels.ts'
import type { Line } from './lines.ts'
import { noteScore } from './note-score.ts'
import { cleanTitle, isNoTitle, readTitleLine, type TitleLine, withoutDecoration } from './title-line.ts'
import { isDateAlone } from './vocabulary/dates.ts'

export interface TitleBlock {
  title: { line: Line; read: TitleLine; rule: 'header/title-by' | 'title/heading'; confidence: number } | null
  authors: { line: Line; names: string[] } | null
  /** "A Torchwood story" → Torchwood. */
  fandom: { line: Line; name: string } | null
  date: Line | null
  facts: ({ line: Line } & FactsLine)[]
  /** The lines that were taken, of those given. */
  taken: Line[]
}

export interface TitleClues {
  /** The title is known from a label or a program already. */
  hasTitle: boolean
  /** Labelled lines follow directly. */
  labelsFollow: boolean
  /** A chapter heading follows. */
  headingFollows: boolean
  /** Whether these words are the file's name. */
  isStem: (title: string) => boolean
}

const NOTHING: TitleBlock = { title: null, authors: null, fandom: null, date: null, facts: [], taken: [] }
const KIND_LINE =
  /^an? (.{2,50}?) (?:story|fan ?fic(?:tion)?|fic|ficlet|vignette|drabble|songfic|tale|song-?fic|one-?shot|slash|crossover)s?(?:,? by (.{1,60}))?[.!]?$/i

/** @param lines the first lines of a work, furniture left out; at most the first six are looked at. */
export function readTitleBlock(lines: Line[], blocks: Block[], clues: TitleClues): TitleBlock {
  const top = untilStory(lines, clues)
    .filter((line) => furnitureOf(line.text) === null && /[\p{L}\d]/u.test(line.text))
    .slice(0, 6)
  const found: TitleBlock = { ...NOTHING, facts: [], taken: [] }
  takeByLines(top, found)
  takeFanfiktion(lines, found)
  takeFacts(top, found)
  if (clues.hasTitle) return found
  const open = top.filter((line) => !found.taken.includes(line))
  for (const [nth, line] of open.entries()) {
    const title = titleOf(line, { top, found, blocks, clues })
    const mayFollow = clues.labelsFollow || isSetAboveFacts(line, top, found, blocks)
    if (!title || (nth > 0 && (!mayFollow || title.title.confidence < 0.8))) continue
    found.title = title.title
    found.authors ??= title.authors
    found.taken.push(line)
    break
  }
  if (!found.title) forget(found)
  else found.authors ??= takeNameBelow(top, found, blocks)
  return found
}

const SURE_TALK = 1.8

/** A bold or centred line with facts right below, or one that begins their block, is a title, whatever talk stands above it. */
function isSetAboveFacts(line: Line, top: Line[], { facts }: TitleBlock, blocks: Block[]): boolean {
  const { strong, centred, kind } = blocks[line.block] as Block
  const at = top.indexOf(line)
  const below = top[at + 1]
  const isSet = strong || centred || kind === 'heading' || (line.first && below?.block === line.block)
  const isBelowTalk = at > 0 && top.slice(0, at).every(({ text }) => noteScore(text) >= SURE_TALK)
  return (isSet || isBelowTalk) && facts.some((each) => each.line === below)
}

function takeByLines(top: Line[], found: TitleBlock): void {
  takeParted(top, found)
  for (const line of top.slice(0, 5)) {
    const text = withoutDecoration(line.text)
    const names = creatorsOfByLine(text)
    const kind = KIND_LINE.exec(text)
    if (names && !found.authors && line.text.length < 90) {
      found.authors = { line, names }
      found.taken.push(line)
    } else if (kind && (/\p{Lu}/u.test(kind[1] as string) || kind[2])) {
      if (/\p{Lu}/u.test((kind[1] as string)[0] as string))
        found.fandom = { line, name: (kind[1] as string).trim() }
      if (kind[2] && !found.authors) found.authors = { line, names: readCreators(kind[2]) }
      found.taken.push(line)
    } else if (isDateAlone(text) && !found.date) {
      found.date = line
      found.taken.push(line)
    }
  }
}

/** "by" on a line of its own, the name below it. */
function takeParted(top: Line[], found: TitleBlock): void {
  const at = top.findIndex((line) => /^\W*(?:written )?by\W*$/i.test(line.text))
  const [by, name] = [top[at], top[at + 1]]
  if (at < 0 || !by || !name || !isByName(name.text.trim())) return
  found.authors = { line: name, names: readCreators(name.text) }
  found.taken.push(by, name)
}

/** Lines up to the first that tells or speaks; where labels follow, all of them. */
function untilStory(lines: Line[], { labelsFollow }: TitleClues): Line[] {
  const story = lines.findIndex(
    ({ text }) => /^\W{0,2}["“«„].*["”»].*\p{L}/u.test(text.trim()) && noteScore(text) < -1.5,
  )
  return labelsFollow || story < 0 ? lines : lines.slice(0, story)
}

function takeFanfiktion(lines: Line[], found: TitleBlock): void {
  const copy = readFanfiktionCopy(lines.slice(0, 20))
  if (copy === null) return
  for (const { line, ...fact } of copy.facts) found.facts.push({ line, facts: [fact], rest: [] })
  found.taken.push(...copy.lines)
  if (found.date && copy.lines.includes(found.date)) found.date = null
}

/** Facts below a title, "Torchwood, PG-13, complete"; not in the very first line, which would be the title's. */
function takeFacts(top: Line[], found: TitleBlock): void {
  for (const line of top.slice(1, 5)) {
    const isRated = /^\W{0,3}rated\s+\S/i.test(line.text)
    const facts = found.taken.includes(line)
      ? null
      : (readFactsLine(line.text, found.authors !== null || isRated) ??
        (found.facts.length > 0 ? readFactBelow(line.text) : null))
    if (!facts) continue
    found.facts.push({ line, ...facts })
    found.taken.push(line)
  }
  takeFandom(top, found)
  takeNameAboveFacts(top, found)
}

/** Title, name, facts: a name of one word or two between the two needs no "by". */
function takeNameAboveFacts(top: Line[], found: TitleBlock): void {
  const [title, line, below] = top
  const name = line?.text.trim() ?? ''
  const isName = /^[\p{L}\p{N}][\p{L}\p{N}_.'’-]*(?: \p{Lu}[\p{L}.'’-]*){0,2}$/u.test(name)
  if (!title || !line || found.authors || below === undefined || below !== found.facts[0]?.line) return
  if (/[.!?]\W{0,2}$/.test(title.text) || title.text.length > 90) return
  if (!isName || found.taken.includes(line) || found.taken.includes(title) || labelOfLine(name)) return
  found.authors = { line, names: readCreators(name) }
  found.taken.push(line)
}

/** A line of a name between by-line and facts: "Highlander: The Series". */
function takeFandom(top: Line[], found: TitleBlock): void {
  const by = found.authors ? top.indexOf(found.authors.line) : -1
  const [line, below] = [top[by + 1], top[by + 2]]
  const facts = found.facts.flatMap((each) => each.facts)
  if (by < 0 || !line || found.fandom || below !== found.facts[0]?.line || below === undefined) return
  if (found.taken.includes(line) || facts.some((fact) => fact.field === 'fandoms')) return
  const name = withoutDecoration(line.text)
  if (!isTitleCase(name) || name.length > 50 || /[.!?,;"“”]/.test(name) || labelOfLine(name)) return
  found.fandom = { line, name }
  found.taken.push(line)
}

/** A centred name right below the title, without "by". */
function takeNameBelow(top: Line[], found: TitleBlock, blocks: Block[]): TitleBlock['authors'] {
  const line = top[top.indexOf(found.title?.line as Line) + 1]
  const name = line?.text.trim() ?? ''
  const isName =
    /^\p{Lu}[\p{L}'’.-]+(?: \p{Lu}[\p{L}'’.-]*){1,2}$/u.test(name) || /^[\w-]*(?:_|\d)[\w-]*$/.test(name)
  const setApart =
    line !== undefined &&
    (blocks[line.block] as Block).centred === true &&
    (blocks[found.title?.line.block ?? 0] as Block).centred === true
  if (!line || !setApart || !isName || found.taken.includes(line)) return null
  found.taken.push(line)
  return { line, names: readCreators(name) }
}

/** Facts without a title above are no header. */
function forget(found: TitleBlock): void {
  found.taken = found.taken.filter((line) => !found.facts.some((facts) => facts.line === line))
  found.facts = []
}

interface Place {
  top: Line[]
  found: TitleBlock
  blocks: Block[]
  clues: TitleClues
}

type Title = { title: NonNullable<TitleBlock['title']>; authors: TitleBlock['authors'] }

function titleOf(line: Line, place: Place): Title | null {
  const split = place.found.authors ? null : titleByAuthor(line.text, place.clues.labelsFollow)
  if (split) {
    const read = readTitleLine(split.title)
    return {
      title: { line, read, rule: 'header/title-by', confidence: 0.85 },
      authors: { line, names: split.names },
    }
  }
  const read = readTitleLine(line.text)
  const named = place.found.authors ? null : byBeforeFacts(read)
  if (named) {
    const title = {
      line,
      read: { ...read, title: named.title },
      rule: 'header/title-by' as const,
      confidence: 0.85,
    }
    return { title, authors: { line, names: named.names } }
  }
  if (!couldBeTitle(read.title, line)) return null
  const block = place.blocks[line.block] as Block
  if (block.kind === 'heading')
    return { title: { line, read, rule: 'title/heading', confidence: 0.85 }, authors: null }
  const confidence = confidenceOf(line, read, place)
  return confidence < 0.6
    ? null
    : { title: { line, read, rule: 'header/title-by', confidence }, authors: null }
}

function confidenceOf(line: Line, read: TitleLine, { top, found, blocks, clues }: Place): number {
  const block = blocks[line.block] as Block
  const at = top.indexOf(line)
  const by = found.authors ? top.indexOf(found.authors.line) : -1
  if (clues.isStem(read.title)) return 0.92
  if (by >= 0 && by - at <= 2) return 0.9
  if (read.ratings.length + read.relationships.length + read.fandoms.length > 0 || read.part !== null)
    return 0.85
  if (found.fandom || found.facts.some((facts) => top.indexOf(facts.line) - at <= 2)) return 0.85
  if (/^\s*(?:fic|fanfic|ficlet|drabble|\[fic\])\b\s*[:\]]/i.test(line.text)) return 0.85
  if (isQuoted(line.text)) return clues.labelsFollow ? 0.8 : 0.4
  if (isDecorated(line.text) || block.centred || block.strong || isCapitals(line.text)) return 0.8
  if (clues.labelsFollow && at === 0) return 0.75
  if (clues.headingFollows && at === 0 && top.length <= 3) return 0.8
  return isTitleCase(read.title) && line.first && !line.text.includes(',') && !/\d/.test(line.text)
    ? 0.62
    : 0.4
}

/** Short, no sentence, no speech, no mark of something else. */
function couldBeTitle(title: string, line: Line): boolean {
  const text = line.text.trim()
  return (
    title !== '' &&
    title.length <= 90 &&
    title.split(/\s+/).length <= 14 &&
    !isNoTitle(title) &&
    !isEndMark(text) &&
    !/^(?:INT|EXT)[./]\s/.test(text) &&
    !labelOfLine(text) &&
    !/[,;:]$/.test(text) &&
    !/^(?:hi|hello|hey|dear|so|okay|ok|well|yay|wow|um|ooh|whee|thanks|happy)\b.{0,40}[!,.]/i.test(text) &&
    !(/[.!?]["”»]?$/.test(text) && /^["“«]/.test(text) && !/^["“][^"”]+["”]$/.test(text)) &&
    !(/\p{Ll}\.$/u.test(text) && title.split(/\s+/).length > 4) &&
    noteScore(text) < 2.2
  )
}

const QUOTED_BY =
  /^(?:"([^"]{1,90})"|“([^“”]{1,90})”|«([^«»]{1,90})»|\*([^*]{1,90})\*|_([^_]{1,90})_),?\s+by\s+(.{1,60})$/i
const PLAIN_BY = /^(.{1,90}?)(?:,|\s+[-–—~]+|:)?\s+(?:by|BY)\s+(.{1,60})$/

/** `"Title" by N`, "Title by N" in title case, "TITLE - by N". */
function titleByAuthor(text: string, labelsFollow: boolean): { title: string; names: string[] } | null {
  const bare = withoutDecoration(text)
  const quoted = QUOTED_BY.exec(bare)
  const plain = PLAIN_BY.exec(bare)
  const title = quoted ? quoted.slice(1, 6).find((group) => group !== undefined) : plain?.[1]
  const author = quoted ? quoted[6] : plain?.[2]
  if (title === undefined || author === undefined || /[.!?,]$/.test(author) || !isByName(author)) return null
  const read = readTitleLine(title)
  const hasFacts = read.part !== null || read.ratings.length + read.relationships.length > 0
  const isDashed = /^(?:.*[^\s,])(?:,|\s+[-–—~]+)\s+by\s/i.test(bare) && /^\p{Lu}/u.test(title)
  if (
    !quoted &&
    !isDashed &&
    !(labelsFollow && /^\p{Lu}[\p{L}'’-]*$/u.test(title)) &&
    !(isTitleCase(title) || isCapitals(title) || /\([^)]*\)$/.test(title) || hasFacts)
  )
    return null
  if (!quoted && author.split(/\s+/).length > 4) return null
  const names = readCreators(author)
  return names.length === 0 ? null : { title: cleanTitle(title) === '' ? title : title, names }
}

/** "Salt by wren (K+, 3/5, Hob & Perrin)": what stands in brackets tells that it is no sentence. */
function byBeforeFacts(read: TitleLine): { title: string; names: string[] } | null {
  const known = read.ratings.length + read.relationships.length
  const [, title, author] = (known > 0 && PLAIN_BY.exec(read.title)) || []
  if (title === undefined || author === undefined || !isByName(author)) return null
  const names = readCreators(author)
  return names.length === 0 || author.split(/\s+/).length > 4 ? null : { title, names }
}

function isDecorated(text: string): boolean {
  return withoutDecoration(text) !== text.trim()
}

/** A whole line in quotation marks is a title only in company: alone it is speech. */
function isQuoted(text: string): boolean {
  return /^["“][^"”]+["”]$/.test(text.trim())
}

function isCapitals(text: string): boolean {
  const letters = text.replace(/[^\p{L}]/gu, '')
  return letters.length >= 4 && letters === letters.toUpperCase() && letters !== letters.toLowerCase()
}

const SMALL =
  /^(?:a|an|the|of|and|or|in|on|to|for|at|by|from|with|but|nor|as|is|der|die|das|und|im|von|de|la|le|les|et|du|des|en|el|los|y|di|il|e|o|da|vs\.?)$/i

/** Every word but the small ones begins with a capital, and there are at least two. */
export function isTitleCase(text: string): boolean {
  const words = text.split(/\s+/).filter((word) => /\p{L}/u.test(word))
  const large = words.filter((word) => !SMALL.test(word))
  return (
    words.length >= 2 &&
    words.length <= 10 &&
    large.every((word) => /^[^\p{L}]*\p{Lu}/u.test(word)) &&
    !/[.!]$/.test(text)
  )
}
