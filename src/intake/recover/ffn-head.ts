/** The head of a FanFiction.net page copied as text: title, "By: N", summary, line of facts; desktop or mobile. */
import type { FieldName } from '../../story/field.ts'
import type { Block, SourceDocument } from '../document.ts'
import { type Candidate, RANK } from './candidate.ts'
import { creatorsOfByLine, isByName, readCreators } from './creators.ts'
import { pathNames, pathTitle, readChapterMenu } from './ffn-copy.ts'
import { beginsFfnFacts, readFfnFacts } from './ffn-facts.ts'
import { furnitureOf } from './furniture.ts'
import { labelOfLine } from './labels.ts'
import { type Line, linesOf, spanOf } from './lines.ts'
import { isNoTitle } from './title-line.ts'

export interface FfnHead {
  candidates: Candidate[]
  /** The first block after it. */
  end: number
  /** The summary stands nowhere above the facts. */
  lacksSummary: boolean
}

const MAX_BLOCKS = 16
const MAX_LINES = 24
/** A fact may be cut into so many lines by the width of a window. */
const MAX_WRAPPED = 4
const SITE =
  /^(?:fan ?fiction\.?net(?:\W+unleash your imagination)?|fictionpress(?:\.com)?|unleash your imagination|(?:\+ ?)?follow\/fav|browse|just in|community|communities|search|forums?|betas|story|stories|home|share|app|full \d\/\d.*|.{0,12}fontsize.*)$/i
const TITLE_BY = /^(\S.{0,90}?)[\s,]+by:?\s+(\S.{0,50})$/i

interface Reading {
  title: Line | null
  titleText: string
  authors: { line: Line; names: string[] } | null
  fandoms: { line: Line; names: string[] } | null
  /** Unlabelled lines above the author, and below. */
  above: Line[]
  below: Line[]
}

/**
 * @param from first block, furniture left out; @param to the one after the last that may belong to it.
 * @returns null where no line of facts stands near the top under a title and an author, or where the writer's own
 * labelled header stands above it.
 */
export function readFfnHead(document: SourceDocument, from: number, to: number): FfnHead | null {
  const found = findFacts(document.blocks, from, Math.min(to, from + MAX_BLOCKS))
  const reading = found && readLines(found.above)
  if (!found || !reading) return null
  const rest = linesOf(document.blocks[found.last.block] as Block, found.last.block).filter(
    (line) => line.start > found.last.start && furnitureOf(line.text) === null,
  )
  const summary = reading.below.length > 0 ? reading.below : rest
  const context = { document, candidates: [] as Candidate[] }
  add(context, 'title', { line: reading.title as Line, values: [reading.titleText] })
  if (reading.authors) add(context, 'authors', { line: reading.authors.line, values: reading.authors.names })
  if (reading.fandoms) add(context, 'fandoms', { line: reading.fandoms.line, values: reading.fandoms.names })
  if (summary.length > 0)
    add(context, 'summary', {
      line: summary[0] as Line,
      values: [summary.map((line) => line.text.trim()).join(' ')],
    })
  const span = spanOf(document, document.blocks[found.line.block] as Block, found.line.text)
  const base = { span, rule: 'header/ffn-copy', rank: RANK.label }
  const facts = found.facts.map((fact) => ({ confidence: 0.95, ...fact, ...base }))
  return {
    candidates: [...context.candidates, ...facts],
    end: found.last.block + 1,
    lacksSummary: summary.length === 0,
  }
}

interface FoundFacts {
  line: Line
  last: Line
  facts: NonNullable<ReturnType<typeof readFfnFacts>>
  above: Line[]
}

function findFacts(blocks: Block[], from: number, to: number): FoundFacts | null {
  const above: Line[] = []
  for (let index = from; index < to && above.length < MAX_LINES; index++) {
    const block = blocks[index] as Block
    if (block.kind === 'break' || block.text.length > 3000) continue
    const lines = linesOf(block, index)
    for (const [nth, line] of lines.entries()) {
      const read = beginsFfnFacts(line.text) ? wrappedFacts(lines, nth) : null
      if (read) return { line, above, ...read }
      above.push(line)
    }
  }
  return null
}

function wrappedFacts(lines: Line[], from: number): Pick<FoundFacts, 'facts' | 'last'> | null {
  let best: Pick<FoundFacts, 'facts' | 'last'> | null = null
  for (let end = from + 1; end <= Math.min(lines.length, from + MAX_WRAPPED); end++) {
    if (best && !/(?:^\s*-\s|^\s*(?:\w+:|Complete\b))/.test((lines[end - 1] as Line).text)) break
    const taken = lines.slice(from, end)
    const facts = readFfnFacts(taken.map((line) => line.text.trim()).join(' '))
    if (facts) best = { facts, last: taken.at(-1) as Line }
  }
  return best
}

function readLines(lines: Line[]): Reading | null {
  const reading: Reading = {
    title: null,
    titleText: '',
    authors: null,
    fandoms: null,
    above: [],
    below: [],
  }
  for (const line of lines) if (!readLine(line, reading)) return null
  if (reading.authors === null) return null
  if (reading.title === null) {
    const title = reading.above.pop()
    if (!title || isNoTitle(title.text)) return null
    reading.title = title
    reading.titleText = title.text.trim()
  }
  const [section] = reading.above
  if (section && reading.above.length === 1 && reading.fandoms === null)
    reading.fandoms = { line: section, names: [section.text.trim()] }
  return reading
}

/** @returns false where the line is of a writer's own header. */
function readLine(line: Line, reading: Reading): boolean {
  const text = line.text.trim()
  const label = labelOfLine(text)
  const path = pathNames(text)
  const names = creatorsOfByLine(text)
  const both = reading.authors === null && reading.title === null ? TITLE_BY.exec(text) : null
  if (path) readPath(line, path, reading)
  else if (SITE.test(text) || readChapterMenu(text) || /^\d{1,3}\.\s\S.{0,80}$/.test(text)) return true
  else if (names && !reading.authors) reading.authors = { line, names }
  else if (label) return readLabelled(line, label, reading)
  else if (both && isByName(both[2] as string)) {
    reading.title = line
    reading.titleText = (both[1] as string).trim()
    reading.authors = { line, names: readCreators(both[2] as string) }
  } else if (furnitureOf(text) === null) (reading.authors ? reading.below : reading.above).push(line)
  return true
}

function readPath(line: Line, names: string[], reading: Reading): void {
  reading.fandoms ??= { line, names }
  const title = pathTitle(line.text)
  if (title === null || reading.title !== null) return
  reading.title = line
  reading.titleText = title
}

function readLabelled(line: Line, label: NonNullable<ReturnType<typeof labelOfLine>>, reading: Reading) {
  if (label.value === '') return false
  if (label.field === 'title') {
    reading.title = line
    reading.titleText = label.value
  } else if (label.field === 'author') reading.authors ??= { line, names: readCreators(label.value) }
  else if (label.field === 'fandom') reading.fandoms ??= { line, names: [label.value] }
  else if (label.field === 'summary') reading.below.push({ ...line, text: label.value })
  else if (!label.weak) return false
  else (reading.authors ? reading.below : reading.above).push(line)
  return true
}

function add(
  { document, candidates }: { document: SourceDocument; candidates: Candidate[] },
  field: FieldName,
  { line, values }: { line: Line; values: string[] },
): void {
  for (const value of values) {
    const span = spanOf(document, document.blocks[line.block] as Block, value)
    candidates.push({ field, value, span, rule: 'header/ffn-copy', confidence: 0.95, rank: RANK.label })
  }
}
