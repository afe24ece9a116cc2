/** Finds where chapters begin: headings of every style, weighed against each other. */
import type { Block } from '../document.ts'
import { chapterTitle, couldBeChapterTitle, type Heading, readHeading } from './chapter-heading.ts'
import { contentsLists } from './contents-lists.ts'
import { chaptersOfContents, type ListedChapters } from './contents-titles.ts'
import { furnitureOf } from './furniture.ts'
import { type LabelledLine, labelOfLine } from './labels.ts'
import { isTitleCase } from './title-block.ts'
import { readTitleLine } from './title-line.ts'

export interface ChapterStart {
  /** First block of the heading, and the first after it. */
  from: number
  to: number
  title: string | null
  number: number | null
  rule: string
}

export interface FoundChapters {
  starts: ChapterStart[]
  /** Blocks of contents lists and running heads. */
  furniture: number[]
  /** Numbered pieces too short for chapters: each of these blocks begins a scene. */
  sceneNumbers: number[]
}

/** The blocks that are looked at, and how many words stand before each. */
interface Extent {
  blocks: Block[]
  from: number
  to: number
  words: number[]
}

interface Hit {
  block: number
  heading: Heading
  /** Set apart as headings are: by markup, centred, bold. */
  marked: boolean
}

/** Numbered pieces shorter than this are scenes; of "five things" those shorter than the other. */
const SHORT_PIECE_WORDS = 60
const SHORT_THING_WORDS = 180
const LEAST_WORDS = 15

/**
 * @param from first block that may be a heading, @param to the one after the last.
 * Never throws; time grows with the number of blocks.
 */
export function findChapters(blocks: Block[], from: number, to: number): FoundChapters {
  const extent: Extent = { blocks, from, to, words: wordSums(blocks, from, to) }
  const hits = hitsOf(blocks, from, to)
  const { kept, furniture } = withoutContents(chosenHits(hits, extent), extent)
  const listed = chaptersOfContents(blocks, { ...extent, least: LEAST_WORDS })
  if (listed !== null && listed.starts.length > kept.length) return byContents(listed)
  const titles = new Set(kept.flatMap(({ heading }) => heading.title?.toLowerCase() ?? []))
  furniture.push(...contentsLists(blocks, { from, to }, titles))
  if (kept.length > 0 && kept.every((hit) => hit.heading.kind === 'bare') && isShortPieces(kept, extent)) {
    return { starts: [], furniture, sceneNumbers: kept.map((hit) => hit.block) }
  }
  if (kept.length > 0) return { starts: startsOf(kept, blocks, to), furniture, sceneNumbers: [] }
  return { starts: markedChapters(extent), furniture, sceneNumbers: [] }
}

function byContents({ starts, list }: ListedChapters): FoundChapters {
  const found = starts.map(({ block, title }) => ({
    from: block,
    to: block + 1,
    title,
    number: null,
    rule: 'chapters/contents',
  }))
  return { starts: found, furniture: list, sceneNumbers: [] }
}

/**
 * Running sum of words: `sums[i]` is how many stand from the first block up to block i. Only of this stretch,
 * since a book may ask for each of a thousand chapters.
 */
function wordSums(blocks: Block[], from: number, to: number): number[] {
  const sums: number[] = []
  let sum = 0
  for (let index = from; index < to; index++) {
    sums[index] = sum
    const block = blocks[index] as Block
    sum += block.kind === 'break' ? 0 : roughWords(block.text)
  }
  sums[to] = sum
  return sums
}

/** Words as spaces and one: near enough to tell prose from none. */
export function roughWords(text: string): number {
  if (text === '') return 0
  let words = 1
  let unspaced = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 32 || code === 10) words++
    else if (code >= 0x3040 && code <= 0x9fff) unspaced++
  }
  // Japanese and Chinese part no words: two signs are one, nearly.
  return words + (unspaced >> 1)
}

