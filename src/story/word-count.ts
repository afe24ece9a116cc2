/**
 * Words of a text by AO3's rule, so that numbers can be compared (otwarchive, lib/word_counter.rb):
 * `--` parts words, hyphens and apostrophes join them, every Han, Hiragana, Katakana and Thai character is a word,
 * and a run of other word characters is one. Lines of symbols count nothing.
 */
const SINGLE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u
const IN_WORD = /[\p{L}\p{M}\p{N}\p{Pc}]/u

const APART = 1
const WITHIN = 2
const ALONE = 3
const JOINER = 4
/** What each character is, asked of the patterns when it is first met; 0: not met yet. */
const kinds = new Uint8Array(0x10000)
for (const joiner of "-'’‘‐") kinds[joiner.charCodeAt(0)] = JOINER

/**
 * A loop where patterns would do: every word of an import goes through here.
 * @param text plain text of the story alone: headings, notes and summaries are not counted.
 */
export function countWords(text: string): number {
  let count = 0
  let isOpen = false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    let kind = kinds[code] || kindOf(code)
    if (code >= 0xd800 && isPair(text, at)) {
      kind = kindOfCharacter(text.slice(at, at + 2))
      at++
    }
    if (kind === WITHIN) {
      if (!isOpen) count++
      isOpen = true
    } else if (kind === JOINER) {
      if (code !== HYPHEN || text.charCodeAt(at + 1) !== HYPHEN) continue
      while (text.charCodeAt(at + 1) === HYPHEN) at++
      isOpen = false
    } else {
      if (kind === ALONE) count++
      isOpen = false
    }
  }
  return count
}

const HYPHEN = 0x2d

function isPair(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code >= 0xd800 && code < 0xdc00 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00
}

function kindOf(code: number): number {
  const kind = kindOfCharacter(String.fromCharCode(code))
  kinds[code] = kind
  return kind
}

function kindOfCharacter(character: string): number {
  if (SINGLE.test(character)) return ALONE
  return IN_WORD.test(character) ? WITHIN : APART
}
