/** Finds the labelled header of a work or chapter: which lines, in whatever shape they stand. */
import type { Block } from '../document.ts'
import { creatorsOfByLine } from './creators.ts'
import { readFactsLine } from './facts-line.ts'
import { furnitureOf, isEndMark } from './furniture.ts'
import { dashedLabel, type HeaderField, type LabelledLine, labelAlone, labelOfLine } from './labels.ts'
import { isLetterBelow } from './letter-head.ts'
import { type Line, linesOf } from './lines.ts'
import { noteScore } from './note-score.ts'
import { PROSE_LABELS, segmentsOf } from './run-on.ts'
import { areSiteTags } from './site-tags.ts'

export interface HeaderEntry {
  field: HeaderField
  also: HeaderField[]
  label: string
  weak: boolean
  /** The value's lines; the first is what follows the label. Empty values have none. */
  lines: { block: number; text: string }[]
  /** The block of the label. */
  block: number
}

export interface HeaderScan {
  entries: HeaderEntry[]
  /** Lines among them without a label, in order: title, by-line, chatter. */
  loose: Line[]
  /** The block after the last label and its value; `from` where there is no header. */
  end: number
}

interface State {
  entries: HeaderEntry[]
  loose: Line[]
  end: number
  /** Unlabelled blocks since the last label. */
  pending: number[]
  storyRun: number
  storyWords: number
  /** Words of narration above the first label. */
  toldBefore: number
  /** A rule, cut mark or wide gap stands among the pending blocks. */
  broke: boolean
}

/** Below this a paragraph tells rather than talks. */
const STORY_LIKE = -0.5
const MAX_BLOCKS = 400
/** A line of a summary in several paragraphs; more is a scene with a note below it. */
const SHORT_TELLING = 15

/**
 * Reads labelled lines from `from` on until the story has surely begun. A label counts only in company: with a label
 * no letter or report has, or with a title. Mail heads (From, To, Subject) alone are no header.
 */
export function scanHeader(blocks: Block[], from: number, to: number): HeaderScan {
  const state = newState(from)
  for (let index = from; index < Math.min(to, from + MAX_BLOCKS); index++) {
    const block = blocks[index] as Block
    if (isBorder(block)) state.broke = true
    const lines =
      block.kind === 'break' ? [] : labelledLines(block, index, blocks[index + 1], habitsOf(state, blocks))
    if (!lines.some(({ label }) => label)) {
      if (tooMuchStory(state, block, index)) break
      continue
    }
    if (storyHasBegun(state, lines) || isLetterBelow(state.entries, blocks, index)) break
    if (state.entries.length === 0) state.toldBefore = state.storyWords
    settlePending(state, blocks)
    takeLines(state, lines)
    state.end = index + 1
  }
  takeValueBelow(state, blocks)
  return isHeader(state.entries) && !isInStory(state) ? state : { entries: [], loose: [], end: from }
}

/** Reads labelled lines of end matter, where nothing can be story any more. Every unlabelled line is loose or continues a note. */
export function scanEnd(blocks: Block[], from: number, to: number): HeaderScan {
  const state = newState(from)
  for (let index = from; index < to; index++) {
    const block = blocks[index] as Block
    const lines = block.kind === 'break' ? [] : labelledLines(block, index, blocks[index + 1])
    if (!lines.some(({ label }) => label)) {
      state.pending.push(index)
      continue
    }
    settlePending(state, blocks)
    takeLines(state, lines)
  }
  settlePending(state, blocks)
  return { entries: state.entries.filter((entry) => entry.lines.length > 0), loose: state.loose, end: to }
}

function newState(from: number): State {
  return {
    entries: [],
    loose: [],
    end: from,
    pending: [],
    storyRun: 0,
    storyWords: 0,
    toldBefore: 0,
    broke: false,
  }
}

function isBorder(block: Block): boolean {
  return block.kind === 'break' || block.cutBefore === true || block.gapBefore >= 3
}

interface ReadLine {
  line: Line
  label: LabelledLine | null
}

