/** A source document: what a format reader makes of bytes, and what recovery reads. Pure values. */
import type { Diagnostic } from '../story/diagnostic.ts'
import type { Evidence, FieldName, Span } from '../story/field.ts'
import type { DocumentPart } from '../story/part.ts'
import type { Review } from '../story/review.ts'

export type BlockKind =
  | 'paragraph'
  /** Short lines whose breaks matter: verse, a letter's head, a chat log, text messages. */
  | 'verse'
  | 'heading'
  /** A line or rule that parts scenes (or header from story): glyph line, `<hr>`, ornament picture. */
  | 'break'
  | 'quote'
  | 'list'
  | 'table'
  | 'pre'
  | 'image'

export interface Block {
  kind: BlockKind
  /** Allowed HTML of this block alone, one top-level element: `<p>…</p>`, `<hr>`. */
  html: string
  /** Plain text, "\n" for a line break within the block; '' for a rule. */
  text: string
  /** Where it stands in the document's text. */
  span: Span
  /** Blank lines (plain text) or empty paragraphs (HTML) directly above it, beyond none. */
  gapBefore: number
  /** 1…6 for a heading. */
  level?: number
  centred?: boolean
  /** The whole block is bold, or underlined, or in capitals: heading-like. */
  strong?: boolean
  /** An anchor, cut mark or page break stands directly above: `<lj-cut>`, `<a name="cutid1">`, form feed. */
  cutBefore?: boolean
  pageBreakBefore?: boolean
  /** What a reader that knows its program says this block is; recovery does not second-guess it. */
  role?: 'story' | 'notesBefore' | 'notesAfter' | 'header' | 'furniture'
}

/** One candidate value a reader found by a known program's markers. Recovery merges it by rank. */
export type KnownField = Omit<Evidence, 'chosen' | 'from'> & {
  field: FieldName
  /** Which kind of source it is, for rank: formats.md section 22. */
  rank: 'markers' | 'page-title' | 'metadata'
  /** For prose (summary, notes, disclaimer): the value as allowed HTML. */
  html?: string
}

/** Chapters a reader knows for certain (EPUB spine, AO3 markup); blocks are indices into `Document.blocks`. */
export interface KnownChapter {
  title: string | null
  /** First block and the one after the last. */
  start: number
  end: number
  /** Allowed HTML. */
  notesBefore: string | null
  notesAfter: string | null
}

export interface SourceDocument {
  /** As {@link SourceRef.path}. */
  path: string
  /** File name without folders and extension, for title and grouping; '' inside mail. */
  stem: string
  format: string
  /** Encoding the bytes were read in, and what was repaired. */
  encoding: string | null
  /** Readable text of the document; spans point into it. For plain text: the decoded file itself. */
  text: string
  blocks: Block[]
  known: KnownField[]
  /** null where chapters are still to be found. */
  chapters: KnownChapter[] | null
  diagnostics: Diagnostic[]
  /** What readers wrote under it, where the archive kept that apart from the story. */
  reviews?: Review[]
  /** Where the reader knows it to be one part of a work in several. */
  part?: DocumentPart
}
