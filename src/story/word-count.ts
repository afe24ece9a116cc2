/**
 * Words of a text by AO3's rule, so that numbers can be compared (otwarchive, lib/word_counter.rb):
 * `--` parts words, hyphens and apostrophes join them, every Han, Hiragana, Katakana and Thai character is a word,
 * and a run of other word characters is one. Lines of symbols count nothing.
 */
const WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}])[\p{L}\p{M}\p{N}\p{Pc}])+/gu
const JOINERS = /[-'’‘‐]/g
const ASCII_WORD = /[A-Za-z0-9_]+/g

/** @param text plain text of the story alone: headings, notes and summaries are not counted. */
export function countWords(text: string): number {
  const joined = text.replace(/--+/g, '—').replace(JOINERS, '')
  const isAscii = /^[\x00-\x7f“”…—–\u00a0]*$/.test(joined)
  let count = 0
  for (const _ of joined.matchAll(isAscii ? ASCII_WORD : WORD)) count++
  return count
}
