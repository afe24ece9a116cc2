/** A contents list whose titles stand again, each alone above its chapter: FanFicFare's text files, and books typed so. */
import type { Block } from '../document.ts'
import { chapterTitle } from './chapter-heading.ts'
import { CONTENTS } from './contents-lists.ts'

export interface ListedChapters {
  /** Blocks of the titles above the chapters, in order. */
  starts: { block: number; title: string | null }[]
  /** Blocks of the list. */
  list: number[]
}

const REACH = 60
const LONGEST_TITLE = 90
const MOST_TITLES = 1000

/**
 * @param words running sum of words, as many as stand above each block.
 * @returns null unless every title of the list stands again below it, in order, two at least with a chapter's words.
 */
export function chaptersOfContents(
  blocks: Block[],
  { from, to, words, least }: { from: number; to: number; words: number[]; least: number },
): ListedChapters | null {
  const top = Math.min(to, from + REACH)
  for (let index = from; index < top; index++) {
    if (!CONTENTS.test((blocks[index] as Block).text.split('\n')[0] as string)) continue
    const found = listBelow(blocks, index, to)
    const starts = found === null ? null : placesOf(blocks, found, to)
    if (found === null || starts === null) return null
    const isFilled = starts.every(
      ({ block }, nth) =>
        (words[starts[nth + 1]?.block ?? to] as number) - (words[block + 1] as number) >= least,
    )
    if (!isFilled) return null
    return { starts, list: Array.from({ length: found.first - index }, (_, nth) => index + nth) }
  }
  return null
}

interface List {
  titles: string[]
  /** The block in which the first title stands again. */
  first: number
}

/** Short lines up to the one that says the first of them again. */
function listBelow(blocks: Block[], index: number, to: number): List | null {
  const titles: string[] = []
  for (let at = index; at < to; at++) {
    const { text, kind } = blocks[at] as Block
    if (kind === 'break') continue
    if (titles.length > 1 && plainTitle(text) === titles[0]) return { titles, first: at }
    const lines = text.split('\n').slice(at === index ? 1 : 0)
    if (titles.length + lines.length > MOST_TITLES) return null
    for (const line of lines) {
      if (line.trim() === '') continue
      if (line.length > LONGEST_TITLE) return null
      titles.push(plainTitle(line))
    }
  }
  return null
}

function placesOf(blocks: Block[], { titles, first }: List, to: number): ListedChapters['starts'] | null {
  const starts: ListedChapters['starts'] = []
  for (let at = first; at < to && starts.length < titles.length; at++) {
    const { text } = blocks[at] as Block
    if (text.length > LONGEST_TITLE || plainTitle(text) !== titles[starts.length]) continue
    starts.push({ block: at, title: chapterTitle(text.trim()) })
  }
  return starts.length === titles.length ? starts : null
}

/** Without number, decoration and case: "1. Beans" of the list is "Beans" above the chapter. */
function plainTitle(line: string): string {
  return line
    .replace(/^\W*\d{1,3}[.):]\s+/, '')
    .toLowerCase()
    .replace(/^[\s*_~#•-]+|[\s*_~]+$/gu, '')
}
