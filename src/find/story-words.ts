/** A whole story as the few words that tell it from others: what whole works are compared by. */
import { createStemCounter, type StemCounter } from './stem-counter.ts'

let counter: StemCounter | undefined

/**
 * Each stem of the story, less stop words, written 1 + floor(log2 n) times for its n occurrences: a fifth of the text's
 * words, and better at finding than the text itself, since the hundredth 'captain' says no more than the tenth
 * (docs/finding.md has the figures).
 * @param chapters plain text of each chapter. @returns stems parted by spaces.
 */
export function storyWords(chapters: string[]): string {
  counter ??= createStemCounter()
  for (const chapter of chapters) counter.count(chapter)
  const parts: string[] = []
  counter.drain((stem, count) => {
    for (let times = 32 - Math.clz32(count); times > 0; times--) parts.push(stem)
  })
  return parts.join(' ')
}
