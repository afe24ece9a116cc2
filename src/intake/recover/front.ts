/** The top of a work or chapter: header, title and by-line, notes, and where the story begins. */
import type { Diagnostic } from '../../story/diagnostic.ts'
import type { Block, SourceDocument } from '../document.ts'
import { ao3CopyCandidates, ao3CopyTitle } from './ao3-copy.ts'
import { type Candidate, RANK } from './candidate.ts'
import { creatorsOfByLine } from './creators.ts'
import { ffnCopyCandidates } from './ffn-copy.ts'
import { readFfnHead } from './ffn-head.ts'
import { isTitleAgain, type Top, takeContinued, takeLoose, takeParagraph } from './front-paragraphs.ts'
import { furnitureOf } from './furniture.ts'
import { type HeaderScan, scanHeader } from './header.ts'
import { type NotePiece, readHeaderValues } from './header-values.ts'
import { readJournalHead } from './journal-copy.ts'
import { type Line, linesOf, spanOf } from './lines.ts'
import { noteScore } from './note-score.ts'
import { cutNotes, isDoubtful, usualGapOf } from './notes.ts'
import type { Roles } from './roles.ts'
import { isTitleCase, readTitleBlock, type TitleBlock } from './title-block.ts'
import { notesBehindFacts, titleCandidates } from './title-candidates.ts'
import { readTitleLine } from './title-line.ts'

export interface FrontQuestion {
  from: number
  to: number
  /** The top of the whole work, not of a later chapter. */
  isWork: boolean
  /** `to` is a chapter heading. */
  headingBelow: boolean
  /** The work's title, where it is known already. */
  knownTitle: string | null
  /** Whether these words are the file's name. */
  isStem: (title: string) => boolean
  /** Where a person said the story begins. */
  storyStart: number | null
}

export interface Front {
  /** First block of the story. */
  cut: number
  candidates: Candidate[]
  notes: NotePiece[]
  chapterTitle: string | null
  part: { part: number; of: number | null } | null
  diagnostics: Diagnostic[]
  /** A labelled header or title block was found. */
  hasHeader: boolean
  /** Where the cut is in doubt, why. */
  doubt: string | null
}

/** Reads the top of `[from, to)`; marks in `roles` what is no story. */
export function readFront(document: SourceDocument, question: FrontQuestion, roles: Roles): Front {
  const journal = question.isWork
    ? readJournalHead(document, question.from, question.storyStart ?? question.to)
    : { candidates: [], taken: [] }
  const copied = copiedHead(document, question, roles)
  const { start } = copied
  const scan = scanHeader(document.blocks, start, question.storyStart ?? question.to)
  const rank = question.isWork ? RANK.label : RANK.repeated
  const values = readHeaderValues(scan.entries, { document, rank, rule: ruleOf(scan) })
  const hasTitle = copied.candidates.length > 0
  const block = titleBlockOf({ document, question, scan, start, hasTitle, apart: journal.taken })
  const front: Front = {
    cut: scan.end,
    candidates: [
      ...copied.candidates,
      ...values.candidates,
      ...titleCandidates(block, document),
      ...ffnCopyCandidates(scan, document),
      ...ao3CopyCandidates(scan, document),
      ...journal.candidates,
    ],
    notes: [...values.notes, ...notesBehindFacts(block, document)],
    chapterTitle: values.chapterTitle,
    part: values.part ?? partOf(block),
    diagnostics: values.diagnostics,
    hasHeader:
      scan.entries.length > 0 ||
      copied.candidates.length > 0 ||
      (block.taken.length > 0 && (block.title?.confidence ?? 1) > 0.7),
    doubt: null,
  }
  roles.fill(start, scan.end, 'header')
  block.taken.push(...journal.taken.filter((line) => line.block >= start))
  for (const line of block.taken) roles.set(line.block, 'header')
  const top: Top = { front, document, question, roles, scan }
  takeLoose(top, untaken({ document, scan, start }, block))
  cutAfter(top, Math.max(scan.end, start, ...block.taken.map((line) => line.block + 1)))
  return front
}

