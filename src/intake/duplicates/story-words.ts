/**
 * The words of a story as numbers, for comparing texts that came through different hands: without case, quotes,
 * dashes, apostrophes, emphasis, line ends and what a wrong encoding makes of letters beyond ASCII.
 */

const BREAK = 0
/** Neither part of a word nor the end of one: an apostrophe, a soft hyphen. */
const INSIDE = 1
/** A sign that writes a word by itself: Han, kana, Thai. */
const SIGN = 2
/** From here on a letter or digit: its folded code. */
const LETTER = 3

/** What each character is; larger codes are asked of {@link farClass}. */
const CLASSES = makeClasses()
const NEAR = 0x600

function makeClasses(): Uint16Array {
  const classes = new Uint16Array(0x600)
  for (let code = 0; code < classes.length; code++) classes[code] = nearClass(code)
  return classes
}

function nearClass(code: number): number {
  const character = String.fromCharCode(code)
  if (code < 0x80)
    return /[a-z0-9]/i.test(character) ? character.toLowerCase().charCodeAt(0) : asciiSign(code)
  if (code < 0xa0 || code === 0xad || code === 0xb4) return INSIDE
  // A letter of Latin-1 is what survives least: é comes as Ã©, or not at all. Without it they all read alike.
  if (code < 0x250) return /\p{L}/u.test(character) ? INSIDE : BREAK
  if (/\p{M}|[\u02b9-\u02bf]/u.test(character)) return INSIDE
  return /[\p{L}\p{N}]/u.test(character) ? character.toLowerCase().charCodeAt(0) || LETTER : BREAK
}

function asciiSign(code: number): number {
  return code === 0x27 || code === 0x60 ? INSIDE : BREAK
}

function farClass(code: number): number {
  // ‘ ’ ‛, zero-width signs, the euro and trade signs of a wrong encoding, the sign for a lost letter.
  if (code === 0x2018 || code === 0x2019 || code === 0x201b || code === 0x20ac || code === 0x2122)
    return INSIDE
  if ((code >= 0x200b && code <= 0x200f) || code === 0x2060 || code === 0xfeff || code === 0xfffd)
    return INSIDE
  if (code >= 0x0e00 && code <= 0x0e7f) return SIGN
  if (code >= 0x2000 && code < 0x2e80) return BREAK
  if (code >= 0x3000 && code <= 0x3004) return BREAK
  if (code >= 0x3005 && code <= 0x9fff) return code >= 0x3008 && code <= 0x3020 ? BREAK : SIGN
  if (code >= 0xf900 && code <= 0xfaff) return SIGN
  if (code >= 0xfe10 && code <= 0xffff) return BREAK
  return code
}

/** Elements that stand inside a word without ending it. */
const INLINE = new Set(
  'a abbr b big cite code del em font i ins kbd mark q s small span strike strong sub sup tt u var'.split(
    ' ',
  ),
)

/** FNV-1a, 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
const SEED = 0x811c9dc5
const PRIME = 0x01000193

/** A list of numbers that grows without copying each time. */
class Growing {
  #values = new Uint32Array(4096)
  length = 0

  push(value: number): void {
    if (this.length === this.#values.length) {
      const larger = new Uint32Array(this.length * 2)
      larger.set(this.#values)
      this.#values = larger
    }
    this.#values[this.length++] = value
  }

  taken(): Uint32Array {
    return this.#values.slice(0, this.length)
  }
}

export interface StoryWords {
  /** One 32-bit number a word, in order; the same word has the same number in every story. */
  words: Uint32Array
  /** Where each chapter begins in `words`. */
  chapterStarts: number[]
}

/** @param chapters allowed HTML of each chapter's story, without titles and notes. Time grows with their length. */
export function storyWords(chapters: readonly string[]): StoryWords {
  const words = new Growing()
  const chapterStarts: number[] = []
  for (const html of chapters) {
    chapterStarts.push(words.length)
    readWords(html, words)
  }
  return { words: words.taken(), chapterStarts }
}

function readWords(html: string, words: Growing): void {
  let hash = SEED
  let letters = 0
  const { length } = html
  for (let at = 0; at < length; at++) {
    let code = html.charCodeAt(at)
    if (code === 0x3c || code === 0x26) {
      const over = code === 0x3c ? skipTag(html, at) : skipEntity(html, at)
      at = Math.abs(over) - 1
      if (over < 0) continue
      code = 0x20
    }
    // "don?t" is "don't" written in an encoding that had no such sign.
    if (code === 0x3f && letters > 0 && isLetterAt(html, at + 1)) continue
    code = code < NEAR ? (CLASSES[code] as number) : farClass(code)
    if (code >= LETTER) {
      hash = Math.imul(hash ^ code, PRIME)
      letters++
      continue
    }
    if (code === INSIDE || (code === BREAK && isHalfOfLetter(html, at))) continue
    if (letters > 0) words.push(hash >>> 0)
    hash = SEED
    letters = 0
    if (code === SIGN) words.push(Math.imul(SEED ^ html.charCodeAt(at), PRIME) >>> 0)
  }
  if (letters > 0) words.push(hash >>> 0)
}

/** The second half of a letter of Latin-1 read in a wrong encoding: the § of `Ã§`. */
function isHalfOfLetter(html: string, at: number): boolean {
  const code = html.charCodeAt(at)
  if (code < 0xa1 || code > 0xbf) return false
  const before = html.charCodeAt(at - 1)
  return before >= 0xc2 && before <= 0xc5
}

function isLetterAt(html: string, at: number): boolean {
  const code = html.charCodeAt(at)
  return code < NEAR && (CLASSES[code] as number) >= LETTER
}

/** @returns where the text goes on; negative where the word goes on too. */
function skipTag(html: string, at: number): number {
  const close = html.indexOf('>', at)
  const over = close < 0 ? html.length : close + 1
  let from = at + 1
  if (html.charCodeAt(from) === 0x2f) from++
  let to = from
  while (to < over && isLetterAt(html, to)) to++
  return INLINE.has(html.slice(from, to)) ? -over : over
}

function skipEntity(html: string, at: number): number {
  if (html.startsWith('&#39;', at)) return -(at + 5)
  const close = html.indexOf(';', at)
  return close < 0 || close > at + 8 ? at + 1 : close + 1
}
