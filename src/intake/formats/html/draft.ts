/** A document while a reader fills it: text grows line by line, and spans are taken as things are put down. */

import type { UnsafeNode } from '../../../story/allowed-html/parse-unsafe.ts'
import { type BuildOptions, type BuiltBlock, buildBlocks } from '../../../story/allowed-html.ts'
import type { Diagnostic } from '../../../story/diagnostic.ts'
import type { FieldName, SeriesPart, Span } from '../../../story/field.ts'
import { plainText } from '../../../story/plain-text.ts'
import type { Block, KnownField, SourceDocument } from '../../document.ts'
import { stemOf } from '../../stem.ts'
import { readBlocks } from '../text/blocks.ts'
import { storyBlocks } from './story-blocks.ts'

export interface Draft {
  document: SourceDocument
  parts: string[]
  length: number
  line: number
}

/** One value of a field, as a family read it. */
export interface FieldValue {
  field: FieldName
  value: string | number | SeriesPart
  /** The words as they stood, where they differ. */
  raw?: string
  /** Below that of its line. */
  confidence?: number
}

export interface Said {
  rule: string
  confidence: number
  rank: KnownField['rank']
}

export function newDraft(path: string, format: string, encoding: string | null): Draft {
  const document: SourceDocument = {
    path,
    stem: stemOf(path),
    format,
    encoding,
    text: '',
    blocks: [],
    known: [],
    chapters: null,
    diagnostics: [],
  }
  return { document, parts: [], length: 0, line: 1 }
}

/** Puts down a paragraph of text. @param gap what stands above it. */
function write(draft: Draft, text: string, gap = '\n\n'): Span {
  const above = draft.length === 0 ? '' : gap
  draft.parts.push(above, text)
  draft.line += above.length
  const start = draft.length + above.length
  const span = { start, end: start + text.length, line: draft.line }
  draft.length = span.end
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) draft.line++
  return span
}

interface LabelledLine {
  label: string
  value: string
  fields: FieldValue[]
}

/**
 * Puts down a line `Label: value` and the fields read from it; each field's span is its own words within the line
 * where they are found there, otherwise the whole value.
 */
export function addLine(draft: Draft, { label, value, fields }: LabelledLine, said: Said): void {
  const line = write(draft, `${label}: ${value}`, '\n')
  const valueStart = line.start + label.length + 2
  let from = 0
  for (const each of fields) {
    const words = each.raw ?? String(each.value)
    const at = value.indexOf(words, from)
    const start = at === -1 ? valueStart : valueStart + at
    if (at !== -1) from = at + words.length
    const span = { start, end: at === -1 ? line.end : start + words.length, line: line.line }
    draft.document.known.push({ ...knownField(each, said), span })
  }
}

/** Puts down a field without a line of its own: page metadata, a file's package. */
export function addField(draft: Draft, value: FieldValue, said: Said): void {
  draft.document.known.push({ ...knownField(value, said), span: null })
}

function knownField({ field, value, raw, confidence }: FieldValue, said: Said): Omit<KnownField, 'span'> {
  const differs = raw !== undefined && raw !== String(value)
  const sure = Math.min(said.confidence, confidence ?? 1)
  return { field, value, ...(differs && { raw }), ...said, confidence: sure }
}

interface Prose {
  field: 'summary' | 'notesBefore' | 'notesAfter' | 'disclaimer'
  /** Allowed HTML. */
  html: string
  /** What stands above it. */
  label: string
}

/** Puts down a prose field: its heading, then its paragraphs. Nothing where nothing is to be read in it. */
export function addProse(draft: Draft, { field, html, label }: Prose, said: Said): void {
  const value = plainText(html)
  if (value === '') return
  write(draft, label)
  const span = write(draft, value, '\n')
  draft.document.known.push({ field, value, html, span, ...said })
}

interface BlockOptions extends BuildOptions {
  role?: Block['role']
}

/** Puts down the blocks of foreign nodes. @returns indices of the first block and the one after the last. */
export function addNodes(
  draft: Draft,
  nodes: readonly UnsafeNode[],
  options: BlockOptions,
): { start: number; end: number } {
  return addBuilt(draft, buildBlocks(nodes, options), options.role)
}

export function addBuilt(
  draft: Draft,
  built: readonly BuiltBlock[],
  role?: Block['role'],
): { start: number; end: number } {
  const { blocks } = draft.document
  const start = blocks.length
  for (const block of storyBlocks(built)) {
    const span = write(draft, block.text)
    blocks.push({ ...block, span, ...(role !== undefined && { role }) })
  }
  return { start, end: blocks.length }
}

/** Puts down a text that stood in the page, read by the text reader; its spans are moved to where it stands here. */
export function addSource(draft: Draft, source: string): void {
  const whole = write(draft, source)
  for (const block of readBlocks(source)) {
    const { start, end, line } = block.span
    const span = { start: whole.start + start, end: whole.start + end, line: whole.line + line - 1 }
    draft.document.blocks.push({ ...block, span })
  }
}

interface NewChapter {
  title: string | null
  /** Indices of its first block and the one after its last. */
  start: number
  end: number
  notesBefore?: string
  notesAfter?: string
}

/**
 * Says that these blocks are a chapter. One without a block is none: its notes, where it has any, go to the end of the
 * chapter before it.
 */
export function addChapter(draft: Draft, chapter: NewChapter): void {
  const { title, start, end, notesBefore, notesAfter } = chapter
  draft.document.chapters ??= []
  const { chapters } = draft.document
  if (end > start) {
    chapters.push({ title, start, end, notesBefore: notesBefore || null, notesAfter: notesAfter || null })
    return
  }
  const last = chapters.at(-1)
  const notes = `${notesBefore ?? ''}${notesAfter ?? ''}`
  if (last !== undefined && notes !== '') last.notesAfter = `${last.notesAfter ?? ''}${notes}`
}

export function addDiagnostic(draft: Draft, diagnostic: Omit<Diagnostic, 'source'>): void {
  draft.document.diagnostics.push({ ...diagnostic, source: draft.document.path })
}

export function finish(draft: Draft): SourceDocument {
  return { ...draft.document, text: draft.parts.join('') }
}
