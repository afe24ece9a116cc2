/**
 * Which old encoding bytes are in that are not UTF-8. Every candidate is tried on a sample round the high bytes and
 * scored by how letter-like those characters are where they stand; windows-1252 wins where nothing tells.
 */
import chardet from 'chardet'
import { decodeSingleByte, latin1, SINGLE_BYTE, type SingleByte } from './single-byte.ts'

const SAMPLE_BYTES = 24_576
/** East Asian text is mostly high bytes; in Western text they are few and far between. */
const EAST_ASIAN_SHARE = 0.2
const EAST_ASIAN: Record<string, string> = {
  Shift_JIS: 'shift_jis',
  'EUC-JP': 'euc-jp',
  'EUC-KR': 'euc-kr',
  GB18030: 'gb18030',
  Big5: 'big5',
}
const EAST_ASIAN_CHARACTER = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u

/** Letters beyond ASCII of languages whose old encodings share byte values. */
const ALPHABETS = [
  'àâæçéèêëîïôœùûüÿ',
  'äöüß',
  'áéíñóúü',
  'àáâãçéêíóôõúü',
  'àèéìíòóùú',
  'åäöéæø',
  'áðéíóúýþæö',
  'ąćęłńóśźż',
  'áčďéěíňóřšťúůýž',
  'áéíóöőúüű',
  'áäčďéíĺľňóôŕšťúýž',
  'čćđšž',
  'ăâîșțşţ',
].map((letters) => new Set(letters + letters.toUpperCase()))

/** How much better another encoding must read than windows-1252 to be believed. */
const MARGIN = 0.15

/** @param bytes not valid UTF-8. @returns a label TextDecoder or `decodeSingleByte` knows. */
export function guessLegacyEncoding(bytes: Uint8Array): string {
  const sample = sampleOfHighBytes(bytes)
  if (DRAWN_LINE.test(latin1(sample))) return bestOf(sample, DOS)
  return guessEastAsian(sample) ?? bestOf(sample, SINGLE_BYTE)
}

/** The lines and blocks of a DOS screen, drawn out: no language repeats a letter so often. */
const DRAWN_LINE = /\xcd{10}|\xc4{10}|\xdb{10}|\xdc{10}|\xdf{10}|[\xb0-\xb2]{10}/
const DOS: readonly SingleByte[] = ['cp437', 'cp850', 'cp866']

/** @param encodings the first is believed where nothing tells. */
function bestOf(sample: Uint8Array, encodings: readonly SingleByte[]): SingleByte {
  let best = encodings[0] as SingleByte
  let bestScore = scoreOf(decodeSingleByte(sample, best)) + MARGIN
  for (const encoding of encodings.slice(1)) {
    const score = scoreOf(decodeSingleByte(sample, encoding))
    if (score > bestScore) [best, bestScore] = [encoding, score]
  }
  return best
}

/** Whole lines with high bytes in them, so that no character is cut in two. */
function sampleOfHighBytes(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = []
  let size = 0
  let at = 0
  while (at < bytes.length && size < SAMPLE_BYTES) {
    const high = nextHighByte(bytes, at)
    if (high === -1) break
    const start = Math.max(bytes.lastIndexOf(10, high) + 1, at, high - 2000)
    const lineEnd = bytes.indexOf(10, high)
    const end = lineEnd === -1 || lineEnd - high > 4000 ? Math.min(bytes.length, high + 4000) : lineEnd + 1
    parts.push(bytes.subarray(start, end))
    size += end - start
    at = end
  }
  return Buffer.concat(parts)
}

function nextHighByte(bytes: Uint8Array, from: number): number {
  for (let i = from; i < bytes.length; i++) if ((bytes[i] as number) > 127) return i
  return -1
}

function guessEastAsian(sample: Uint8Array): string | null {
  let high = 0
  for (const byte of sample) if (byte > 127) high++
  if (high < sample.length * EAST_ASIAN_SHARE) return null
  for (const match of chardet.analyse(sample)) {
    const encoding = EAST_ASIAN[match.name]
    if (encoding && readsAsEastAsian(sample, encoding)) return encoding
  }
  return null
}

