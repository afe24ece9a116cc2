/**
 * A description taken apart into clues: clauses of some words each. A half-remembered plot touches several scenes, and each scene is
 * best found by the clause that tells of it. Pure.
 */

/** Sentence ends, brackets, commas, dashes, and the small words that begin another clause. */
const BORDERS =
  /(?<=[.!?;:…])\s+|[;()]|,\s+|\s[-–—]+\s|\s+(?=(?:and|but|then|because|so|who|when|while|after|before|until|where)\s)/i
const CLUE_WORDS_MIN = 5
/** A shorter rest goes to the clue before it. */
const LAST_CLUE_WORDS_MIN = 4
/** A longer text is a pasted page; its first clues say enough. */
const CLUES_MAX = 10

/** @returns the clues in order; the whole text as one where it is short, none where there is nothing in it. */
export function cluesOf(text: string): string[] {
  const clues: string[] = []
  let open = ''
  for (const part of text.split(BORDERS)) {
    open = `${open} ${part.trim()}`.trim()
    if (words(open) < CLUE_WORDS_MIN) continue
    clues.push(open)
    open = ''
  }
  if (open !== '') {
    const last = clues.at(-1)
    if (last !== undefined && words(open) < LAST_CLUE_WORDS_MIN) clues[clues.length - 1] = `${last} ${open}`
    else clues.push(open)
  }
  return clues.slice(0, CLUES_MAX)
}

const words = (text: string) => (text === '' ? 0 : text.split(/\s+/).length)
