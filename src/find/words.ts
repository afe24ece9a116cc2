/**
 * The words of a text as the search index sees them: runs of letters and digits, lower case, without accents, cut to their stems.
 * Chinese, Japanese and Thai are parted by dictionary. words.test.ts holds this together with LanceDB's own tokenizer.
 */
import { stem } from './stem.ts'

export interface FoundWord {
  stem: string
  /** Lower case without accents. */
  word: string
  /** UTF-16 offsets into the text, end exclusive. */
  start: number
  end: number
}

/** Longer runs are not indexed (LanceDB's default, which drops 40). */
export const LONGEST_WORD = 39
const RUN = /(?:[\p{Alphabetic}\p{N}]|[\u0300-\u036f])+/gu
/** Scripts that put no space between words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u
const UNSPACED_RUN =
  /(?:[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]|[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}])+/gu
/** Anything but ASCII and the punctuation of printed English. */
const OTHER = /[^\x00-\x7f‘’“”–—…\u00a0]/
/** A letter or digit that folding does not make ASCII. */
const OTHER_LETTER = /(?![\x00-\x7f])[\p{Alphabetic}\p{N}]/u

/** Letters Unicode does not take apart, as the index folds them. */
const FOLDED: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
  ı: 'i',
}

const segmenter = new Intl.Segmenter('en', { granularity: 'word' })

const STEMS_KEPT_MAX = 200_000
const stems = new Map<string, string>()

/** The stem of a folded word, remembered: a story has few different words. */
export function stemOf(word: string): string {
  const known = stems.get(word)
  if (known !== undefined) return known
  if (stems.size >= STEMS_KEPT_MAX) stems.clear()
  const found = stem(word)
  stems.set(word, found)
  return found
}

/** Without accents: 'Élan' → 'Elan', 'Straße' → 'Strasse'. Lengths may change, so offsets do not carry over. */
export function foldAccents(text: string): string {
  if (!OTHER.test(text)) return text
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]+/g, '')
    .normalize('NFC')
    .replace(/[ßæœøđðłþıÆŒØĐÐŁÞ]/g, (letter) => FOLDED[letter] ?? capitalised(letter))
}

function capitalised(letter: string): string {
  const folded = FOLDED[letter.toLowerCase()] as string
  return folded.charAt(0).toUpperCase() + folded.slice(1)
}

/** Lower case without accents. */
export function foldText(text: string): string {
  return foldAccents(text.toLowerCase())
}

/**
 * A text as LanceDB is given it, to index or to look for: without accents, and with spaces between the words of scripts
 * that write none. The same words come out of it as out of {@link wordsOf}.
 */
export function searchableText(text: string): string {
  if (!OTHER.test(text)) return text
  const folded = foldAccents(text)
  if (!UNSPACED.test(folded)) return folded
  return folded.replace(
    UNSPACED_RUN,
    (run) => ` ${[...segmenter.segment(run)].map(({ segment }) => segment).join(' ')} `,
  )
}

/** Whether folding left letters or digits outside ASCII: Greek, Cyrillic, Chinese … */
export function hasOtherLetters(folded: string): boolean {
  return OTHER.test(folded) && OTHER_LETTER.test(folded)
}

/** Every word of a text with its place, in order. Never throws; time grows with the text's length. */
export function wordsOf(text: string): FoundWord[] {
  const found: FoundWord[] = []
  if (!OTHER.test(text)) return asciiWords(text)
  for (const match of text.matchAll(RUN)) {
    if (UNSPACED.test(match[0])) pushSegments(match[0], match.index, found)
    else pushWord(match[0], match.index, found)
  }
  return found
}

/** A loop where a pattern would do, since every word of every passage shown goes through here. */
function asciiWords(text: string): FoundWord[] {
  const found: FoundWord[] = []
  const lower = text.toLowerCase()
  let start = -1
  for (let at = 0; at <= lower.length; at++) {
    const code = at < lower.length ? lower.charCodeAt(at) : 32
    if ((code >= 97 && code <= 122) || (code >= 48 && code <= 57)) {
      if (start < 0) start = at
    } else if (start >= 0) {
      const word = lower.slice(start, at)
      if (word.length <= LONGEST_WORD) found.push({ word, stem: stemOf(word), start, end: at })
      start = -1
    }
  }
  return found
}

/** Cut as {@link searchableText} cuts: each run of such a script by itself. */
function pushSegments(run: string, at: number, found: FoundWord[]): void {
  let done = 0
  for (const match of run.matchAll(UNSPACED_RUN)) {
    pushWord(run.slice(done, match.index), at + done, found)
    for (const { segment, index } of segmenter.segment(match[0]))
      pushWord(segment, at + match.index + index, found)
    done = match.index + match[0].length
  }
  pushWord(run.slice(done), at + done, found)
}

function pushWord(text: string, start: number, found: FoundWord[]): void {
  if (text.length === 0 || text.length > LONGEST_WORD) return
  const word = foldText(text)
  if (word !== '') found.push({ word, stem: stemOf(word), start, end: start + text.length })
}