/** The head of a site's page at the very top, and the first block after it. */
function copiedHead(document: SourceDocument, question: FrontQuestion, roles: Roles) {
  const from = skipFurniture(document.blocks, question, roles)
  const limit = question.storyStart ?? question.to
  const head = readFfnHead(document, from, limit)
  if (!head) return { start: from, candidates: [] }
  roles.fill(from, head.end, 'header')
  const start = skipFurniture(document.blocks, { ...question, from: head.end }, roles)
  const alone = head.lacksSummary && question.headingBelow && start + 1 === limit
  const block = document.blocks[start]
  if (!alone || !block || block.kind !== 'paragraph' || noteScore(block.text) > 1) {
    return { start, candidates: head.candidates }
  }
  roles.set(start, 'header')
  const summary: Candidate = {
    field: 'summary',
    value: block.text,
    html: block.html,
    span: block.span,
    rule: 'header/ffn-copy',
    confidence: 0.8,
    rank: RANK.label,
  }
  return { start: limit, candidates: [...head.candidates, summary] }
}

interface Place {
  document: SourceDocument
  scan: HeaderScan
  start: number
}

/** The unlabelled lines that are neither title nor by-line; without labels, those above the last line of the title block. */
function untaken({ document, scan, start }: Place, { taken }: TitleBlock): Line[] {
  const last = Math.max(-1, ...taken.map((line) => line.block))
  const above = document.blocks.slice(start, last + 1)
  const lines =
    scan.entries.length > 0
      ? scan.loose
      : above.flatMap((block, nth) => (block.kind === 'break' ? [] : linesOf(block, start + nth)))
  const copied = ao3CopyTitle(scan, document.blocks)
  const all = [...taken, copied?.title, copied?.creator]
  return lines.filter((line) => !all.some((each) => each?.block === line.block && each.start === line.start))
}

function ruleOf({ entries }: HeaderScan): string {
  const blocks = new Set(entries.map((entry) => entry.block))
  const isRunOn = entries.length > 2 && blocks.size < 2 && !entries.some((entry) => entry.lines.length > 1)
  return isRunOn ? 'header/run-on' : 'header/label'
}

function skipFurniture(blocks: Block[], { from, to, storyStart }: FrontQuestion, roles: Roles): number {
  let index = from
  while (index < (storyStart ?? to)) {
    const block = blocks[index] as Block
    if (!isBlank(block) && !block.text.split('\n').every((line) => furnitureOf(line) !== null)) break
    roles.set(index, 'furniture')
    index++
  }
  return index
}

function isBlank(block: Block): boolean {
  return block.kind === 'break' || (block.kind === 'image' && block.text.trim() === '')
}

/** The unlabelled lines above the first label, or the first short lines where there are no labels. */
function titleBlockOf({
  document,
  question,
  scan,
  start,
  hasTitle,
  apart,
}: Place & { question: FrontQuestion; hasTitle: boolean; apart: Line[] }): TitleBlock {
  const first = scan.entries[0]?.block
  const lines = (
    first === undefined
      ? topLines(document.blocks, start, question.storyStart ?? question.to)
      : scan.loose.filter((line) => line.block <= first)
  ).filter((line) => !apart.some((each) => each.block === line.block && each.start === line.start))
  const isTitled = scan.entries.some((entry) => entry.field === 'title' && entry.lines.length > 0)
  const block = readTitleBlock(lines, document.blocks, {
    hasTitle: hasTitle || !question.isWork || isTitled,
    labelsFollow: first !== undefined,
    headingFollows: question.headingBelow && first === undefined,
    isStem: question.isStem,
  })
  if (scan.entries.some((entry) => entry.field === 'author')) block.authors = null
  return block
}

const MAX_TOP = 5
/** Blocks from which the usual gap between paragraphs is learnt. */
const GAP_WINDOW = 300

