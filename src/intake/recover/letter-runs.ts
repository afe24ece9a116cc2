/** The words of a text as runs of letters, at the speed of a loop. */
import { characterKind, PAIRED } from '../character-kind.ts'

const LETTERS = /\p{L}+/gu
const isLetter = characterKind(/\p{L}/u)

/** @returns every run of letters, in order: what `/\p{L}+/gu` finds. */
export function letterRuns(text: string): string[] {
  if (PAIRED.test(text)) return text.match(LETTERS) ?? []
  const runs: string[] = []
  let start = -1
  for (let at = 0; at < text.length; at++) {
    if (isLetter(text.charCodeAt(at))) {
      if (start < 0) start = at
    } else if (start >= 0) {
      runs.push(text.slice(start, at))
      start = -1
    }
  }
  if (start >= 0) runs.push(text.slice(start))
  return runs
}
