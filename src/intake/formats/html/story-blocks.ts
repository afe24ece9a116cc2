/** Our own blocks → blocks of a document: kinds, gaps beyond the usual spacing, lines that are paragraphs. */
import type { Line } from '../../../story/allowed-html/inline-run.ts'
import type { BuiltBlock } from '../../../story/allowed-html.ts'
import { blockText } from '../../../story/plain-text.ts'
import type { Block, BlockKind } from '../../document.ts'
import { labelOfLine } from '../../recover/labels.ts'
import { isBreakLine, isDressedWord } from '../../recover/scenes/glyph-line.ts'

export type StoryBlock = Omit<Block, 'span'>

const KINDS: Readonly<Record<string, BlockKind>> = {
  hr: 'break',
  pre: 'pre',
  blockquote: 'quote',
  ul: 'list',
  ol: 'list',
  dl: 'list',
  details: 'list',
  table: 'table',
}
/** A line longer than this is no line of verse: its end is the end of a paragraph. */
const PROSE_LINE = 100
const VERSE_LINE = 70
/** Header lines stand before this many long paragraphs. */
const HEADER_PARAGRAPHS = 3
const LONG = 250

/** @param built flat blocks, as the whole of what one element of a page held. */
export function storyBlocks(built: readonly BuiltBlock[]): StoryBlock[] {
  const single = breaksPartParagraphs(built)
  const parted = withPlainAlignment(partLines(built, single))
  const usual = usualGaps(parted, single)
  const texts = parted.map(textOfBlock)
  const dressed = dressedBreaks(texts)
  return parted.map((block, at) => {
    const gapBefore = Math.max(0, block.gapBefore - usual(block))
    return toBlock(block, { text: texts[at] as string, gapBefore, dressed })
  })
}

/** Names dressed as breaks, `-TW-`, that recur. */
function dressedBreaks(texts: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>()
  const dressed = new Set<string>()
  for (const text of texts) {
    if (text.length > 28 || !isDressedWord(text)) continue
    if (seen.has(text)) dressed.add(text)
    seen.add(text)
  }
  return dressed
}

interface Told {
  text: string
  gapBefore: number
  dressed: ReadonlySet<string>
}

function toBlock(block: BuiltBlock, { text, gapBefore, dressed }: Told): StoryBlock {
  const level = /^h[1-6]$/.exec(block.from?.tagName ?? '') && /^h/.test(block.tag) && block.tag !== 'hr'
  const kind = isBreak(block, text, dressed) ? 'break' : level ? 'heading' : kindOf(block)
  return {
    kind,
    html: kind === 'break' ? '<hr>' : block.html,
    text,
    gapBefore,
    ...(level && { level: Number(block.from?.tagName[1]) }),
    ...(block.align === 'centre' && { centred: true }),
    ...(isStrong(block, text) && { strong: true }),
    ...(block.cutBefore && { cutBefore: true }),
    ...(block.pageBreakBefore && { pageBreakBefore: true }),
  }
}

function textOfBlock(block: BuiltBlock): string {
  if (block.tag === 'hr') return ''
  if (block.lines.length > 0 && block.tag !== 'pre') return block.lines.map(({ text }) => text).join('\n')
  return blockText(block.html)
}

function isBreak({ tag }: BuiltBlock, text: string, dressed: ReadonlySet<string>): boolean {
  if (tag === 'hr') return true
  return tag !== 'ul' && tag !== 'ol' && tag !== 'pre' && (isBreakLine(text.trim()) || dressed.has(text))
}

function kindOf(block: BuiltBlock): BlockKind {
  const isVerse = block.lines.length > 1 && block.lines.every((line) => line.text.length < VERSE_LINE)
  if (block.lines.length > 0 && block.lines.every(({ picture }) => picture)) return 'image'
  return KINDS[block.tag] ?? (isVerse ? 'verse' : 'paragraph')
}

function isStrong(block: BuiltBlock, text: string): boolean {
  if (block.lines.length === 0 || block.lines.length > 2) return false
  if (block.lines.every(({ strong }) => strong)) return true
  return text.length < 80 && /\p{Lu}{2}/u.test(text) && text === text.toUpperCase()
}

