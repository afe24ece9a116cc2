/** Apostrophes that some program turned into `?` or U+FFFD: `don?t`, `it�s`. */

const ENDING = '(?:t|s|re|ve|ll|d|m)'
const REPLACEMENT = new RegExp(`(\\p{L})\\ufffd(?=${ENDING}(?!\\p{L}))`, 'gu')
/** Words that can only be contractions; three of them show what the question marks are. */
const CERTAIN =
  /(?:n\?t|\b(?:I\?(?:m|ll|ve|d)|(?:we|they|you)\?(?:re|ve|ll|d)|(?:it|that|he|she|what|there|let|who)\?s))(?![A-Za-z])/gi
const QUESTION = new RegExp(`([A-Za-z])\\?(?=${ENDING}(?![A-Za-z]))`, 'g')
const SURE_FROM = 3

/** Repairs only where it is certain. @returns the text and how many were repaired. */
export function repairLostApostrophes(text: string): { text: string; count: number } {
  let count = 0
  const repaired = (_: string, letter: string): string => {
    count++
    return `${letter}’`
  }
  let result = text
  if (text.includes('\ufffd')) result = result.replace(REPLACEMENT, repaired)
  if (isSure(text)) result = result.replace(QUESTION, repaired)
  return { text: result, count }
}

function isSure(text: string): boolean {
  let candidates = 0
  for (let at = text.indexOf('?'); at !== -1 && candidates < SURE_FROM; at = text.indexOf('?', at + 1))
    if (isLetter(text.charCodeAt(at - 1)) && isLetter(text.charCodeAt(at + 1))) candidates++
  if (candidates < SURE_FROM) return false
  let found = 0
  for (const _ of text.matchAll(CERTAIN)) if (++found >= SURE_FROM) return true
  return false
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90)
}
