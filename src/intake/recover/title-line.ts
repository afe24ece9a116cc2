/** A title as it stands in a subject line or a first line: "FIC: Title (Fandom; A/B; PG-13; 1/3)". */
import { isByName, readCreators } from './creators.ts'
import { readCategories } from './vocabulary/categories.ts'
import { isGenre, splitOutsideBrackets, TREK_SHOWS } from './vocabulary/genres.ts'
import { partNumberIn } from './vocabulary/numbers.ts'
import { isRatingAlone } from './vocabulary/ratings.ts'
import { relationshipOf } from './vocabulary/relationships.ts'

/** Longer lines are no titles: they are not taken apart. */
const MAX_LENGTH = 400

export interface TitleLine {
  title: string
  /** Chapter number of the whole, and how many there are. */
  part: number | null
  of: number | null
  /** Words in brackets, by what they are. */
  ratings: string[]
  /** Named behind the title, "(…) by N". */
  authors: string[]
  relationships: string[]
  categories: string[]
  fandoms: string[]
  tags: string[]
  /** Words in brackets that are a date, a state or nothing known. */
  rest: string[]
}

const STATE =
  /^\s*(?:\[(?!\s*(?:pg|nc|r|g)\b)[^\]]{1,30}\]\s*(?=\S)|(?:re|fwd?|fw)\s*:\s*|\(?(?:new|fic|fanfic|fan fic|ficlet|drabbles?|story|repost|revised|wip|adult|xpost|x-post|update[d]?|one-?shot|comment ?fic|fic post|n2u|rep|cor|rev|dra|double drabble|fanfiction|fill|gift ?fic|remix|vid)\)?(?:\s*[:/]\s*|\s+(?=(?:fic|story|repost)\b)|\s*-\s+|\s+(?=["“«(]|(?:TOS|TNG|DS9|VOY|ENT|MIS)\b)))+/i

/** "(a sequel to \"Rain\")": about another story. */
const RELATED =
  /\s*[([](?:an? |the )?(?:\w+ )?(?:sequel|prequel|companion(?: piece)?|coda|remix|follow-?up|tag|epilogue|missing scene)\s+(?:to|of|for)\s+[^()[\]]{1,60}[)\]]\s*$/i

/**
 * @param text one line. Never throws; a line with nothing to take off is all title.
 * @param isLabelled behind "Title:" with a rating of its own below, commas part nothing.
 */
export function readTitleLine(text: string, isLabelled = false): TitleLine {
  const line: TitleLine = {
    title: '',
    part: null,
    of: null,
    ratings: [],
    authors: [],
    relationships: [],
    categories: [],
    fandoms: [],
    tags: [],
    rest: [],
  }
  if (text.length > MAX_LENGTH) return { ...line, title: text.trim().slice(0, MAX_LENGTH) }
  let title = joinedLetters(withoutDecoration(text)).replace(STATE, '')
  const fandomFic =
    /^(\p{Lu}[^:]{1,40}?)\s+(?:fan ?)?(?:fic|fanfiction|ficlet|drabble|story)\s*:\s+(?=\S)/iu.exec(title)
  if (fandomFic) {
    line.fandoms.push(fandomFic[1] as string)
    title = title.slice(fandomFic[0].length)
  }
  const show = /^([A-Z][A-Z0-9]{2})\s+(?=["“])/.exec(title)
  if (show && TREK_SHOWS.has(show[1] as string)) {
    line.fandoms.push(show[1] as string)
    title = title.slice(show[0].length)
  }
  title = takeTail(takeBy(title, line), line)
  if (!isLabelled) title = takeListed(title, line)
  title = takePart(takeBrackets(takePart(title, line), line), line).replace(RELATED, '')
  line.title = cleanTitle(title)
  return line
}

/** `"Title" (…) 1/1 by N`: a name behind brackets, quotation marks or a part number. */
function takeBy(text: string, line: TitleLine): string {
  const match = /^(.*(?:[)\]"”]|\d\/(?:\d+|\?)))[\s*_~,–—-]*\s+by:?\s+(\S.{0,60})$/i.exec(text)
  if (!match || !isByName(match[2] as string)) return text
  line.authors.push(...readCreators(match[2] as string))
  return withoutDecoration(match[1] as string)
}

/** "Title (1/1) G", "Title (2/2) PG F&K": what is known behind brackets or a part number, and nothing else. */
function takeTail(text: string, line: TitleLine): string {
  const match = /^(.*(?:[)\]]|\d\/(?:\d+|\?)))[\s,–—-]+(\S.{0,40})$/.exec(text)
  const pieces = match?.[2]?.split(/[\s,;]+/).filter((piece) => piece !== '') ?? []
  const isKnown = (piece: string) =>
    isRatingAlone(piece) ||
    readCategories(piece) !== null ||
    /^\p{Lu}[\p{L}.]*[/&]\p{Lu}[\p{L}.]*$/u.test(piece)
  if (!match || pieces.length > 4 || !pieces.every(isKnown)) return text
  for (const piece of pieces) takePiece(piece, line)
  return match[1] as string
}

/** "Title, BtVS, R", "Title, Highlander, Duncan/Methos, PG-13": facts behind commas, of which the last is the rating. */
function takeListed(text: string, line: TitleLine): string {
  const [title, ...pieces] = text.split(/\s*,\s+/)
  const last = pieces.at(-1)
  const isShort = (piece: string) => /^\p{Lu}/u.test(piece) && piece.split(/\s+/).length <= 5
  if (!title || last === undefined || pieces.length < 2 || pieces.length > 4) return text
  if (!isRatingAlone(last) || last !== last.toUpperCase() || !pieces.every(isShort)) return text
  for (const piece of pieces) if (!takePiece(piece, line)) line.fandoms.push(piece)
  return title
}

/** Bracketed groups from the end, as long as they hold something known, or several things. */
function takeBrackets(text: string, line: TitleLine): string {
  let rest = text.trim()
  for (let round = 0; round < 5; round++) {
    const match = /\s*(?:\(([^()]{1,120})\)|\[([^[\]]{1,120})\]|\{([^{}]{1,120})\})[\s.]*$/.exec(rest)
    if (!match || match.index === 0) break
    const inside = (match[1] ?? match[2] ?? match[3]) as string
    if (!takeInside(inside, line)) break
    rest = rest.slice(0, match.index)
  }
  return rest
}

function takeInside(inside: string, line: TitleLine): boolean {
  const pieces = splitOutsideBrackets(inside)
  const known = pieces.map((piece) => takePiece(piece, line))
  if (known.every((each) => !each)) return false
  pieces.forEach((piece, index) => {
    if (known[index]) return
    if (/^\p{Lu}/u.test(piece) && line.fandoms.length === 0) line.fandoms.push(piece)
    else line.rest.push(piece)
  })
  return true
}

function takePiece(piece: string, line: TitleLine): boolean {
  const part = partNumberIn(piece)
  if (part && piece.replace(piece.slice(part.start, part.end), '').trim().length < 3) {
    line.part ??= part.part
    line.of ??= part.of
    return true
  }
  if (isRatingAlone(piece)) return line.ratings.push(piece) > 0
  const categories = readCategories(piece)
  if (categories) return line.categories.push(...categories) > 0
  const pair = relationshipOf(piece, false)
  if (pair) return line.relationships.push(pair.value) > 0
  if (isGenre(piece) || /^(?:one-?shot|complete|wip|repost|drabble|\d+ words)$/i.test(piece))
    return line.tags.push(piece) > 0
  return false
}

/** A bracket is still open at the end of this text. */
function isOpen(text: string): boolean {
  return /[([{][^)\]}]*$/.test(text)
}

/** "Title 2/3", "Title, part 2", "Title - Chapter 3". */
function takePart(text: string, line: TitleLine): string {
  const part = partNumberIn(text)
  if (!part || part.start < 2 || isOpen(text.slice(0, part.start)) || part.end < text.trimEnd().length - 1)
    return text
  if (
    part.of === null &&
    !/[,:(\-–—]\s*$|\s\($/.test(text.slice(0, part.start)) &&
    !/^[([{,-]/.test(text.slice(part.start))
  )
    return text
  line.part ??= part.part
  line.of ??= part.of
  return text.slice(0, part.start)
}

/** "C H A P T E R  O N E" → "CHAPTER ONE"; "C H A P T E R  1 : T H E  W A L L" → "CHAPTER 1: THE WALL". */
export function joinedLetters(line: string): string {
  if (!/^(?:\p{L} ){3,}\p{L}(?:\s|$)/u.test(line)) return line
  return line
    .split(/\s{2,}|\s*(?=[:–—-]\s)|(?<=\s[:–—-])\s+/)
    .map((word) => (/^(?:[\p{L}\d'’.] )+[\p{L}\d'’.]$/u.test(word) ? word.replace(/ /g, '') : word))
    .join(' ')
    .replace(/ (?=: )/g, '')
    .replace(/^(CHAPTER|PART|PROLOGUE|EPILOGUE)(?=[A-Z\d])/, '$1 ')
}

/** Decoration round a whole line: `~*~ X ~*~`, `**X**`, `-- X --`, `=X=`. */
export function withoutDecoration(text: string): string {
  if (text.length > MAX_LENGTH) return text.trim()
  return text
    .trim()
    .replace(/^[\s*_~=+#|<>•·°^─-▟:.-]*[*_~=+#|•·°^─-▟](?:[\s*_~=+#|<>•·°^─-▟:.-]*)(?=\S)|^[-–—]+\s+/u, '')
    .replace(/(?:[\s*_~=+#|<>•·°^─-▟:-]*[*_~=+#|•·°^─-▟][\s*_~=+#|<>•·°^─-▟:.-]*|\s+[-–—]+)$/u, '')
    .trim()
}

/** A title without the quotation marks round it, dangling separators and doubled spaces. */
export function cleanTitle(text: string): string {
  const title = withoutDecoration(text)
    .replace(/\s+/g, ' ')
    .replace(/[\s,:;|–—-]+$/, '')
    .replace(/^[\s,:;|]+/, '')
    .trim()
  const quoted = /^(?:"([^"]+)"|“([^“”]+)”|«\s?([^«»]+?)\s?»|„([^„“”]+)[“”]|'([^']+)'|‘([^‘’]+)’)[.,]?$/.exec(
    title,
  )
  const inner = quoted ? quoted.slice(1).find((group) => group !== undefined) : undefined
  return (inner ?? title)
    .trim()
    .replace(/(?<=[\p{L}\d])\.$/u, (dot) => (/\b\p{Lu}\.$|\.\w+\.$/u.test(title) ? dot : ''))
}

/** Words that say there is no title: "Untitled", "Document1", a site's page name. */
export function isNoTitle(title: string): boolean {
  return (
    !/[\p{L}\p{N}]/u.test(title) ||
    /^(?:untitled(?: imported work| document|-?\d+)?|unknown|none|no title|n\/a|tba|tbd|document ?\d*|new document.*|microsoft word - .*|unbenannt|sans titre|sin título|chapter (?:1|one)|owner|admin|\(?no subject\)?|index|story|fic|title)$/i.test(
      title.trim(),
    )
  )
}
