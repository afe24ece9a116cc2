/** Scenes of a chapter: the writer's own breaks, and suggestions for those whose glyphs were lost. */
import type { InferredBreak } from '../../story/chapter.ts'
import { paragraphsHtml } from '../../story/plain-text.ts'
import type { Block } from '../document.ts'
import { isBreakLine, isDressedInitials } from './scenes/glyph-line.ts'
import { inferBreaks, type Suggestion } from './scenes/infer-breaks.ts'
import { endsFlashback, startsScene } from './scenes/scene-words.ts'
import { findWideGaps } from './scenes/wide-gaps.ts'

export interface ScenesQuestion {
  /** Before these blocks a person wants the writer's break: indices into the blocks given. */
  starts?: ReadonlySet<number>
  /** Before these blocks a person wants no break, found or suggested. The break's own block may be named as well. */
  notStarts?: ReadonlySet<number>
}

export interface FoundScenes {
  /** The story's blocks with `<hr>` for each break of the writer's own. None at the start or the end. */
  html: string
  /** Where each top-level block of `html` stands in the document's text. */
  blockSpans: { start: number; end: number }[]
  /** For each top-level block of `html`, the index of the block given that it came from; of an `<hr>`, that of the block after it. */
  blocks: number[]
  /** Suggestions, never in `html`; `block` is an index of its top-level blocks. */
  inferredBreaks: InferredBreak[]
}

/**
 * @param blocks one chapter's story, header and notes taken away, in order.
 * A glyph line, a rule, several of them together, a gap distinctly wider than usual, "Flashback" and "Jack's POV" are
 * breaks; a change of tense, a jump in time, a gap a little wider are suggested. Never throws; time grows with the text.
 */
export function findScenes(blocks: readonly Block[], question: ScenesQuestion = {}): FoundScenes {
  const own = ownBreaks(blocks, question)
  const gaps = findWideGaps(blocks)
  for (const at of gaps.sure) if (!question.notStarts?.has(at)) own.starts.add(at)
  const suggestions = inferBreaks(blocks, { own: own.starts, signs: own.signs, gaps: gaps.doubtful })
  return build(blocks, own, suggestions, question)
}

interface OwnBreaks {
  /** Blocks a scene begins with. */
  starts: Set<number>
  /** Blocks that are nothing but the sign of a break. */
  signs: Set<number>
}

function ownBreaks(blocks: readonly Block[], { starts, notStarts }: ScenesQuestion): OwnBreaks {
  const own: OwnBreaks = { starts: new Set(starts), signs: new Set() }
  let pending: number[] = []
  for (const [i, block] of blocks.entries()) {
    if (isSign(block)) {
      pending.push(i)
      continue
    }
    const isUndone = notStarts?.has(i) || pending.some((at) => notStarts?.has(at))
    if (!isUndone) {
      for (const at of pending) own.signs.add(at)
      const isWord = startsScene(block.text) || (i > 0 && endsFlashback((blocks[i - 1] as Block).text))
      if (pending.length > 0 || isWord) own.starts.add(i)
    }
    pending = []
  }
  for (const at of pending) own.signs.add(at)
  return own
}

/** A rule, a glyph line, or a paragraph that is one to the eye. */
function isSign(block: Block): boolean {
  if (block.kind === 'break') return true
  if (block.kind !== 'paragraph' && block.kind !== 'heading') return false
  const text = block.text.trim()
  return isBreakLine(text) || (block.centred === true && isDressedInitials(text))
}

function build(
  blocks: readonly Block[],
  { starts, signs }: OwnBreaks,
  suggestions: readonly Suggestion[],
  { notStarts }: ScenesQuestion,
): FoundScenes {
  const found: FoundScenes = { html: '', blockSpans: [], blocks: [], inferredBreaks: [] }
  const parts: string[] = []
  const suggested = new Map(suggestions.map((suggestion) => [suggestion.at, suggestion]))
  let isStart = false
  for (const [i, block] of blocks.entries()) {
    isStart ||= starts.has(i)
    const html = signs.has(i) ? '' : htmlOf(block)
    if (html === '') continue
    const { start, end } = block.span
    if (isStart && parts.length > 0) push('<hr>', { start, end: start }, i)
    const suggestion = isStart || notStarts?.has(i) ? undefined : suggested.get(i)
    if (suggestion && parts.length > 0)
      found.inferredBreaks.push({
        block: parts.length,
        reason: suggestion.reason,
        confidence: suggestion.confidence,
      })
    push(html, { start, end }, i)
    isStart = false
  }
  found.html = parts.join('')
  return found

  function push(html: string, span: { start: number; end: number }, at: number): void {
    parts.push(html)
    found.blockSpans.push(span)
    found.blocks.push(at)
  }
}

/** A break that a person undid stays as the line it was; a rule without words is gone. */
function htmlOf(block: Block): string {
  if (block.kind === 'break') return paragraphsHtml(block.text)
  return block.html !== '' ? block.html : paragraphsHtml(block.text)
}
