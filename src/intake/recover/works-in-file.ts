/** Several works in one file, each with a full header of its own; and headers that repeat for each part of one work. */
import type { Block } from '../document.ts'
import { roughWords } from './chapters.ts'
import { isEndMark } from './furniture.ts'
import { type HeaderField, labelOfLine } from './labels.ts'
import { linesOf } from './lines.ts'
import { segmentsOf } from './run-on.ts'
import { readTitleLine, withoutDecoration } from './title-line.ts'

export interface HeaderPlace {
  /** First block of the header: its title, or what stands directly above it. */
  block: number
  title: string
  part: number | null
}

/** A title in a header counts only beside one of these. */
const COMPANY: ReadonlySet<HeaderField> = new Set([
  'author',
  'fandom',
  'rating',
  'relationships',
  'characters',
  'summary',
  'disclaimer',
  'warnings',
  'length',
  'tags',
  'prompt',
  'kind',
])
const REACH = 8
/** Words of story between one header and the next. */
const LEAST_BETWEEN = 20

/**
 * Places of full headers (a title and another field), in order. Those after the first need a border above:
 * a rule, an end mark, a wide gap, a page break.
 */
export function findHeaders(blocks: Block[]): HeaderPlace[] {
  const places: HeaderPlace[] = []
  let words = 0
  for (let index = 0; index < blocks.length; index++) {
    const block = blocks[index] as Block
    const title = block.text.length < 3000 ? (titleIn(block, index) ?? titleAbove(blocks, index)) : null
    if (
      title !== null &&
      fieldsNear(blocks, index) > 0 &&
      (places.length === 0 || (words >= LEAST_BETWEEN && (hasBorder(blocks, index) || isPageTop(block))))
    ) {
      const read = readTitleLine(title)
      const above = isPageTop(block) && index > 0 && isCategoryPath(blocks[index - 1] as Block)
      places.push({ block: above ? index - 1 : index, title: read.title, part: read.part })
      words = 0
    } else if (places.length > 0) words += roughWords(block.text)
  }
  return places
}

function isPageTop(block: Block): boolean {
  return /^\s*Follow\/Fav\S|^[^\n]{1,120}\SFollow\/Fav\s*(?:\n|$)/.test(block.text)
}

function isCategoryPath(block: Block): boolean {
  return (
    /^\s*(?:TV Shows?|Books?|Movies?|Anime\/Manga|Games?|Cartoons?|Comics?|Plays\/Musicals|Misc|Crossovers?)\b/.test(
      block.text,
    ) && block.text.length < 120
  )
}

function titleIn(block: Block, index: number): string | null {
  if (block.kind === 'break') return null
  if (!block.text.includes(':') && block.text.length > 200) return null
  for (const line of linesOf(block, index).slice(0, 4)) {
    const label = labelOfLine(line.text)
    if (
      label?.field === 'title' &&
      label.value !== '' &&
      /^(?:title|story title|fic title|titel|titre|título|titulo|titolo|название|follow\/fav)$/i.test(
        label.label,
      )
    ) {
      if (label.label === 'Follow/Fav') return label.value
      return segmentsOf(line.text)[0]?.text.slice(label.valueStart).trim() ?? label.value
    }
  }
  return null
}

/** A short line set apart (bold, centred, a heading) directly above labelled lines. */
function titleAbove(blocks: Block[], index: number): string | null {
  const block = blocks[index] as Block
  if (block.text.length > 400 || block.kind === 'break') return null
  const [first, second] = linesOf(block, index)
  if (!first || first.text.length > 90 || labelOfLine(first.text) || isEndMark(first.text)) return null
  const next = second ? second.text : (blocks[index + 1]?.text.split('\n')[0] ?? '')
  const label = labelOfLine(next)
  if (!label || label.weak || !COMPANY.has(label.field)) return null
  const setApart =
    block.strong ||
    block.centred ||
    block.kind === 'heading' ||
    withoutDecoration(first.text) !== first.text.trim()
  return setApart && fieldsNear(blocks, index) > 1 ? first.text : null
}

/** How many other header fields stand in the same block or directly below. */
function fieldsNear(blocks: Block[], index: number): number {
  const fields = new Set<HeaderField>()
  let gap = 0
  for (let at = index; at < Math.min(blocks.length, index + REACH) && gap < 2; at++) {
    const block = blocks[at] as Block
    const labels = linesOf(block, at)
      .flatMap((line) => segmentsOf(line.text))
      .map(({ text }) => labelOfLine(text))
    for (const label of labels)
      if (label && COMPANY.has(label.field) && label.value !== '') fields.add(label.field)
    gap = labels.some((label) => label) ? 0 : gap + 1
  }
  return fields.size
}

function hasBorder(blocks: Block[], index: number): boolean {
  const block = blocks[index] as Block
  const above = [blocks[index - 1], blocks[index - 2]]
  return (
    block.gapBefore >= 2 ||
    block.pageBreakBefore === true ||
    block.cutBefore === true ||
    above.some(
      (each) =>
        each !== undefined && (each.kind === 'break' || each.kind === 'heading' || isEndMark(each.text)),
    )
  )
}

/** Titles of one work said again with other part numbers. */
export function isSameWork(a: string, b: string): boolean {
  const plain = (title: string) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
  return plain(a) === plain(b)
}
