/** The top of a work or chapter: header, title and by-line, notes, and where the story begins. */
import type { Diagnostic } from '../../story/diagnostic.ts'
import type { Block, SourceDocument } from '../document.ts'
import { ao3CopyCandidates, ao3CopyTitle } from './ao3-copy.ts'
import { type Candidate, RANK } from './candidate.ts'
import { creatorsOfByLine } from './creators.ts'
import { ffnCopyCandidates } from './ffn-copy.ts'
import { isTitleAgain, takeLoose, takeParagraph } from './front-paragraphs.ts'
import { furnitureOf } from './furniture.ts'
import { namesOfDedication } from './gifts.ts'
import { type HeaderScan, scanHeader } from './header.ts'
import { type NotePiece, readHeaderValues } from './header-values.ts'
import { type Line, linesOf, spanOver } from './lines.ts'
import { noteFeatures } from './note-score.ts'
import { cutNotes, isDoubtful, usualGapOf } from './notes.ts'
import { blocksProse } from './prose.ts'
import type { Role, Roles } from './roles.ts'
import { readTitleBlock, type TitleBlock } from './title-block.ts'
import { notesBehindFacts, titleCandidates } from './title-candidates.ts'

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
  const limit = question.storyStart ?? question.to
  const start = skipFurniture(document.blocks, question.from, limit, roles)
  const scan = scanHeader(document.blocks, start, limit)
  const rank = question.isWork ? RANK.label : RANK.repeated
  const values = readHeaderValues(scan.entries, document, rank, ruleOf(scan))
  const block = titleBlockOf(document, question, scan, start)
  const front: Front = {
    cut: scan.end,
    candidates: [...values.candidates, ...titleCandidates(block, document)],
    notes: values.notes,
    chapterTitle: values.chapterTitle,
    part: values.part ?? partOf(block),
    diagnostics: values.diagnostics,
    hasHeader: scan.entries.length > 0 || (block.taken.length > 0 && (block.title?.confidence ?? 1) > 0.7),
    doubt: null,
  }
  roles.fill(start, scan.end, 'header')
  for (const line of block.taken) roles.set(line.block, 'header')
  front.notes.push(...notesBehindFacts(block, document))
  front.candidates.push(...ffnCopyCandidates(scan, document), ...ao3CopyCandidates(scan, document))
  const lines = scan.entries.length > 0 ? scan.loose : linesAbove(document.blocks, start, block)
  const copied = ao3CopyTitle(scan)
  const taken = [...block.taken, ...[copied?.title, copied?.creator].filter((line) => line != null)]
  const left = lines.filter((line) => !taken.some((each) => isSameLine(each, line)))
  takeLoose(front, left, document, roles, scan)
  cutAfter(front, {
    document,
    question,
    roles,
    scan,
    from: Math.max(scan.end, ...block.taken.map((line) => line.block + 1), start),
  })
  return front
}

function ruleOf(scan: HeaderScan): string {
  const blocks = scan.entries.map((entry) => entry.block)
  const lines =
    scan.entries.length > 2 &&
    new Set(blocks).size < 2 &&
    !scan.entries.some((entry) => entry.lines.length > 1)
  return lines ? 'header/run-on' : 'header/label'
}

/** Without labels: what stands above the last line of the title block. */
function linesAbove(blocks: Block[], start: number, { taken }: TitleBlock): Line[] {
  const last = Math.max(-1, ...taken.map((line) => line.block))
  return blocks
    .slice(start, last + 1)
    .flatMap((block, nth) => (block.kind === 'break' ? [] : linesOf(block, start + nth)))
}

function isSameLine(a: Line, b: Line): boolean {
  return a.block === b.block && a.start === b.start
}

function skipFurniture(blocks: Block[], from: number, to: number, roles: Roles): number {
  let index = from
  while (index < to) {
    const block = blocks[index] as Block
    const furniture =
      block.kind === 'break' ||
      (block.text !== '' && block.text.split('\n').every((line) => furnitureOf(line) !== null))
    if (!furniture && !(block.kind === 'image' && block.text.trim() === '')) break
    roles.set(index, 'furniture')
    index++
  }
  return index
}

/** The unlabelled lines above the first label, or the first short lines where there are no labels. */
function titleBlockOf(
  document: SourceDocument,
  question: FrontQuestion,
  scan: HeaderScan,
  start: number,
): TitleBlock {
  const first = scan.entries[0]?.block
  const lines =
    first === undefined
      ? topLines(document.blocks, start, question.storyStart ?? question.to)
      : scan.loose.filter((line) => line.block <= first)
  const hasTitle =
    !question.isWork || scan.entries.some((entry) => entry.field === 'title' && entry.lines.length > 0)
  const clues = {
    hasTitle,
    labelsFollow: first !== undefined,
    headingFollows: question.headingBelow && first === undefined,
    isStem: question.isStem,
  }
  const block = readTitleBlock(lines, document.blocks, clues)
  if (scan.entries.some((entry) => entry.field === 'author')) block.authors = null
  return block
}