/** Nearly no errors, and its characters stand side by side: an accented letter before an ASCII one would make lone ones. */
function readsAsEastAsian(sample: Uint8Array, encoding: string): boolean {
  const characters = [...new TextDecoder(encoding).decode(sample)]
  let wide = 0
  let neighbours = 0
  let errors = 0
  for (let i = 0; i < characters.length; i++) {
    if (characters[i] === '\ufffd') errors++
    if (!EAST_ASIAN_CHARACTER.test(characters[i] as string)) continue
    wide++
    if (EAST_ASIAN_CHARACTER.test(characters[i + 1] ?? '')) neighbours++
  }
  return wide > 0 && errors <= wide * 0.01 && neighbours >= wide * 0.5
}

/** Mean worth of the characters beyond ASCII, about −2 (nonsense) to 2. */
function scoreOf(text: string): number {
  let sum = 0
  let count = 0
  const letters = new Map<string, number>()
  for (const match of text.matchAll(/[^\x00-\x7f]/g)) {
    const before = text[match.index - 1] ?? ' '
    const after = text[match.index + 1] ?? ' '
    sum += worth(match[0], before, after)
    count++
    if (/\p{Script=Latin}/u.test(match[0])) letters.set(match[0], (letters.get(match[0]) ?? 0) + 1)
  }
  return count === 0 ? 0 : sum / count + fitOfAlphabet(letters, count)
}

/** How much of the letters beyond ASCII one language alone explains, as a share of all characters counted. */
function fitOfAlphabet(letters: Map<string, number>, count: number): number {
  let best = 0
  for (const alphabet of ALPHABETS) {
    let fit = 0
    for (const [letter, times] of letters) fit += alphabet.has(letter) ? times : -times
    best = Math.max(best, fit)
  }
  return best / count
}

const WORDS_OF_ONE_LETTER = new Set('àáâåäæçéèêíìóòôöøúùÀÁÅÉÈÍÓÖØÚ')
const LETTER = /\p{L}/u
const LOWER = /\p{Ll}/u
const UPPER = /\p{Lu}/u
const CYRILLIC = /\p{Script=Cyrillic}/u
const SPACE = /[\s\u00a0]/
/** As much as a letter that fits its word (1) and its alphabet (1). */
const QUOTE_FITS = 2

/** What one character is worth where it stands: 1 fits, 0 says nothing, −2 is nonsense. */
function worth(character: string, before: string, after: string): number {
  if (character === '\ufffd' || /[\x80-\x9f]/.test(character)) return -2
  if (LETTER.test(character)) return letterWorth(character, before, after)
  if (/[’‘]/.test(character)) return LETTER.test(before) && LETTER.test(after) ? 2.2 : QUOTE_FITS
  if (/[“„«]/.test(character)) return !LETTER.test(before) && !SPACE.test(after) ? QUOTE_FITS : 0
  if (/[”»]/.test(character)) return !SPACE.test(before) && !LETTER.test(after) ? QUOTE_FITS : 0
  if (/[–—…]/.test(character)) return QUOTE_FITS
  if (/[\u00a0•]/.test(character)) return SPACE.test(before) || SPACE.test(after) ? 0.3 : -0.5
  if (/[─-╿▀-▓]/.test(character)) return character === before || character === after ? 0.5 : -2
  return LETTER.test(before) && LETTER.test(after) ? -2 : -0.5
}

function letterWorth(character: string, before: string, after: string): number {
  const upper = UPPER.test(character)
  if (upper && LOWER.test(before)) return -2
  if (!upper && UPPER.test(before) && UPPER.test(after)) return -1
  const isCyrillic = CYRILLIC.test(character)
  const touches = [before, after].filter((neighbour) => LETTER.test(neighbour))
  if (touches.some((neighbour) => CYRILLIC.test(neighbour) !== isCyrillic)) return isCyrillic ? -2 : -1
  if (!isCyrillic && touches.some((neighbour) => neighbour > '\x7f'))
    return touches.every((neighbour) => neighbour > '\x7f') ? -1 : 0
  if (touches.length === 0) return isCyrillic ? 0.3 : WORDS_OF_ONE_LETTER.has(character) ? 0 : -1
  if (!upper && UPPER.test(after)) return -2
  return isCyrillic && upper && LETTER.test(before) && !UPPER.test(before) ? -2 : 1
}
