/** Where blocks gather while a tree is walked: the run of inline content under way, and what was seen above it. */
import { ALLOWED_CLASSES } from './allow-list.ts'
import type { BuildOptions, BuiltBlock } from './built-block.ts'
import { type Attribute, attributesText, type Context, languageAttributes } from './context.ts'
import { type Line, linesOf, type Piece } from './inline-run.ts'
import type { UnsafeElement } from './parse-unsafe.ts'

export interface Sink {
  blocks: BuiltBlock[]
  options: BuildOptions
  /** The run under way, and the context it began in. */
  pieces: Piece[]
  context: Context | null
  /** Seen above the next block. */
  gap: number
  /** The gap comes of line breaks at the end of a run of text. */
  broken: boolean
  cut: boolean
  pageBreak: boolean
  anchor: string | null
  /** Pictures met. */
  pictures: number
}

export function newSink(options: BuildOptions): Sink {
  return {
    blocks: [],
    options,
    pieces: [],
    context: null,
    gap: 0,
    broken: false,
    cut: false,
    pageBreak: false,
    anchor: null,
    pictures: 0,
  }
}

interface SaidText {
  text: string
  picture?: boolean
}

const LINE_END = /\r\n?|\n/

/** @param said its text; `picture` where it stands for one. */
export function addText(sink: Sink, { text, picture = false }: SaidText, context: Context): void {
  sink.context ??= context
  const parts = context.lineEnds === 'break' ? text.split(LINE_END) : [text]
  for (const [index, part] of parts.entries()) {
    if (index > 0) sink.pieces.push(null)
    sink.pieces.push({ text: part, marks: context.marks, linked: context.linked, picture })
  }
}

export function addBreak(sink: Sink, context: Context): void {
  sink.context ??= context
  sink.pieces.push(null)
}

export function addBlock(sink: Sink, block: BuiltBlock): void {
  block.gapBefore += sink.gap
  block.byBreaks ||= sink.broken
  block.cutBefore ||= sink.cut
  block.pageBreakBefore ||= sink.pageBreak
  block.anchor ??= sink.anchor
  sink.gap = 0
  sink.broken = false
  sink.cut = false
  sink.pageBreak = false
  sink.anchor = null
  sink.blocks.push(block)
}

export function ruleBlock(from: UnsafeElement | null): BuiltBlock {
  return emptyBlock('hr', '<hr>', from)
}

/** A block with nothing said about it yet. */
export function emptyBlock(tag: string, html: string, from: UnsafeElement | null): BuiltBlock {
  return {
    tag,
    html,
    lines: [],
    inner: [],
    align: null,
    gapBefore: 0,
    byBreaks: false,
    cutBefore: false,
    pageBreakBefore: false,
    anchor: null,
    from,
  }
}

/**
 * Ends the run under way: a blank line within it parts blocks.
 * @returns whether there was a run with nothing to read in it but line breaks and no-break spaces.
 */
export function endRun(sink: Sink): boolean {
  const { pieces, context } = sink
  if (context === null) return false
  sink.pieces = []
  sink.context = null
  let group: Line[] = []
  let blanks = 0
  let begun = false
  const endGroup = () => {
    if (group.length === 0) return
    addBlock(sink, { ...textBlock(group, context), gapBefore: blanks, byBreaks: begun })
    begun = true
    blanks = 0
    group = []
  }
  for (const line of linesOf(pieces, context.lineEnds === 'kept')) {
    if (line !== null) {
      group.push(line)
      continue
    }
    endGroup()
    blanks++
  }
  endGroup()
  // The last line is blank only because a line break ended the run; the others stand above what comes next.
  sink.gap += Math.max(0, blanks - 1)
  sink.broken = begun && blanks > 1
  return !begun && pieces.some((piece) => piece === null || piece.text.includes('\u00a0'))
}

function textBlock(lines: Line[], context: Context): BuiltBlock {
  const { tag } = context
  const attributes = attributesText([...classAttribute(context), ...languageAttributes(context)])
  const inside = lines.map(({ html }) => html).join('<br>')
  return {
    ...emptyBlock(tag, `<${tag}${attributes}>${inside}</${tag}>`, context.from),
    lines,
    align: context.align,
  }
}

function classAttribute({ align, indent }: Context): Attribute[] {
  const [centre, right, indented] = ALLOWED_CLASSES
  const classes: string[] = []
  if (align === 'centre') classes.push(centre)
  if (align === 'right') classes.push(right)
  if (indent) classes.push(indented)
  return classes.length === 0 ? [] : [['class', classes.join(' ')]]
}
