/** Unlabelled paragraphs above the story: dedication, disclaimer, note. */

import { escapeHtml } from '../../story/plain-text.ts'
import type { Block, SourceDocument } from '../document.ts'
import { type Candidate, RANK } from './candidate.ts'
import { creatorsOfByLine } from './creators.ts'
import type { Front } from './front.ts'
import { furnitureOf } from './furniture.ts'
import { namesInNote, namesOfDedication } from './gifts.ts'
import type { HeaderScan } from './header.ts'
import type { NotePiece } from './header-values.ts'
import { type Line, linesOf, spanOf } from './lines.ts'
import { noteFeatures } from './note-score.ts'
import { blocksProse } from './prose.ts'
import type { Roles } from './roles.ts'
import { readTitleLine } from './title-line.ts'

/** Lines among the labels without one: furniture, a disclaimer, a dedication, chatter. */
export function takeLoose(
  front: Front,
  lines: Line[],
  document: SourceDocument,
  roles: Roles,
  scan: HeaderScan,
): void {
  const blocks = [...new Set(lines.map((line) => line.block))]
  const ffn = scan.entries.some((entry) => entry.label === 'Follow/Fav')
  for (const index of blocks) {
    const own = lines.filter((line) => line.block === index)
    const text = own.map((line) => line.text.trim()).join('\n')
    if (own.every((line) => furnitureOf(line.text) !== null) || ffn || isRepeatedTitle(text, front)) continue
    const block = document.blocks[index] as Block
    const whole = own.length === linesOf(block, index).length
    const piece: Block = whole
      ? block
      : {
          ...block,
          html: `<p>${escapeHtml(text).replace(/\n/g, '<br>')}</p>`,
          text,
        }
    takeParagraph(front, piece, index, document, roles)
  }
}

/** One unlabelled paragraph above the story. */
export function takeParagraph(
  front: Front,
  block: Block,
  index: number,
  document: SourceDocument,
  roles: Roles,
): void {
  const features = noteFeatures(block.text)
  const span = spanOf(document, document.blocks[index] as Block, block.text.split('\n')[0] as string)
  const names = features.isDedication || block.text.length < 120 ? namesOfDedication(block.text) : []
  const base = { span, rule: 'notes/scored' }
  if (names.length > 0) {
    for (const name of names)
      front.candidates.push({
        ...base,
        field: 'giftedTo',
        value: name,
        raw: block.text,
        rule: 'notes/dedication',
        confidence: 0.85,
        rank: RANK.label,
      })
    if (front.notes.length === 0 || block.text.split(/\s+/).length <= 4) {
      roles.set(index, 'header')
      return
    }
  }
  if (
    features.isDisclaimer &&
    block.text.split(/\s+/).length < 70 &&
    !/\b(?:beta|thanks|review|hope|written for|inspired)\b/i.test(block.text)
  ) {
    front.candidates.push({
      ...base,
      field: 'disclaimer',
      value: block.text,
      html: block.html,
      rule: 'notes/disclaimer',
      confidence: 0.8,
      rank: RANK.label,
    })
    roles.set(index, 'header')
    return
  }
  roles.set(index, 'notesBefore')
  front.notes.push({
    ...blocksProse([block]),
    block: index,
    span,
    rule: 'notes/scored',
    confidence: 0.75,
    scope: null,
  })
}

export function isTitleAgain(text: string, title: string): boolean {
  if (text.length > title.length + 40) return false
  const read = readTitleLine(text.split('\n')[0] as string)
  return (
    plain(read.title) === plain(title) &&
    plain(title) !== '' &&
    text
      .split('\n')
      .slice(1)
      .every((line) => creatorsOfByLine(line) !== null)
  )
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

function isRepeatedTitle(text: string, front: Front): boolean {
  const title = front.candidates.find((candidate) => candidate.field === 'title')
  return title !== undefined && isTitleAgain(text, String(title.value))
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
