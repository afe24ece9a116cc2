/** A letter or mail the story begins with, right below the work's own header. */
import type { Block } from '../document.ts'
import type { HeaderEntry } from './header.ts'
import { labelOfLine } from './labels.ts'
import { linesOf } from './lines.ts'

const LETTER = /^(?:from|to|cc|bcc|subject|re|date|sent|reply-to)$/i
const MAX_LINES = 6

/** A mail's head and nothing else below a header that has title and author already. @param index of its first block. */
export function isLetterBelow(entries: HeaderEntry[], blocks: Block[], index: number): boolean {
  const own = entries.filter(({ label }) => !LETTER.test(label)).map(({ field }) => field)
  const isFull = own.length > 2 && own.includes('title') && own.includes('author')
  if (!isFull || own.length < entries.length) return false
  const names = new Set<string>()
  for (const block of blocks.slice(index, index + MAX_LINES)) {
    const labels = linesOf(block, index).map(({ text }) => labelOfLine(text)?.label.toLowerCase() ?? '')
    if (block.kind === 'break' || labels.every((label) => label === '')) break
    if (!labels.every((label) => LETTER.test(label))) return false
    for (const label of labels) names.add(label)
  }
  return names.has('to') && (names.has('from') || names.has('subject') || names.has('re'))
}