/** The lines of a block, cut at further labels; a label alone on its line counts when a value follows. */
function labelledLines(
  block: Block,
  index: number,
  next: Block | undefined,
  { inColumns, inDashes }: Habits = { inColumns: false, inDashes: false },
): ReadLine[] {
  const lines = linesOf(block, index)
  const read = lines.flatMap((line, at) =>
    TAGS_ALONE.test(lines[at - 1]?.text ?? '') && /^\s*\P{Lu}/u.test(line.text) && areSiteTags(line.text)
      ? [{ line, label: null }]
      : segmentsOf(line.text).map(({ text, start }, nth) => {
          const segment: Line = { ...line, text, start: line.start + start, first: line.first && nth === 0 }
          const label = labelOfLine(text) ?? boldLabel(block, text) ?? (inDashes ? dashedLabel(text) : null)
          return { line: segment, label }
        }),
  )
  read.forEach((each, at) => {
    each.label ??= loneLabel({ read, at, block, next, inColumns })
  })
  return read
}

/** `<b>Rating</b> T`: nothing but bold parts label and value. */
function boldLabel(block: Block, text: string): LabelledLine | null {
  if (text.length > 400 || !/<(?:strong|b|u|em)\b/.test(block.html.slice(0, 2000))) return null
  for (const match of block.html
    .slice(0, 4000)
    .matchAll(/<(?:strong|b|u|em)(?:\s[^>]*)?>([^<]{1,40})<\/(?:strong|b|u|em)>/g)) {
    const words = (match[1] as string).trim()
    if (words === '' || !text.startsWith(words) || text.length <= words.length) continue
    const label = labelAlone(words)
    if (label)
      return {
        ...label,
        value: text
          .slice(words.length)
          .replace(/^\s*[:=–—-]+\s*/, '')
          .trim(),
        valueStart: words.length,
      }
  }
  return null
}

interface LonePlace {
  read: ReadLine[]
  at: number
  block: Block
  next: Block | undefined
  inColumns: boolean
}

/** How the labels so far are set. */
interface Habits {
  inColumns: boolean
  /** A dash parts them from their values: then it does so behind common words too, "Warnings - none". */
  inDashes: boolean
}

function habitsOf(state: State, blocks: Block[]): Habits {
  const last = state.entries.slice(-2)
  const isDashed = ({ label, block }: HeaderEntry) =>
    /^\s+[-–—]{1,3}\s/.test((blocks[block] as Block).text.split(label)[1] ?? '')
  return { inColumns: isInColumns(state), inDashes: last.length === 2 && last.every(isDashed) }
}

/** The values so far stand on the line below their labels, and none is still to come. */
function isInColumns(state: State): boolean {
  const last = state.entries.filter((entry) => entry.lines.length > 0).at(-1)
  return (
    last !== undefined &&
    last.lines[0]?.block !== last.block &&
    !(awaitsValue(state) && state.pending.length === 0)
  )
}

function awaitsValue(state: State): boolean {
  return state.entries.at(-1)?.lines.length === 0
}

/** A copied table: the label on one line, its value on the next. */
function loneLabel({ read, at, block, next, inColumns }: LonePlace): LabelledLine | null {
  const line = (read[at] as ReadLine).line.text
  if (line.trim().length > 40) return null
  const label = labelAlone(line)
  if (!label || (label.weak && !inColumns && !/^title$/i.test(label.label))) return null
  const below = read[at + 1]?.line.text ?? (at === read.length - 1 ? next?.text.split('\n')[0] : undefined)
  if (below === undefined || below.trim() === '' || labelOfLine(below)) return null
  const before = at === 0 ? null : (read[at - 1] as ReadLine).label
  return before || block.strong === true || block.kind === 'heading' || below.length < 200 ? label : null
}

function tooMuchStory(state: State, block: Block, index: number): boolean {
  state.pending.push(index)
  if (
    block.kind !== 'break' &&
    furnitureOf(block.text) === null &&
    !hasFacts(block) &&
    noteScore(block.text) < STORY_LIKE &&
    !isTitleLike(block) &&
    creatorsOfByLine(block.text) === null
  ) {
    state.storyRun++
    state.storyWords += block.text.split(/\s+/).length
  }
  if (state.pending.length > 14) return true
  if (state.entries.length === 0) return state.storyRun > 2 || state.storyWords > 150
  return opensProse(state)
    ? state.storyRun > 4 || state.storyWords > 500
    : state.storyRun > 1 || state.storyWords > 150
}