function topLines(blocks: Block[], from: number, to: number): Line[] {
  const lines: Line[] = []
  for (let index = from; index < Math.min(to, from + MAX_TOP); index++) {
    const block = blocks[index] as Block
    if (block.kind === 'break') continue
    const own = linesOf(block, index)
    if (block.text.length > 220 && own.length < 3) break
    lines.push(...own.slice(0, 4))
    if (own.length > 4) break
  }
  return lines
}

function partOf(block: TitleBlock): Front['part'] {
  const read = block.title?.read
  return read && read.part !== null ? { part: read.part, of: read.of } : null
}

/** Weighs what follows the header and cuts once. */
function cutAfter(top: Top, from: number): void {
  const { front, document, question, scan } = top
  const { blocks } = document
  const goesOn = from === scan.end && (scan.entries.at(-1)?.field ?? '').toLowerCase().endsWith('notes')
  const found =
    question.storyStart === null
      ? cutNotes(blocks, {
          from,
          to: question.to,
          hasHeader: front.hasHeader,
          afterNote: goesOn,
          headingBelow: question.headingBelow,
          isTitle: (block) => isTitleAgain(top, block.text),
          usualGap: usualGapOf(blocks, from, Math.min(blocks.length, from + GAP_WINDOW)),
        })
      : { cut: question.storyStart, margin: 10 }
  for (let index = from; index < found.cut; index++) takeBetween(top, index, goesOn)
  front.cut = skipOpening(top, takeTitleBelow(top, found.cut))
  if (isDoubtful(found)) front.doubt = 'The border between the notes above and the story is not sure.'
}

/** A block between header and story: furniture, the title again, or a note. */
function takeBetween(top: Top, index: number, goesOn: boolean): void {
  const block = top.document.blocks[index] as Block
  const isByLine = block.text.length < 80 && creatorsOfByLine(block.text) !== null
  if (isTitleAgain(top, block.text) || isByLine) top.roles.set(index, 'header')
  else if (isBlank(block) || isFurniture(block)) top.roles.set(index, 'furniture')
  else if (goesOn) takeContinued(top, index)
  else takeParagraph(top, block, index)
}

/**
 * A title that stands below the notes, right above the story: set apart by a wider gap or as headings are.
 * @returns the first block after it; `at` where there is none.
 */
function takeTitleBelow(top: Top, at: number): number {
  const { front, document, question, roles } = top
  const hasTitle = question.knownTitle !== null || front.candidates.some(({ field }) => field === 'title')
  const [block, next] = [document.blocks[at], document.blocks[at + 1]]
  if (hasTitle || !question.isWork || front.notes.length + front.candidates.length === 0) return at
  if (block === undefined || next === undefined || at + 1 >= question.to || next.text.length < 60) return at
  const isSetApart =
    block.gapBefore > next.gapBefore || block.centred || block.strong || block.kind === 'heading'
  const text = block.text.trim()
  if (!isSetApart || text.length > 60 || /[\d,:;?…"”]|\n/.test(text) || !isTitleCase(text)) return at
  roles.set(at, 'header')
  const read = readTitleLine(text)
  const span = spanOf(document, block, text)
  front.candidates.push({
    field: 'title',
    value: read.title,
    span,
    rule: 'title/heading',
    confidence: 0.7,
    rank: RANK.heading,
  })
  return at + 1
}

function isFurniture(block: Block): boolean {
  return block.text.split('\n').every((line) => line.trim() === '' || furnitureOf(line) !== null)
}

/** Rules, cut marks and the title again, directly above the story. */
function skipOpening(top: Top, from: number): number {
  const { document, question, roles } = top
  let index = from
  while (index < question.to) {
    const block = document.blocks[index] as Block
    const isShort = block.text.length < 80
    const isCut = isShort && furnitureOf(block.text) === 'cut'
    const isTitle = isTitleAgain(top, block.text)
    const belowTitle = index > 0 && isTitleAgain(top, document.blocks[index - 1]?.text ?? '')
    const isByLine = isShort && belowTitle && creatorsOfByLine(block.text) !== null
    if (block.kind !== 'break' && !isCut && !isTitle && !isByLine) break
    roles.set(index, isTitle || isByLine ? 'header' : 'furniture')
    index++
  }
  return index
}
