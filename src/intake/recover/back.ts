/** The end of a work or chapter: end marks, notes, begging, a header that stands at the end. */
import type { Diagnostic } from '../../story/diagnostic.ts'
import type { Block, SourceDocument } from '../document.ts'
import { type Candidate, RANK } from './candidate.ts'
import { commentsFrom, cutEnd } from './end-matter.ts'
import { furnitureOf, isEndMark } from './furniture.ts'
import { scanEnd } from './header.ts'
import { type NotePiece, readHeaderValues } from './header-values.ts'
import { type Line, linesOf, spanOf } from './lines.ts'
import { noteFeatures } from './note-score.ts'
import { blocksProse } from './prose.ts'
import type { Roles } from './roles.ts'

export interface BackQuestion {
  /** First block of the story. */
  from: number
  to: number
  /** Where a person said the story ends; null: not before `to`. */
  storyEnd: number | null | undefined
  /** Labels at the end belong to the whole work. */
  isWork: boolean
}

export interface Back {
  /** First block after the story. */
  cut: number
  candidates: Candidate[]
  notes: NotePiece[]
  diagnostics: Diagnostic[]
  /** The words of the end mark, if there is one. */
  endMark: string | null
}

/** Reads the end of `[from, to)`; marks in `roles` what is no story. */
export function readBack(document: SourceDocument, question: BackQuestion, roles: Roles): Back {
  const { from, to, storyEnd } = question
  const { blocks } = document
  const inRange = storyEnd !== undefined && (storyEnd === null || (storyEnd > from && storyEnd <= to))
  const found = inRange ? { cut: storyEnd ?? to, endMark: null } : cutEnd(blocks, from, to)
  const back: Back = { cut: found.cut, candidates: [], notes: [], diagnostics: [], endMark: null }
  roles.fill(found.cut, to, 'furniture')
  const read = Math.max(found.cut, commentsFrom(blocks, from, to))
  const scan = scanEnd(blocks, found.cut, signatureFrom(blocks, found.cut, read))
  const values = readHeaderValues(scan.entries, {
    document,
    rank: question.isWork ? RANK.label : RANK.repeated,
    rule: 'header/at-end',
  })
  back.candidates.push(...values.candidates)
  back.diagnostics.push(...values.diagnostics)
  back.notes.push(...values.notes)
  for (const entry of scan.entries)
    markEntry(
      entry.lines.map((line) => line.block),
      values.notes,
      roles,
    )
  takeLoose(scan.loose, { back, document, roles })
  back.endMark = endMarkOf(blocks, found.cut, to)
  back.notes.sort((a, b) => a.block - b.block)
  return back
}

/** A mail's signature begins at a line "-- ": names and mottoes, private and no part of the work. */
function signatureFrom(blocks: Block[], from: number, to: number): number {
  for (let index = from; index < to; index++) {
    const block = blocks[index] as Block
    if (/^--\s?(?:\n|$)/.test(block.text) || (block.kind === 'break' && /^\s*-- ?\s*$/.test(block.text)))
      return index
  }
  return to
}

function markEntry(blocks: number[], notes: NotePiece[], roles: Roles): void {
  const first = blocks[0]
  const isNote = notes.some((note) => note.block === first)
  for (const block of blocks) roles.set(block, isNote ? 'notesAfter' : 'header')
}

function endMarkOf(blocks: Block[], from: number, to: number): string | null {
  for (let index = from; index < to; index++) {
    const block = blocks[index] as Block
    if (block.kind !== 'break' && isEndMark(block.text)) return block.text.trim()
  }
  return null
}

interface End {
  back: Back
  document: SourceDocument
  roles: Roles
}

/** "Part Two", "Chapter 3 >>" below the end leads there. */
const PART_LINK =
  /^\W*(?:on to |next:? )?(?:part|chapter)\s+(?:\d{1,3}|[ivx]{1,5}|one|two|three|four|five|six|seven|eight|nine|ten)\W*$/i

/** Unlabelled lines after the story: notes, unless they are surely furniture. */
function takeLoose(lines: Line[], { back, document, roles }: End): void {
  for (const index of new Set(lines.map((line) => line.block))) {
    const own = lines.filter((line) => line.block === index)
    const block = document.blocks[index] as Block
    const kept = own.filter(
      (line) => !isEndMark(line.text) && furnitureOf(line.text) === null && !PART_LINK.test(line.text),
    )
    if (kept.length === 0) {
      dropped(back, block, document)
      continue
    }
    roles.set(index, 'notesAfter')
    const whole = own.length === linesOf(block, index).length && kept.length === own.length
    const text = kept.map((line) => line.text.trim()).join('\n')
    const prose = whole ? blocksProse([block]) : { text, html: `<p>${escaped(text)}</p>` }
    const span = spanOf(document, block, kept[0]?.text ?? '')
    if (noteFeatures(text).isDisclaimer && text.split(/\s+/).length < 60) {
      back.candidates.push({
        field: 'disclaimer',
        value: prose.text,
        html: prose.html,
        span,
        rule: 'notes/disclaimer',
        confidence: 0.75,
        rank: RANK.repeated,
      })
    } else
      back.notes.push({ ...prose, block: index, span, rule: 'notes/scored', confidence: 0.75, scope: null })
  }
}

function dropped(back: Back, block: Block, document: SourceDocument): void {
  if (isEndMark(block.text)) return
  back.diagnostics.push({
    rule: 'notes/furniture',
    severity: 'info',
    source: document.path,
    span: block.span,
    text: `"${block.text.trim().slice(0, 120)}" is a site's or a plea for reviews and is left out.`,
  })
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/\n/g, '<br>')
}
