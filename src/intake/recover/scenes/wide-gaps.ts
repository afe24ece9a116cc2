/** Gaps between paragraphs that are wider than the story's usual one. */
import type { Block } from '../../document.ts'

export interface WideGaps {
  /** Blocks with a gap above that is distinctly wider: the writer's own break. */
  sure: Set<number>
  /** Blocks with a gap above that is a little wider, in a story whose gaps are of several sizes: breaks whose glyphs were lost. */
  doubtful: Set<number>
}

/** Wider gaps than that before so many of the paragraphs are no breaks but the way the text is set. */
const MOST_SHARE = 0.2
/** The narrower size is the writer's habit where it is nearly every wider gap. */
const HABIT_SHARE = 0.85
/** Beyond the usual gap, so many blank lines more leave no doubt. */
const SURE_EXTRA = 2

/** @param blocks of one chapter's story. Gaps beside a glyph line, verse, a heading and the like belong to those. */
export function findWideGaps(blocks: readonly Block[]): WideGaps {
  const extra = extraGaps(blocks)
  const wide = [...extra].filter(([, gap]) => gap > 0)
  const most = Math.max(3, blocks.length * MOST_SHARE)
  const found: WideGaps = { sure: new Set(), doubtful: new Set() }
  const narrow = wide.filter(([, gap]) => gap < SURE_EXTRA)
  const wider = wide.filter(([, gap]) => gap >= SURE_EXTRA)
  // Gaps of several sizes are what a copy lost, not what a writer meant.
  const isOneSize = wider.length >= wide.length * HABIT_SHARE
  for (const [at] of wider.length <= most ? wider : []) {
    if (isOneSize && !(wider.length === 1 && isTalkOnBothSides(blocks, at))) found.sure.add(at)
    else if (!isTalkOnBothSides(blocks, at)) found.doubtful.add(at)
  }
  if (wide.length > most) return found
  const isHabit = narrow.length >= wide.length * HABIT_SHARE && !usesGlyphs(blocks)
  for (const [at] of narrow) {
    if (isHabit) found.sure.add(at)
    else if (!isTalkOnBothSides(blocks, at)) found.doubtful.add(at)
  }
  return found
}

/** A wide gap in the middle of a conversation is a slip of the hand, where it is alone or in doubt. */
function isTalkOnBothSides(blocks: readonly Block[], at: number): boolean {
  const before = (blocks[at - 1] as Block).text.trimEnd()
  const after = (blocks[at] as Block).text.trimStart()
  return /["”»“']$/.test(before) && /^["“„«‘']/.test(after)
}

/** A story with glyph lines of its own marks its breaks by those. */
function usesGlyphs(blocks: readonly Block[]): boolean {
  let glyphs = 0
  for (const { kind } of blocks) if (kind === 'break' && ++glyphs >= 2) return true
  return false
}

function extraGaps(blocks: readonly Block[]): Map<number, number> {
  const gaps = new Map<number, number>()
  for (let i = 1; i < blocks.length; i++)
    if (isProse(blocks[i] as Block) && isProse(blocks[i - 1] as Block))
      gaps.set(i, (blocks[i] as Block).gapBefore)
  const usual = commonest([...gaps.values()])
  for (const [at, gap] of gaps) gaps.set(at, gap - usual)
  return gaps
}

function isProse(block: Block): boolean {
  return block.kind === 'paragraph' && !block.centred
}

function commonest(values: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  let best = 0
  for (const [value, count] of counts) if (count > (counts.get(best) ?? 0)) best = value
  return best
}
