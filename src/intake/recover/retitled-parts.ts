/** "LOW LIGHT (1/2)" at the top and "LOW LIGHT (2/2)" further down: parts under a title said again, without labels. */
import type { Block } from '../document.ts'
import { readTitleLine } from './title-line.ts'

export interface RetitledPart {
  block: number
  part: number
  of: number
}

const REACH = 4
const MAX_TITLE = 120

/** @returns every part in order, the first among them; [] where none is said again. Time grows with the blocks. */
export function retitledParts(blocks: readonly Block[], from: number, to: number): RetitledPart[] {
  const top = firstTitled(blocks, from, to)
  if (top === null) return []
  const parts = [top.place]
  for (let index = top.place.block + 1; index < to; index++) {
    const read = partIn(blocks[index] as Block)
    const next = (parts.at(-1) as RetitledPart).part + 1
    if (read?.title === top.title && read.of === top.place.of && read.part === next)
      parts.push({ block: index, part: read.part, of: read.of })
  }
  return parts.length > 1 ? parts : []
}

function firstTitled(
  blocks: readonly Block[],
  from: number,
  to: number,
): { title: string; place: RetitledPart } | null {
  for (let index = from; index < Math.min(to, from + REACH); index++) {
    const read = partIn(blocks[index] as Block)
    if (read !== null) return { title: read.title, place: { block: index, part: read.part, of: read.of } }
  }
  return null
}

function partIn({ kind, text }: Block): { title: string; part: number; of: number } | null {
  if (kind === 'break' || !/\d\s*(?:\/|of)\s*\d/i.test(text.slice(0, MAX_TITLE))) return null
  const [line] = text.split('\n')
  if (line === undefined || line.length > MAX_TITLE) return null
  const { title, part, of } = readTitleLine(line)
  return part === null || of === null || title === '' ? null : { title: title.toLowerCase(), part, of }
}
