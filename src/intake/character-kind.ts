/** Asks a pattern about characters once each: what a loop over a whole book can afford. */

const YES = 1
const NO = 2

/** @param pattern for one character. @returns whether it holds for the character of a UTF-16 code; false for half of one. */
export function characterKind(pattern: RegExp): (code: number) => boolean {
  const answers = new Uint8Array(0x10000)
  return (code) => {
    if (answers[code] === 0) answers[code] = pattern.test(String.fromCharCode(code)) ? YES : NO
    return answers[code] === YES
  }
}

/** Half of a character beyond U+FFFF: patterns must be asked about these texts. */
export const PAIRED = /[\ud800-\udfff]/
