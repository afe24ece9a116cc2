/** Contents lists above the chapters: they make no chapters, and are no story. */
import type { Block } from '../document.ts'
import { readHeading } from './chapter-heading.ts'

/** A block that lists the chapters: lines of numbers and titles, under "Contents" or naming headings found below. */
export function contentsLists(
  blocks: Block[],
  { from, to }: { from: number; to: number },
  titles: Set<string>,
): number[] {
  const lists: number[] = listedLines(blocks, { from, to: Math.min(to, from + 60) }, titles)
  for (let index = from; index < Math.min(to, from + 60); index++) {
    const block = blocks[index] as Block
    const lines = block.text.split('\n').filter((line) => line.trim() !== '')
    const isList =
      lines.length > 1 &&
      lines.every(
        (line) => /^\s*(?:\d{1,3}[.):]|[-*•])\s+\S.{0,90}$/.test(line) || readHeading(line) !== null,
      )
    if (!isList || block.text.length > 6000) continue
    const under = CONTENTS.test(blocks[index - 1]?.text ?? '')
    if (under || lines.some((line) => titles.has(readHeading(line)?.title?.toLowerCase() ?? '')))
      lists.push(index)
  }
  const words = lists.flatMap((index) => (CONTENTS.test(blocks[index - 1]?.text ?? '') ? [index - 1] : []))
  return [...words, ...lists]
}

/** The heading of a contents list. */
export const CONTENTS =
  /^\W*(?:table of )?(?:contents|chapters|inhalt|inhaltsverzeichnis|table des matières|índice|indice|содержание|оглавление)\W*$/iu

/** Numbered lines one after another, two at least, of which one names a heading found below. */
function listedLines(
  blocks: Block[],
  { from, to }: { from: number; to: number },
  titles: Set<string>,
): number[] {
  const found: number[] = []
  let run: number[] = []
  for (let index = from; index <= to; index++) {
    const text = index < to ? (blocks[index] as Block).text : ''
    const number = /^\s*(\d{1,3})[.):]\s+\S.{0,90}$/.exec(text)?.[1]
    // The number 1 again, right below a list, is the first chapter's own heading.
    if (number !== undefined && !(run.length > 1 && number === '1')) run.push(index)
    else {
      const names = run.map((each) => readHeading((blocks[each] as Block).text)?.title?.toLowerCase() ?? '')
      if (run.length > 1 && names.some((name) => titles.has(name))) found.push(...run)
      run = []
    }
  }
  return found
}