function hitsOf(blocks: Block[], from: number, to: number): Hit[] {
  const hits: Hit[] = []
  for (let index = from; index < to; index++) {
    const block = blocks[index] as Block
    if (block.text.length === 0 || block.text.length > 140 || block.kind === 'break' || block.kind === 'list')
      continue
    const heading = readHeading(block.text)
    if (!heading || (heading.kind === 'bare' && inVerse(blocks, index)) || inHeader(blocks, index)) continue
    const marked =
      block.kind === 'heading' ||
      block.centred === true ||
      block.strong === true ||
      block.pageBreakBefore === true
    hits.push({ block: index, heading, marked })
  }
  return hits
}

/** "Part: 1/1" between other labels is a field of the header; between the facts and the summary stands the work's title. */
function inHeader(blocks: Block[], index: number): boolean {
  const [above, own, below, next] = [index - 1, index, index + 1, index + 2].map((at) =>
    labelOfLine(blocks[at]?.text.split('\n')[0] ?? ''),
  )
  if (own == null) return isOther(above) && (below?.field === 'summary' || next?.field === 'summary')
  // "Chapter 2: Tide" with the chapter's own note below it is a heading, whatever stands above.
  if (/\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten)\b/i.test(own.label) && ofChapter(below))
    return false
  return own.field === 'chapterTitle' && isOther(above) && isOther(below)
}

const CHAPTER_FIELDS: ReadonlySet<string> = new Set([
  'notes',
  'endNotes',
  'disclaimer',
  'warnings',
  'spoilers',
])

function ofChapter(label: LabelledLine | null | undefined): boolean {
  return label != null && CHAPTER_FIELDS.has(label.field)
}

function isOther(label: LabelledLine | null | undefined): boolean {
  return label != null && label.field !== 'chapterTitle'
}

/** "I" as a line of verse, "2" in a column of figures. */
function inVerse(blocks: Block[], index: number): boolean {
  const [above, own, below] = [blocks[index - 1], blocks[index], blocks[index + 1]].map(
    (block) => block?.kind === 'verse' || block?.kind === 'quote' || block?.kind === 'table',
  )
  return own === true || (above === true && below === true)
}

/** Explicit words always count; the rest need a sequence or company. */
function chosenHits(hits: Hit[], extent: Extent): Hit[] {
  const strong = hits.filter((hit) => hit.heading.kind === 'word')
  const weak = inSequence(hits.filter((hit) => hit.heading.kind === 'weak'))
  const named = hits.filter((hit) => hit.heading.kind === 'named')
  const explicit = [...strong, ...weak]
  const company = explicit.length > 0 || named.length > 1
  const chosenNamed = named.filter((hit) => company || hit.marked || hit.block <= (hits[0]?.block ?? 0))
  const asides = hits.filter(
    (hit) => hit.heading.kind === 'aside' && (explicit.length > 0 || (chosenNamed.length > 0 && hit.marked)),
  )
  const bare = bareHits(hits, explicit, extent)
  return [...explicit, ...chosenNamed, ...asides, ...bare].sort((a, b) => a.block - b.block)
}

/** Parts, days, scenes: two of them at least, rising, or one set apart as a heading. */
function inSequence(hits: Hit[]): Hit[] {
  const risen = hits.filter((hit, index) => {
    const next = hits[index + 1]?.heading.number
    const before = hits[index - 1]?.heading.number
    const number = hit.heading.number
    if (number === null) return false
    return (
      (next != null && next === number + 1) ||
      (before != null && before === number - 1) ||
      (hits.length > 1 && hit.marked)
    )
  })
  if (risen.length > 0) return risen
  return hits.filter(
    (hit) =>
      hit.marked ||
      hit.heading.of !== null ||
      (hits.length === 1 && hit.heading.isPart && hit.heading.number !== null),
  )
}

