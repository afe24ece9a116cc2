/** A chapter: its story as allowed HTML, and what is derived from that. */

/** A scene break the writer's glyphs for which were lost: suggested, never counted as the writer's own. */
export interface InferredBreak {
  /** Index of the top-level block of the chapter's `html` that the new scene would begin with. */
  block: number
  /** Why, for people: 'time jump: "One hour later…"', 'present tense to past'. */
  reason: string
  confidence: number
}

export interface Chapter {
  /** The writer's title; null where the heading was only a number, or there was none. */
  title: string | null
  /**
   * The story as allowed HTML (story/allowed-html.ts): a flat run of top-level blocks
   * (`p`, `h3`…`h6`, `blockquote`, `pre`, `ul`, `ol`, `table`, `figure`), and `<hr>` for a break of the writer's own.
   * Inferred breaks are not in it.
   */
  html: string
  /** Allowed HTML, or null. */
  notesBefore: string | null
  notesAfter: string | null
  inferredBreaks: InferredBreak[]
  /** Which of the work's sources this chapter was read from: index into `sources`. */
  source: number
  /** Where each top-level block of `html` stands in the source document's text; same length as the blocks. */
  blockSpans: { start: number; end: number }[]
}