/** "Torchwood, Jack/Ianto, PG-13" in one of a few short lines. */
function hasFacts({ text }: Block): boolean {
  return text.length < 400 && text.split('\n').some((line) => readFactsLine(line) !== null)
}

/** A short line without an end may be title, by-line or ornament: no sign of story. */
function isTitleLike(block: Block): boolean {
  return (
    block.text.length < 70 && !/[.!?…]["”»]?$/.test(block.text.trim()) && !/^["“«]/.test(block.text.trim())
  )
}

function opensProse(state: State): boolean {
  const open = state.entries.at(-1)
  return open !== undefined && (PROSE_LABELS.has(open.field) || open.lines.length === 0)
}

/** Whether labels after story-like paragraphs belong to something inside the story: a letter, a report, a chat. */
function storyHasBegun(state: State, lines: ReadLine[]): boolean {
  if (state.storyRun === 0 || (awaitsValue(state) && state.pending.length === 1)) return false
  const seen = new Set(state.entries.map((entry) => entry.field))
  const fresh = lines.filter(({ label }) => label && !label.weak && !seen.has(label.field))
  if (state.entries.length === 0) return state.storyRun > 2 || (fresh.length === 0 && state.storyWords > 30)
  if (fresh.length === 0) return true
  if (state.broke) return true
  return toldTooMuch(
    state,
    fresh.map(({ label }) => label?.field),
  )
}

/**
 * Narration under a label before another one: the rest of a summary, or a line or two in a note; but a note after
 * narration stands at the end of what was told.
 */
function toldTooMuch(state: State, fields: (HeaderField | undefined)[]): boolean {
  const open = state.entries.at(-1)?.field
  const goesOn = fields.some((field) => field !== 'notes' && field !== 'endNotes' && field !== 'disclaimer')
  if (open === 'summary')
    return state.storyRun > 2 || state.storyWords > 150 || (!goesOn && state.storyWords > SHORT_TELLING)
  if (open === 'notes') return state.storyRun > 1 || state.storyWords > 80 || !goesOn
  return state.storyRun > 1 || state.storyWords > 15
}

/** Unlabelled blocks between labels: the rest of a prose value, or chatter. */
function settlePending(state: State, blocks: Block[]): void {
  const open = state.entries.at(-1)
  for (const index of state.pending) {
    const block = blocks[index] as Block
    if (block.kind === 'break' || block.kind === 'image') continue
    const lines = linesOf(block, index)
    if (open && continues(open, block)) open.lines.push(...ownLines(block, index))
    else state.loose.push(...lines)
  }
  state.pending = []
  state.storyRun = 0
  state.storyWords = 0
  state.broke = false
}

/** Lines of a value, without a site's own between them: "Work Text:". */
function ownLines(block: Block, index: number): { block: number; text: string }[] {
  return linesOf(block, index)
    .filter(({ text }) => furnitureOf(text) !== 'site')
    .map(({ text }) => ({ block: index, text }))
}

function continues(open: HeaderEntry, block: Block): boolean {
  if (furnitureOf(block.text) || isEndMark(block.text)) return false
  if (open.lines.length === 0) return PROSE_LABELS.has(open.field) || block.text.split(/\s+/).length <= 25
  if (open.field === 'notes' || open.field === 'endNotes') return true
  if (open.field === 'summary') return noteScore(block.text) < 1
  return open.field === 'disclaimer' && noteScore(block.text) < 2.6
}