/** Bare numbers: from 0 or 1 on, each one more than the last, with prose between; or filling the gaps of explicit ones. */
function bareHits(hits: Hit[], explicit: Hit[], extent: Extent): Hit[] {
  const bare = hits.filter((hit) => hit.heading.kind === 'bare')
  if (explicit.length > 0) {
    const known = new Set(explicit.map((hit) => hit.heading.number))
    return bare.filter((hit) => fitsAmong(hit, explicit) && !known.has(hit.heading.number))
  }
  const run: Hit[] = []
  for (const hit of bare.filter((_, index) => proseAfter(bare, index, extent) >= LEAST_WORDS)) {
    const number = hit.heading.number as number
    const last = run.at(-1)
    if (!last ? number <= 1 : number === (last.heading.number as number) + 1) run.push(hit)
  }
  return run.length < 2 ? [] : run
}

/** Words between a hit and the next. */
function proseAfter(hits: Hit[], index: number, { words, to }: Extent): number {
  return (words[hits[index + 1]?.block ?? to] as number) - (words[(hits[index] as Hit).block + 1] as number)
}

function fitsAmong(hit: Hit, explicit: Hit[]): boolean {
  const number = hit.heading.number as number
  const before = explicit.filter((each) => each.block < hit.block).at(-1)?.heading.number
  const after = explicit.find((each) => each.block > hit.block)?.heading.number
  // "2. The Verger" may begin a list or a sentence, but not right between chapters one and three.
  if (hit.heading.title !== null && !hit.marked) return before === number - 1 && after === number + 1
  return (
    (before == null || number > before) &&
    (after == null || number < after) &&
    (before != null || number <= 1) &&
    (after != null || number <= (before ?? 0) + 3)
  )
}

/** A contents list is several headings with no prose between; a heading said again with none between is a running head. */
function withoutContents(hits: Hit[], extent: Extent): { kept: Hit[]; furniture: number[] } {
  const { words, to } = extent
  const kept: Hit[] = []
  const furniture: number[] = []
  hits.forEach((hit, index) => {
    const next = hits[index + 1]
    const prose = (words[next?.block ?? to] as number) - (words[hit.block + 1] as number)
    const last = kept.at(-1)
    if (next && prose < 8 && !(hit.heading.isPart && !next.heading.isPart && prose === 0))
      furniture.push(hit.block)
    else if (!next && prose < (isLink(hit) ? LEAST_WORDS : 1)) furniture.push(hit.block)
    else if (last && sameHeading(last.heading, hit.heading) && !opensAlike(last, hit, extent))
      furniture.push(hit.block)
    else kept.push(hit)
  })
  return { kept: kept.filter((hit, index) => !isPartAbove(hit, kept[index + 1])), furniture }
}

/** "Part Two" below the end, with only "Back to the master post" under it, leads to another page. */
function isLink({ heading }: Hit): boolean {
  return heading.kind === 'weak' || heading.kind === 'bare'
}

/** The words below one heading stand below the other again: a second copy of the chapter, and no running head. */
function opensAlike(a: Hit, b: Hit, { blocks, to }: Extent): boolean {
  const [first, second] = [a, b].map(({ block }) => {
    const below = blocks.slice(block + 1, Math.min(to, block + 4))
    return below.find((each) => each.kind !== 'break' && each.text.length >= 40)?.text
  })
  return first !== undefined && first === second
}

function sameHeading(a: Heading, b: Heading): boolean {
  return (
    a.kind === b.kind &&
    a.number === b.number &&
    a.isPart === b.isPart &&
    (a.title === b.title || b.title === null) &&
    a.number !== null
  )
}

/** "Part Two" directly above "Chapter 5": the chapter's heading begins with it. */
function isPartAbove(hit: Hit, next: Hit | undefined): boolean {
  return next !== undefined && hit.heading.isPart && !next.heading.isPart && next.block === hit.block + 1
}

