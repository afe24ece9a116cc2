/** Several labelled fields on one line: "Title: X | Author: Y", "Title: X, Author: Y, Rating: G". */
import { type HeaderField, labelOfLine } from './labels.ts'
import { readDate } from './vocabulary/dates.ts'

/** Fields whose value is prose, in which a comma or full stop parts nothing. */
export const PROSE_LABELS: ReadonlySet<HeaderField> = new Set(['summary', 'notes', 'endNotes', 'disclaimer'])
const BOUNDARY =
  /(\s*[|•·¦]\s*|\s*\/\/\s*|\t+|\s*[;,]\s+|\s{2,}|[.!?)]\s+|\s+[-–—~*]+\s+|\s+)(?=[[*_~]*\p{Lu}[^:|\n;,.!?()]{0,32}(?:\([^)]{1,12}\))?\s?[*_~]*:(?!\/\/)[*_~]*\s*\S)/gu

/** FanFiction.net's line of facts is read whole. */
const FFN_FACTS = /Rated:\s.*\s-\s.*(?:Words|Reviews|Published|Chapters|Updated|id)\s*:/

/** "Rated PG-13. Pairings: none." */
const RATED_FIRST = /^\s*(Rated [A-Z][A-Z0-9+-]{0,5})[.,;]\s+(?=\p{Lu}[\p{L}/ ]{2,24}:\s)/u

export interface Segment {
  text: string
  /** Offset in the line. */
  start: number
}

/** @param line one line of text. @returns the line cut where a further label begins; usually the line alone. */
export function segmentsOf(line: string): Segment[] {
  const rated = RATED_FIRST.exec(line)
  if (rated) {
    const from = rated[0].length
    const rest = segmentsOf(line.slice(from)).map(({ text, start }) => ({ text, start: start + from }))
    return [{ text: rated[1] as string, start: 0 }, ...rest]
  }
  const first = labelOfLine(line)
  if (first?.field === 'rating' && FFN_FACTS.test(line)) return [{ text: line, start: 0 }]
  if (!first || line.length > 1500) return line.includes('|') ? pipes(line) : [{ text: line, start: 0 }]
  const cuts = [0]
  let field = first.field
  for (const match of line.slice(0, 1200).matchAll(BOUNDARY)) {
    const at = match.index + match[0].length
    if (at < first.valueStart) continue
    const next = labelOfLine(line.slice(at))
    if (!next || !parts(match[1] as string, field, next)) continue
    cuts.push(at)
    field = next.field
  }
  return cuts.map((start, index) => ({
    text: trimEnd(line.slice(start, cuts[index + 1]), index < cuts.length - 1),
    start,
  }))
}

function parts(
  separator: string,
  field: HeaderField,
  next: { field: HeaderField; weak: boolean; value: string },
): boolean {
  if (next.value === '' && !/\|/.test(separator)) return false
  if (/[|•·¦\t]|\/\//.test(separator)) return true
  if (next.field === 'published' && readDate(next.value.slice(0, 40)) !== null) return true
  if (next.field === 'chapterCount' && /^\d+\s*\/\s*(?:\d+|\?)/.test(next.value)) return true
  if (next.field === field) return false
  if (PROSE_LABELS.has(field))
    return !next.weak && (/\s{2}/.test(separator) || (/[.!?)]/.test(separator) && isFicLabel(next.field)))
  if (/[;,]/.test(separator) || /\s[-–—~*]/.test(separator) || /\s{2}/.test(separator))
    return !next.weak || isFicLabel(next.field)
  return !next.weak && isFicLabel(next.field)
}

/** Labels no prose has with a capital and a colon. */
function isFicLabel(field: HeaderField): boolean {
  return [
    'rating',
    'relationships',
    'fandom',
    'warnings',
    'length',
    'author',
    'characters',
    'summary',
    'disclaimer',
    'tags',
    'title',
    'spoilers',
    'beta',
    'category',
    'kind',
    'status',
  ].includes(field)
}

/** A row of cells, "Torchwood | Jack/Ianto | PG-13": cut only where a cell is labelled. */
function pipes(line: string): Segment[] {
  const cells: Segment[] = []
  let start = 0
  for (const cell of line.split('|')) {
    cells.push({ text: cell.trim(), start: start + (cell.length - cell.trimStart().length) })
    start += cell.length + 1
  }
  return cells.some((cell) => labelOfLine(cell.text))
    ? cells.filter((cell) => cell.text !== '')
    : [{ text: line, start: 0 }]
}

function trimEnd(text: string, isCut: boolean): string {
  return isCut ? text.replace(/[\s|•·¦;,/~–—-]+$/, '') : text
}