const MAX_TOP = 5

function topLines(blocks: Block[], from: number, to: number): Line[] {
  const lines: Line[] = []
  for (let index = from; index < Math.min(to, from + MAX_TOP); index++) {
    const block = blocks[index] as Block
    if (block.kind === 'break') continue
    const own = linesOf(block, index)
    if (block.text.length > 160 && own.length < 3) break
    lines.push(...own.slice(0, 4))
    if (own.length > 4) break
  }
  return lines
}

function partOf(block: TitleBlock): Front['part'] {
  const read = block.title?.read
  return read && read.part !== null ? { part: read.part, of: read.of } : null
}

interface Rest {
  document: SourceDocument
  question: FrontQuestion
  roles: Roles
  scan: HeaderScan
  from: number
}

/** Weighs what follows the header and cuts once. */
function cutAfter(front: Front, { document, question, roles, scan, from }: Rest): void {
  const { blocks } = document
  const title = titleOf(front, question)
  const isTitle = (block: Block) => title !== null && isTitleAgain(block.text, title)
  const last = scan.entries.at(-1)
  const afterNote =
    last !== undefined && (last.field === 'notes' || last.field === 'endNotes') && from === scan.end
  const found =
    question.storyStart !== null
      ? { cut: question.storyStart, margin: 10 }
      : cutNotes(
          blocks,
          {
            from,
            to: question.to,
            hasHeader: front.hasHeader,
            afterNote,
            headingBelow: question.headingBelow,
            isTitle,
          },
          usualGapOf(blocks),
        )
  takeBetween(front, { document, question, roles, scan, from }, found.cut, isTitle)
  front.cut = skipOpening(blocks, found.cut, question.to, roles, isTitle)
  if (isDoubtful(found)) front.doubt = 'The border between the notes above and the story is not sure.'
}

function titleOf(front: Front, question: FrontQuestion): string | null {
  const title = front.candidates.find((candidate) => candidate.field === 'title')
  return question.knownTitle ?? (title ? String(title.value) : null)
}

/** The blocks between header and story: a note that goes on, a dedication, a disclaimer, furniture. */
function takeBetween(front: Front, rest: Rest, cut: number, isTitle: (block: Block) => boolean): void {
  const { document, roles, scan, from } = rest
  const last = scan.entries.at(-1)
  const goesOn = last?.field === 'notes' && from === scan.end
  for (let index = from; index < cut; index++) {
    const block = document.blocks[index] as Block
    const role = roleBetween(block, isTitle)
    if (role) {
      roles.set(index, role)
      continue
    }
    const names = goesOn && block.text.length < 120 ? namesOfDedication(block.text) : []
    if (goesOn && !(noteFeatures(block.text).isDisclaimer && front.notes.length === 0)) {
      roles.set(index, 'notesBefore')
      front.notes.push({
        ...blocksProse([block]),
        block: index,
        span: spanOver([block]),
        rule: 'notes/scored',
        confidence: 0.8,
        scope: null,
      })
      for (const name of names)
        front.candidates.push({
          field: 'giftedTo',
          value: name,
          raw: block.text,
          span: block.span,
          rule: 'notes/dedication',
          confidence: 0.85,
          rank: RANK.label,
        })
    } else takeParagraph(front, block, index, document, roles)
  }
}

function roleBetween(block: Block, isTitle: (block: Block) => boolean): Role | null {
  if (isTitle(block) || (block.text.length < 80 && creatorsOfByLine(block.text) !== null)) return 'header'
  if (block.kind === 'break' || (block.kind === 'image' && block.text.trim() === '')) return 'furniture'
  return block.text.split('\n').every((line) => line.trim() === '' || furnitureOf(line) !== null)
    ? 'furniture'
    : null
}

/** Rules, cut marks and the title again, directly above the story. */
function skipOpening(
  blocks: Block[],
  from: number,
  to: number,
  roles: Roles,
  isTitle: (block: Block) => boolean,
): number {
  let index = from
  while (index < to) {
    const block = blocks[index] as Block
    const isCut = block.text.length < 80 && furnitureOf(block.text) === 'cut'
    const byLine =
      index > 0 &&
      block.text.length < 80 &&
      isTitle(blocks[index - 1] as Block) &&
      creatorsOfByLine(block.text) !== null
    if (block.kind !== 'break' && !isCut && !isTitle(block) && !byLine) break
    roles.set(index, block.kind === 'break' || isCut ? 'furniture' : 'header')
    index++
  }
  return index < to || to === from ? index : from
}