/** "Five Things Mr. Pyke Gave Away", "Four times he didn't and one time he did", 5+1. */
function countsThings(blocks: Block[], hits: Hit[]): boolean {
  const top = blocks
    .slice(Math.max(0, (hits[0] as Hit).block - 20), (hits[0] as Hit).block)
    .map((block) => block.text.slice(0, 300))
    .join('\n')
  return /\b(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\s+(?:\p{L}+\s+){0,2}(?:things?|times|ways|people|reasons|moments|kisses|firsts|lies|facts|lives)\b|\b\d\s?\+\s?1\b|\b(?:fünf|cinq|cinco|cinque)\s+\p{L}+/iu.test(
    top,
  )
}

function isShortPieces(hits: Hit[], { blocks, words, to }: Extent): boolean {
  const isThings = countsThings(blocks, hits)
  const lengths = hits.map(
    (hit, index) => (words[hits[index + 1]?.block ?? to] as number) - (words[hit.block + 1] as number),
  )
  const middle = [...lengths].sort((a, b) => a - b)[Math.floor(lengths.length / 2)] as number
  return (
    hits.length > 1 &&
    middle < (isThings ? SHORT_THING_WORDS : SHORT_PIECE_WORDS) &&
    !hits.some((hit) => hit.marked && hit.heading.title !== null)
  )
}

function startsOf(hits: Hit[], blocks: Block[], to: number): ChapterStart[] {
  const below = hits
    .filter((hit) => hit.heading.title === null)
    .map((hit) => titleBelow(blocks, hit.block, to))
  const usual = below.filter((title) => title !== null).length * 2 >= below.length
  return hits.map((hit) => {
    const from = partsAbove(blocks, hit.block)
    const title = hit.heading.title ?? (usual ? titleBelow(blocks, hit.block, to) : null)
    const taken = hit.heading.title === null && title !== null ? 1 : 0
    return {
      from,
      to: hit.block + 1 + taken,
      title,
      number: hit.heading.number,
      rule: `chapters/${hit.heading.kind}`,
    }
  })
}

function partsAbove(blocks: Block[], block: number): number {
  const above = block > 0 ? readHeading((blocks[block - 1] as Block).text) : null
  return above?.isPart && !readHeading((blocks[block] as Block).text)?.isPart ? block - 1 : block
}

/** A short title on the line below "Chapter 1". */
function titleBelow(blocks: Block[], index: number, to: number): string | null {
  const block = blocks[index + 1]
  const after = blocks[index + 2]
  if (!block || !after || index + 2 >= to || block.kind === 'break' || block.text.includes('\n')) return null
  const text = block.text.trim()
  if (
    !couldBeChapterTitle(text) ||
    furnitureOf(text) ||
    /[.!:]["”]?$/.test(text) ||
    /^["“«—–-]|[:]/.test(text)
  )
    return null
  const marked = block.kind === 'heading' || block.centred || block.strong
  const words = text.split(/\s+/).length
  if (
    !marked &&
    !(
      isTitleCase(text) ||
      (words === 1 && /^\p{Lu}/u.test(text)) ||
      (words <= 8 && after.text.length > 120 && /^\p{Lu}/u.test(text) && !/[?…]$/.test(text))
    )
  )
    return null
  return chapterTitle(text)
}

/** Chapters with titles and no numbers: headings of one level, or short lines at page breaks, two at least with prose below. */
function markedChapters({ blocks, from, to, words }: Extent): ChapterStart[] {
  const marked: number[] = []
  for (let index = from; index < to; index++) {
    const block = blocks[index] as Block
    const isPage =
      block.pageBreakBefore === true && block.text.length < 80 && !/[.!?,"”]$/.test(block.text.trim())
    if (block.text !== '' && block.text.length < 120 && (block.kind === 'heading' || isPage))
      marked.push(index)
  }
  const levels = [...new Set(marked.map((index) => (blocks[index] as Block).level ?? 9))].sort()
  for (const level of levels) {
    const same = marked.filter((index) => ((blocks[index] as Block).level ?? 9) === level)
    const filled = same.filter(
      (index, nth) => (words[same[nth + 1] ?? to] as number) - (words[index + 1] as number) >= 40,
    )
    if (filled.length < 2) continue
    return filled.map((index) => {
      const text = (blocks[index] as Block).text
      const read = readTitleLine(text)
      return {
        from: index,
        to: index + 1,
        title: chapterTitle(read.part !== null && read.of !== null ? '' : text),
        number: read.part,
        rule: 'chapters/marked',
      }
    })
  }
  return []
}
