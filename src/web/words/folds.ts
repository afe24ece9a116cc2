/** Which blocks of a long source are shown: all that is not story, and of long runs their beginning and end. */
import { countWords } from '../../story/word-count.ts'
import type { BlockBecame, MappedBlock } from './source-map.ts'

/** A run up to so long is shown whole. */
const WHOLE = 30
const HEAD = 5
const TAIL = 3
/** Blocks that open at a time. */
export const OPENED = 200
/** No page holds more blocks than this; the rest stays folded. */
const MAX_SHOWN = 2000

export type Shown =
  | { kind: 'block'; block: MappedBlock }
  | { kind: 'fold'; first: number; words: number; breaks: number }

/** Story and the breaks in it are one run; so are blocks of one kind that follow each other. */
const runOf = (became: BlockBecame) => (became === 'break' ? 'story' : became)

/** @param open index of the block from which so many more are shown; null for none. */
export function folded(blocks: MappedBlock[], open: number | null): Shown[] {
  const shown: Shown[] = []
  let left = MAX_SHOWN
  for (const run of runsOf(blocks)) {
    for (const [index, block] of run.entries()) {
      const isEdge = run.length <= WHOLE || index < HEAD || index >= run.length - TAIL
      const isOpen = open !== null && block.index >= open && block.index < open + OPENED
      if ((isEdge && left > 0) || isOpen) {
        left--
        shown.push({ kind: 'block', block })
      } else fold(shown, block)
    }
  }
  return shown
}

function fold(shown: Shown[], block: MappedBlock): void {
  const last = shown.at(-1)
  const words = countWords(block.text)
  const breaks = block.became === 'break' ? 1 : 0
  if (last?.kind === 'fold') {
    last.words += words
    last.breaks += breaks
  } else shown.push({ kind: 'fold', first: block.index, words, breaks })
}

function runsOf(blocks: MappedBlock[]): MappedBlock[][] {
  const runs: MappedBlock[][] = []
  for (const block of blocks) {
    const last = runs.at(-1)
    if (last?.[0] !== undefined && runOf(last[0].became) === runOf(block.became)) last.push(block)
    else runs.push([block])
  }
  return runs
}
