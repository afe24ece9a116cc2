/** What the builder hands on: our own blocks, and what a reader of whole documents wants to know about each. */
import type { Line } from './inline-run.ts'
import type { UnsafeElement } from './parse-unsafe.ts'
import type { StyleFacts } from './style-facts.ts'

export interface BuiltBlock {
  /** `p`, `h3`…`h6`, `hr`, `pre`, `blockquote`, `ul`, `ol`, `dl`, `table`, `details`. */
  tag: string
  /** Allowed HTML: one top-level element. */
  html: string
  /** Lines of a `p`, heading or `pre`; [] for the rest. */
  lines: Line[]
  /** Blocks within a quote, list, table; [] for the rest. */
  inner: BuiltBlock[]
  align: 'left' | 'centre' | 'right' | null
  /** Blank lines and empty paragraphs directly above. */
  gapBefore: number
  /** It was parted from the block above by line breaks alone. */
  byBreaks: boolean
  cutBefore: boolean
  pageBreakBefore: boolean
  /** The nearest place above that {@link BuildOptions.boundary} named; null where none stands directly above. */
  anchor: string | null
  /** The foreign element it begins in; null for loose text. */
  from: UnsafeElement | null
}

export interface BuildOptions {
  /** What the page's own style sheet says of its classes; with it, class names alone say less. */
  classFacts?: ReadonlyMap<string, StyleFacts>
  /** Elements left out with all they hold. */
  skip?: (element: UnsafeElement) => boolean
  /** Elements directly above which the story was cut, a page began, or a place has a name. */
  boundary?: (element: UnsafeElement) => 'cut' | 'page' | { anchor: string } | undefined
  /** Line ends in the text are line breaks: for fragments written without `<p>` and `<br>`. */
  lineEndsBreak?: boolean
  /** The lines alone are wanted ({@link inlineHtml}). */
  flat?: boolean
}

/** The blocks' lines, those of inner blocks too, in order. */
function allLines(blocks: readonly BuiltBlock[]): Line[] {
  return blocks.flatMap((block) => (block.inner.length > 0 ? allLines(block.inner) : block.lines))
}

/** The blocks as inline HTML, each line parted by `<br>`. @param blocks built `flat`. */
export function inlineHtml(blocks: readonly BuiltBlock[]): string {
  return allLines(blocks)
    .map(({ html }) => html)
    .join('<br>')
}