/** Parts a paragraph at its `<br>`s where each line is a paragraph of its own, or a line of the header. */
function partLines(built: readonly BuiltBlock[], single: boolean): BuiltBlock[] {
  let long = 0
  return built.flatMap((block) => {
    const parts = (single && hasProseLine(block)) || (long < HEADER_PARAGRAPHS && hasLabels(block))
    if (block.tag === 'p' && block.lines.some(({ text }) => text.length > LONG)) long++
    return parts && block.tag === 'p' && block.lines.length > 1
      ? block.lines.map((line, at) => ofLine(block, line, at))
      : [block]
  })
}

function ofLine(block: BuiltBlock, line: Line, at: number): BuiltBlock {
  const open = block.html.slice(0, block.html.indexOf('>') + 1)
  const alone = { ...block, html: `${open}${line.html}</p>`, lines: [line] }
  return at === 0
    ? alone
    : { ...alone, gapBefore: 0, byBreaks: true, cutBefore: false, pageBreakBefore: false }
}

function hasProseLine(block: BuiltBlock): boolean {
  return block.lines.some(({ text }) => text.length > PROSE_LINE)
}

function hasLabels(block: BuiltBlock): boolean {
  let labels = 0
  for (const { text } of block.lines) if (labelOfLine(text) !== null) labels++
  return (
    labels >= 2 ||
    (labels === 1 && block.lines.length <= 3 && labelOfLine(block.lines[0]?.text ?? '') !== null)
  )
}

/** Whether single `<br>`s part paragraphs on this page: many lines that end so are long. */
function breaksPartParagraphs(built: readonly BuiltBlock[]): boolean {
  let lines = 0
  let long = 0
  for (const block of built) {
    if (block.tag !== 'p' || block.lines.length < 2) continue
    lines += block.lines.length
    for (const { text } of block.lines) if (text.length > PROSE_LINE) long++
  }
  return long >= 2 && long >= lines * 0.2
}

/** What stands above most blocks is spacing; by how a block was parted, since a page may do both. */
function usualGaps(blocks: readonly BuiltBlock[], single: boolean): (block: BuiltBlock) => number {
  const prose = blocks.filter((block, at) => at > 0 && block.tag === 'p' && blocks[at - 1]?.tag === 'p')
  const gaps = (byBreaks: boolean) =>
    prose.filter((block) => block.byBreaks === byBreaks).map(({ gapBefore }) => gapBefore)
  const byElement = commonest(gaps(false), 0)
  // Where single breaks part only lines, a blank line is what parts paragraphs.
  const byBreaks = single
    ? commonest(gaps(true), 0)
    : commonest(
        gaps(true).filter((gap) => gap > 0),
        1,
      )
  return (block) => (block.byBreaks ? byBreaks : byElement)
}

/** The value at least half of the numbers have; `otherwise` where there are few of them or none such. */
function commonest(numbers: number[], otherwise: number): number {
  const counts = new Map<number, number>()
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1)
  const [best, count] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [otherwise, 0]
  return numbers.length > 3 && count * 2 >= numbers.length ? best : otherwise
}

/**
 * A page set in `<center>`, or with a margin on all of it, says nothing of its paragraphs by that: where most
 * long ones have it, it goes from all long ones.
 */
function withPlainAlignment(blocks: BuiltBlock[]): BuiltBlock[] {
  const isLong = ({ lines }: BuiltBlock) => lines.some(({ text }) => text.length > PROSE_LINE)
  const long = blocks.filter((block) => block.tag === 'p' && isLong(block))
  const most = (test: (block: BuiltBlock) => boolean) => long.filter(test).length * 2 > long.length
  const centred = most((block) => block.align === 'centre' || block.align === 'right')
  const indented = most((block) => INDENTED.test(block.html))
  if (!centred && !indented) return blocks
  return blocks.map((block) => {
    let html = indented ? block.html.replace(INDENTED, withoutClass('indent')) : block.html
    if (centred && isLong(block)) html = html.replace(ALIGNED, withoutClass('centre', 'right'))
    return html === block.html ? block : { ...block, html, ...(centred && isLong(block) && { align: null }) }
  })
}

const INDENTED = /^<(?:p|h\d|pre) class="([^"]*\bindent)"/
const ALIGNED = /^<(?:p|h\d|pre) class="((?:centre|right)[^"]*)"/

function withoutClass(...names: string[]): (tag: string, classes: string) => string {
  return (tag, classes) => {
    const kept = classes.split(' ').filter((name) => !names.includes(name))
    return tag.replace(/ class="[^"]*"/, kept.length === 0 ? '' : ` class="${kept.join(' ')}"`)
  }
}
