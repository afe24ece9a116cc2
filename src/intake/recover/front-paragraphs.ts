/** Unlabelled paragraphs above the story: dedication, disclaimer, note. */

import type { Span } from '../../story/field.ts'
import { escapeHtml } from '../../story/plain-text.ts'
import type { Block, SourceDocument } from '../document.ts'
import { areBareWarnings, bareWarning } from './bare-warnings.ts'
import { type Candidate, RANK } from './candidate.ts'
import { creatorsOfByLine } from './creators.ts'
import type { Front, FrontQuestion } from './front.ts'
import { furnitureOf } from './furniture.ts'
import { namesInNote, namesOfDedication } from './gifts.ts'
import type { HeaderScan } from './header.ts'
import type { NotePiece } from './header-values.ts'
import { type Line, linesOf, spanOf } from './lines.ts'
import { noteFeatures } from './note-score.ts'
import { blocksProse } from './prose.ts'
import type { Roles } from './roles.ts'
import { readTitleLine } from './title-line.ts'

/** What the readers of the top of a work share. */
export interface Top {
  front: Front
  document: SourceDocument
  question: FrontQuestion
  roles: Roles
  scan: HeaderScan
}

/** Lines among the labels without one: furniture, a disclaimer, a dedication, chatter. */
export function takeLoose(top: Top, lines: Line[]): void {
  const isFfnCopy = top.scan.entries.some((entry) => entry.label === 'Follow/Fav')
  for (const index of new Set(lines.map((line) => line.block))) {
    const own = lines.filter((line) => line.block === index)
    const text = own.map((line) => line.text.trim()).join('\n')
    const isFurniture = own.every((line) => furnitureOf(line.text) !== null)
    if (isFurniture || isFfnCopy || isTitleAgain(top, text) || isKnownName(top, text)) continue
    const block = top.document.blocks[index] as Block
    const isWhole = own.length === linesOf(block, index).length
    const html = `<p>${escapeHtml(text).replace(/\n/g, '<br>')}</p>`
    takeParagraph(top, isWhole ? block : { ...block, html, text }, index)
  }
}

/** A paragraph that goes on with the labelled note above it; a dedication in it stands in both. */
export function takeContinued(top: Top, index: number): void {
  const block = top.document.blocks[index] as Block
  const names = block.text.length < 120 ? namesOfDedication(block.text) : []
  addGifts(top, names, { block, index })
  addNote(top, { block, index }, 0.8)
}

/** One unlabelled paragraph above the story. `block` may be a part of the document's block at `index`. */
export function takeParagraph(top: Top, block: Block, index: number): void {
  addWarnings(top, { block, index })
  if (areBareWarnings(block.text)) {
    top.roles.set(index, 'header')
    return
  }
  const features = noteFeatures(block.text)
  const names = features.isDedication || block.text.length < 120 ? namesOfDedication(block.text) : []
  addGifts(top, names, { block, index })
  const isGiftAlone = names.length > 0 && (top.front.notes.length === 0 || wordsOf(block.text) <= 4)
  if (isGiftAlone) top.roles.set(index, 'header')
  else if (features.isDisclaimer && isOnlyDisclaimer(block.text)) addDisclaimer(top, { block, index })
  else addNote(top, { block, index }, 0.75)
}

/** Warnings said without a label, a line each. */
function addWarnings(top: Top, paragraph: Paragraph): void {
  if (paragraph.block.text.length > 1000) return
  for (const line of paragraph.block.text.split('\n')) {
    const found = bareWarning(line)
    for (const value of found?.warnings ?? []) {
      const raw = found?.raw ?? ''
      const span = spanOf(top.document, top.document.blocks[paragraph.index] as Block, raw)
      top.front.candidates.push({
        field: 'warnings',
        value,
        raw,
        span,
        rule: 'header/bare-warning',
        confidence: 0.85,
        rank: RANK.label,
      })
    }
  }
}

interface Paragraph {
  block: Block
  index: number
}

function spanIn({ document }: Top, { block, index }: Paragraph): Span {
  return spanOf(document, document.blocks[index] as Block, block.text.split('\n')[0] as string)
}

function addGifts(top: Top, names: string[], paragraph: Paragraph): void {
  for (const value of names) {
    const span = spanIn(top, paragraph)
    const raw = paragraph.block.text
    top.front.candidates.push({
      field: 'giftedTo',
      value,
      raw,
      span,
      rule: 'notes/dedication',
      confidence: 0.85,
      rank: RANK.label,
    })
  }
}

function addNote(top: Top, paragraph: Paragraph, confidence: number): void {
  const span = spanIn(top, paragraph)
  top.roles.set(paragraph.index, 'notesBefore')
  top.front.notes.push({
    ...blocksProse([paragraph.block]),
    block: paragraph.index,
    span,
    rule: 'notes/scored',
    confidence,
    scope: null,
  })
}

function addDisclaimer(top: Top, paragraph: Paragraph): void {
  const { text, html } = paragraph.block
  top.roles.set(paragraph.index, 'header')
  top.front.candidates.push({
    field: 'disclaimer',
    value: text,
    html,
    span: spanIn(top, paragraph),
    rule: 'notes/disclaimer',
    confidence: 0.8,
    rank: RANK.label,
  })
}

/** Nothing but whose the characters are: no thanks, no word of how it was written. */
function isOnlyDisclaimer(text: string): boolean {
  return wordsOf(text) < 70 && !/\b(?:beta|thanks|review|hope|written for|inspired)\b/i.test(text)
}

function wordsOf(text: string): number {
  return text.split(/\s+/).length
}

/** The work's title said again, perhaps with a by-line. */
export function isTitleAgain({ front, question }: Top, text: string): boolean {
  const found = front.candidates.find((candidate) => candidate.field === 'title')
  const title = question.knownTitle ?? (found ? String(found.value) : '')
  if (plain(title) === '' || text.length > title.length + 40) return false
  const [first, ...others] = text.split('\n')
  return (
    plain(readTitleLine(first as string).title) === plain(title) &&
    others.every((line) => creatorsOfByLine(line) !== null)
  )
}

/** The title or a creator as the header, the file's own metadata or its name have them, alone on a line. */
function isKnownName({ front, document, question }: Top, text: string): boolean {
  if (text.length > 120 || text.includes('\n')) return false
  const line = plain(text.replace(/^by:?\s+/i, ''))
  const names = [...document.known, ...front.candidates].filter(
    ({ field }) => field === 'title' || field === 'authors',
  )
  return question.isStem(text) || names.some(({ value }) => plain(String(value)) === line)
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** People a note gives the story to. */
export function giftsInNotes(notes: Pick<NotePiece, 'text' | 'span'>[]): Candidate[] {
  return notes.flatMap((note) =>
    namesInNote(note.text).map((name) => ({
      field: 'giftedTo' as const,
      value: name,
      raw: note.text.slice(0, 200),
      span: note.span,
      rule: 'notes/dedication',
      confidence: 0.75,
      rank: RANK.label,
    })),
  )
}
