/** What the readers of labelled values share: where a value stands, and how what was read from it is kept. */
import type { Diagnostic } from '../../story/diagnostic.ts'
import type { Category, FieldName, SeriesPart, Span } from '../../story/field.ts'
import type { Block, SourceDocument } from '../document.ts'
import type { Candidate, Rank } from './candidate.ts'
import type { HeaderEntry } from './header.ts'
import type { HeaderField } from './labels.ts'
import { spanOf } from './lines.ts'
import { entryProse, entryText, type Prose } from './prose.ts'

/** A stretch of notes, before it is known whether it stands with the work or a chapter. */
export interface NotePiece extends Prose {
  /** First block, for order. */
  block: number
  span: Span | null
  rule: string
  confidence: number
  /** What the label says: "Chapter notes", "End notes". */
  scope: 'chapter' | 'end' | null
}

export interface HeaderValues {
  candidates: Candidate[]
  notes: NotePiece[]
  chapterTitle: string | null
  part: { part: number; of: number | null } | null
  diagnostics: Diagnostic[]
}

export interface ValueContext {
  document: SourceDocument
  rank: Rank
  rule: string
  entries: HeaderEntry[]
  out: HeaderValues
}

export interface LabelledValue {
  entry: HeaderEntry
  text: string
  field: HeaderField
}

export interface Found {
  field: FieldName
  value: string | number | SeriesPart
  raw?: string
  confidence?: number
  rule?: string
  html?: string
}

export function addValue(context: ValueContext, { entry }: LabelledValue, found: Found): void {
  const { document, rank, rule, out } = context
  const first = entry.lines[0] as { block: number; text: string }
  const words =
    typeof found.value === 'string' && found.html === undefined ? (found.raw ?? found.value) : first.text
  const block = document.blocks[blockOf(entry, words)] as Block
  const raw = found.raw ?? (typeof found.value === 'string' ? undefined : entryText(entry))
  out.candidates.push({
    field: found.field,
    value: found.value,
    ...(found.html === undefined ? {} : { html: found.html }),
    ...(raw === undefined || raw === found.value ? {} : { raw }),
    span: spanOf(document, block, words.split('\n')[0] as string),
    rule: found.rule ?? rule,
    confidence: found.confidence ?? (entry.weak && entry.field !== 'title' ? 0.85 : 0.95),
    rank,
  })
}

function blockOf(entry: HeaderEntry, words: string): number {
  return entry.lines.find((line) => line.text.includes(words))?.block ?? (entry.lines[0]?.block as number)
}

export interface FoundCategories {
  categories: Category[]
  /** Below 0.9 they are implied by what the field says of something else. */
  confidence: number
  raw: string
}

export function addCategories(
  context: ValueContext,
  value: LabelledValue,
  { categories, confidence, raw }: FoundCategories,
): void {
  for (const category of categories)
    addValue(context, value, {
      field: 'categories',
      value: category,
      raw,
      confidence,
      rule: confidence < 0.9 ? 'header/implied' : undefined,
    })
}

export function addNote(context: ValueContext, value: LabelledValue, scope: NotePiece['scope']): void {
  const { entry } = value
  const prose = entryProse(entry, context.document)
  const block = context.document.blocks[entry.block] as Block
  const last = context.document.blocks[entry.lines.at(-1)?.block as number] as Block
  const { start, line } = spanOf(context.document, block, (entry.lines[0]?.text ?? '') as string)
  const span = { start, end: Math.max(last.span.end, start), line }
  context.out.notes.push({ ...prose, block: entry.block, span, rule: context.rule, confidence: 0.95, scope })
}