function takeLines(state: State, lines: ReadLine[]): void {
  for (const { line, label } of lines) {
    const open = state.entries.at(-1)
    if (open && label && isSiteTag(open, label, line.block)) {
      open.lines.push({ block: line.block, text: line.text.trim() })
    } else if (label) {
      const lines = label.value === '' ? [] : [{ block: line.block, text: label.value }]
      const { field, also, weak } = label
      state.entries.push({ field, also, label: label.label, weak, lines, block: line.block })
    } else if (furnitureOf(line.text) === 'site') continue
    else if (open && goesOn(open, line)) open.lines.push({ block: line.block, text: line.text.trim() })
    else if (/[\p{L}\d]/u.test(line.text)) state.loose.push(line)
  }
}

/** "fandom: merlin, pairing: a/b" below a journal's "Entry tags:" are its tags and no labels. */
function isSiteTag(open: HeaderEntry, { label }: LabelledLine, block: number): boolean {
  const last = open.lines.at(-1)
  const isBelow = last === undefined || (last.block === block && open.block !== block)
  return isBelow && TAGS_ALONE.test(open.label) && label === label.toLowerCase()
}

const TAGS_ALONE = /^\W*(?:entry )?tags?:?\s*$/i

/** A line without a label right below a labelled one: the value's next line when it is prose, wrapped or indented. */
function goesOn(open: HeaderEntry, line: Line): boolean {
  if (open.lines.length === 0 || PROSE_LABELS.has(open.field)) return true
  const last = open.lines.at(-1)
  if (last?.block !== line.block) return false
  return /^(?:\s{2,}|\t)/.test(line.text) || last.text.length >= 45 || /[,;&+/]$/.test(last.text)
}

/** "Summary:" with its text in the block below, at the header's end. */
function takeValueBelow(state: State, blocks: Block[]): void {
  const open = state.entries.at(-1)
  if (!open || open.lines.length > 0) return
  const index = state.pending.find((each) => (blocks[each] as Block).kind !== 'break')
  if (index === undefined || index !== state.end) return
  const block = blocks[index] as Block
  const onLines = state.entries.filter(
    (entry) => entry !== open && entry.lines[0]?.block !== undefined && entry.lines[0].block !== entry.block,
  )
  const usual = onLines.length * 2 >= state.entries.length - 1 && state.entries.length > 1
  if (!PROSE_LABELS.has(open.field) && (block.text.split(/\s+/).length > 25 || !usual)) return
  open.lines.push(...ownLines(block, index))
  state.end = index + 1
}

/** Labels below narration are a report or a form of the story's own, unless only a fic has such. */
function isInStory({ entries, toldBefore }: State): boolean {
  if (toldBefore < 10) return false
  const fields = new Set(entries.map((entry) => entry.field))
  const own = (
    ['rating', 'relationships', 'fandom', 'disclaimer', 'author', 'warnings', 'length'] as const
  ).filter((field) => fields.has(field))
  return !fields.has('title') && own.length < 2
}

const MAIL: ReadonlySet<string> = new Set([
  'author',
  'gift',
  'published',
  'furniture',
  'contact',
  'name',
  'spoilers',
])

/** One label no letter has, or a title in company; not an empty form, not a mail's head. */
function isHeader(entries: HeaderEntry[]): boolean {
  const filled = entries.filter((entry) => entry.lines.length > 0)
  if (filled.length === 0 || filled.length < entries.length / 2) return false
  if (filled.some((entry) => !entry.weak && entry.field !== 'furniture' && entry.field !== 'contact'))
    return true
  const fields = new Set(filled.map((entry) => entry.field))
  if (fields.has('title') && fields.size > 1) return true
  if ([...fields].every((field) => MAIL.has(field)))
    return entries.some((entry) => /newsgroups|message-id|path/i.test(entry.label) || isPostOfStory(entry))
  if (fields.has('title')) return true
  return fields.has('notes') || fields.has('warnings')
}

/** "Subject: FIC: Title (2/5)": what no letter in a story has. */
function isPostOfStory({ label, lines }: HeaderEntry): boolean {
  return (
    /^subject$/i.test(label) &&
    /\d\s*\/\s*(?:\d+|\?)|^\s*(?:\[[^\]]{1,30}\]\s*)?(?:fan)?(?:fic|new|repost|story|wip)\s*[:(-]/i.test(
      lines[0]?.text ?? '',
    )
  )
}
