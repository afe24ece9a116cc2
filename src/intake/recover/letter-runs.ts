/** The words of a text as runs of letters, at the speed of a loop. */

const LETTER = /\p{L}/u
const LETTERS = /\p{L}+/gu
/** Half of a letter beyond U+FFFF. */
const PAIRED = /[\ud800-\udfff]/
const IS_LETTER = 1
const IS_NONE = 2
/** What each character is, asked of the pattern when it is first met; 0: not met yet. */
const kinds = new Uint8Array(0x10000)

/** @returns every run of letters, in order: what `/\p{L}+/gu` finds. */
export function letterRuns(text: string): string[] {
  if (PAIRED.test(text)) return text.match(LETTERS) ?? []
  const runs: string[] = []
  let start = -1
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if ((kinds[code] || kindOf(code)) === IS_LETTER) {
      if (start < 0) start = at
    } else if (start >= 0) {
      runs.push(text.slice(start, at))
      start = -1
    }
  }
  if (start >= 0) runs.push(text.slice(start))
  return runs
}

function kindOf(code: number): number {
  const kind = LETTER.test(String.fromCharCode(code)) ? IS_LETTER : IS_NONE
  kinds[code] = kind
  return kind
}
