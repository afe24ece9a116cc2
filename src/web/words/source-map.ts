/** What each stretch of a source became: fields, headings, story, notes, or nothing that was kept. */
import type { StoredChapter, WorkDetail } from '../../archive/archive.ts'
import type { SourceDocument } from '../../intake/document.ts'
import { type Evidence, FIELD_NAMES, type FieldName } from '../../story/field.ts'
import { plainChapter } from '../../story/plain-text.ts'
import { type BlockMarks, blockMarks } from './border-marks.ts'

/** What a block is as a whole; fields stand within it. */
export type BlockBecame = 'header' | 'story' | 'heading' | 'break' | 'note' | 'left-out'

/** A chosen value that was read here. */
export interface PlacedEvidence {
  /** From 1, in the order of the text. */
  number: number
  field: FieldName
  evidence: Evidence
  start: number
  end: number
}

export interface Piece {
  text: string
  placed: PlacedEvidence | null
}

export interface MappedBlock {
  /** Index among the mapped blocks: its address on the page. */
  index: number
  became: BlockBecame
  text: string
  pieces: Piece[]
  /** Words of it, where one only wants to count them. */
  marks: BlockMarks | null
}

export interface SourceMap {
  blocks: MappedBlock[]
  placed: PlacedEvidence[]
}

/** Longer lists of values do not help anybody. */
const MAX_PLACED = 400
/** Shorter pieces of prose are found in any note by chance. */
const NOTE_CHARACTERS = 8

/** @param chapters those read from this source, in order. */
export function mapSource(source: SourceDocument, work: WorkDetail, chapters: StoredChapter[]): SourceMap {
  const placed = placedEvidence(work, source.path)
  const marks = blockMarks(source.blocks, chapters)
  const notes = notesText(work, chapters)
  const blocks: MappedBlock[] = []
  const add = (from: number, until: number, of: Pick<MappedBlock, 'became' | 'marks'>) => {
    const text = source.text.slice(from, until)
    if (text.trim() === '' && of.became !== 'break') return
    const pieces = cut(source.text, placed, from, until).map(({ text, span }) => ({ text, placed: span }))
    blocks.push({ index: blocks.length, text, pieces, ...of })
  }
  let end = 0
  for (const [index, block] of source.blocks.entries()) {
    // Between blocks stands what the reader took for the form of the text; words there were kept by nobody.
    if (block.span.start > end) add(end, block.span.start, becameOutside(placed, end, block.span.start))
    const mark = marks[index] ?? null
    add(block.span.start, block.span.end, {
      marks: mark,
      became: becameOf(block, mark, {
        hasField: placed.some(({ start, end }) => start < block.span.end && end > block.span.start),
        isNote: isAmong(notes, block.text),
        isBetweenStory: isBetweenStory(marks, index),
        isAboveChapter: isHeadingOf(block, marks[index + 1]?.chapter),
      }),
    })
    end = Math.max(end, block.span.end)
  }
  add(end, source.text.length, becameOutside(placed, end, source.text.length))
  return { blocks, placed }
}

function becameOutside(placed: PlacedEvidence[], from: number, until: number) {
  const hasField = placed.some(({ start, end }) => start < until && end > from)
  return { became: hasField ? ('header' as const) : ('left-out' as const), marks: null }
}

function becameOf(
  block: SourceDocument['blocks'][number],
  mark: BlockMarks | null,
  of: { hasField: boolean; isNote: boolean; isBetweenStory: boolean; isAboveChapter: boolean },
): BlockBecame {
  if (block.kind === 'break' && (mark?.isStory || of.isBetweenStory)) return 'break'
  if (mark?.isStory) return 'story'
  if (mark?.chapter !== undefined || of.isAboveChapter) return 'heading'
  if (of.hasField) return 'header'
  return of.isNote ? 'note' : 'left-out'
}

const HEADING = /^\W*(?:chapter|part|book|prologue|epilogue|interlude|\d+|[ivxlc]+)\b/i
const HEADING_CHARACTERS = 100

/** A number alone is no title, and a heading above the first chapter is not marked: told by its words. */
function isHeadingOf(
  { text, kind }: SourceDocument['blocks'][number],
  chapter: BlockMarks['chapter'],
): boolean {
  if (chapter === undefined || kind === 'break' || text.length > HEADING_CHARACTERS) return false
  return HEADING.test(text) || (chapter.title !== null && text.includes(chapter.title))
}

/** Story stands right above and below, and no chapter begins between. */
function isBetweenStory(marks: readonly BlockMarks[], index: number): boolean {
  const below = marks[index + 1]
  return marks[index - 1]?.isStory === true && below?.isStory === true && below.chapter === undefined
}

/** Values chosen from this source that have a place in it, in the order of the text. */
function placedEvidence({ evidence }: WorkDetail, path: string): PlacedEvidence[] {
  return FIELD_NAMES.flatMap((field) =>
    (evidence[field] ?? []).flatMap((each) =>
      each.chosen && each.from === path && each.span !== null && each.span.end > each.span.start
        ? [{ field, evidence: each, start: each.span.start, end: each.span.end }]
        : [],
    ),
  )
    .sort((a, b) => a.start - b.start || a.end - b.end)
    .slice(0, MAX_PLACED)
    .map((each, index) => ({ number: index + 1, ...each }))
}

/** Everything of the work that is a note of some kind, as one run of plain words. */
function notesText({ fields }: WorkDetail, chapters: StoredChapter[]): string {
  const { summary, notesBefore, notesAfter, disclaimer } = fields
  const html = [
    ...[summary, notesBefore, notesAfter, disclaimer],
    ...chapters.flatMap((chapter) => [chapter.notesBefore, chapter.notesAfter]),
  ]
  return html.map((each) => (each === null ? '' : bare(plainChapter(each).text))).join('\n')
}

function isAmong(notes: string, text: string): boolean {
  const words = bare(text)
  return words.length >= NOTE_CHARACTERS && notes.includes(words)
}

/** Letters and figures alone: marks of emphasis, quotes and spaces differ between a source and what was made of it. */
function bare(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
}

interface Stretch {
  start: number
  end: number
}

/** Cuts a stretch of text where spans begin and end; where they overlap the shorter one shows. */
export function cut<Span extends Stretch>(
  text: string,
  spans: readonly Span[],
  from: number,
  until: number,
): { text: string; span: Span | null }[] {
  const near = spans.filter(({ start, end }) => start < until && end > from)
  const edges = new Set([from, until])
  for (const { start, end } of near)
    for (const edge of [start, end]) if (edge > from && edge < until) edges.add(edge)
  const rising = [...edges].sort((a, b) => a - b)
  return rising.slice(0, -1).map((start, index) => {
    const end = rising[index + 1] as number
    return { text: text.slice(start, end), span: shortestOver(near, start, end) }
  })
}

function shortestOver<Span extends Stretch>(spans: readonly Span[], start: number, end: number): Span | null {
  let best: Span | null = null
  for (const span of spans) {
    if (span.start > start || span.end < end) continue
    if (best === null || span.end - span.start < best.end - best.start) best = span
  }
  return best
}
