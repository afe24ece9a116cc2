/** The language of a text by its letters and its commonest words: nothing to load, sure from a paragraph on. */
import { FUNCTION_WORDS } from './language/function-words.ts'
import { letterRuns } from './letter-runs.ts'

export interface ToldLanguage {
  /** BCP-47: `en`, `de`, `zh`. */
  language: string
  /** 0 to 1. */
  confidence: number
}

/** Stretches of the text that are looked at, and their length in characters. */
const WINDOWS = 3
const WINDOW = 1200
const FEWEST_WORDS = 8

/** Scripts that one language alone is written in, or nearly; Han is told from Japanese by the kana beside it. */
const SCRIPTS: [RegExp, string][] = [
  [/\p{Script=Hiragana}|\p{Script=Katakana}/gu, 'ja'],
  [/\p{Script=Hangul}/gu, 'ko'],
  [/\p{Script=Han}/gu, 'zh'],
  [/\p{Script=Greek}/gu, 'el'],
  [/\p{Script=Hebrew}/gu, 'he'],
  [/\p{Script=Thai}/gu, 'th'],
  [/\p{Script=Arabic}/gu, 'ar'],
  [/\p{Script=Devanagari}/gu, 'hi'],
  [/\p{Script=Georgian}/gu, 'ka'],
  [/\p{Script=Armenian}/gu, 'hy'],
]
const BEYOND_LATIN = /[\u0370-\u1dff\u3040-\uffff]/
/** A character of these says as much as a word of others. */
const SCRIPT_SHARE = 0.25
const JAPANESE_KANA_SHARE = 0.1

/** Letters that tell near relatives apart. */
const LANGUAGES_OF_LETTER: Record<string, string[]> = {
  ...letters('řěů', ['cs']),
  ...letters('ľĺŕ', ['sk']),
  ...letters('łążźśćń', ['pl']),
  ...letters('őű', ['hu']),
  ...letters('ășțşţ', ['ro']),
  ...letters('ğı', ['tr']),
  ...letters('ãõ', ['pt']),
  ...letters('ß', ['de']),
  ...letters('øæ', ['da', 'nb']),
  ...letters('ðþ', ['is']),
  ...letters('đ', ['hr', 'sr-Latn', 'vi']),
  ...letters('ыъэ', ['ru']),
  ...letters('їєґ', ['uk']),
  ...letters('ў', ['be']),
  ...letters('ђћџљњј', ['sr']),
  ...letters('ñ', ['es']),
}
const TELLING_LETTER = new RegExp(`[${Object.keys(LANGUAGES_OF_LETTER).join('')}]`)

const LANGUAGES_OF = wordIndex()

/**
 * @param text plain text of the story. Looks at a few stretches only, so the time does not grow with the text.
 * @returns null where there is too little to tell by.
 */
export function tellLanguage(text: string): ToldLanguage | null {
  const sample = sampleOf(text)
  return byScript(sample) ?? byWords(sample)
}

function sampleOf(text: string): string {
  if (text.length <= WINDOW * WINDOWS) return text
  const step = Math.floor((text.length - WINDOW) / (WINDOWS - 1))
  const windows = Array.from({ length: WINDOWS }, (_, i) => text.slice(i * step, i * step + WINDOW))
  return windows.join(' ')
}

function byScript(sample: string): ToldLanguage | null {
  if (!BEYOND_LATIN.test(sample)) return null
  const letters = sample.match(/\p{L}/gu)?.length ?? 0
  if (letters < FEWEST_WORDS) return null
  const counts = new Map(SCRIPTS.map(([script, language]) => [language, sample.match(script)?.length ?? 0]))
  const kana = counts.get('ja') ?? 0
  const han = counts.get('zh') ?? 0
  if (kana > (kana + han) * JAPANESE_KANA_SHARE) counts.set('ja', kana + han).delete('zh')
  for (const [language, count] of counts) {
    const share = count / letters
    if (share > SCRIPT_SHARE)
      return { language: nearerLanguage(language, sample), confidence: share > 0.7 ? 0.97 : 0.75 }
  }
  return null
}

/** Letters that the script's other languages have and its first has not. */
function nearerLanguage(language: string, sample: string): string {
  if (language === 'ar' && /[پچژگ]/.test(sample)) return /[ٹڈڑے]/.test(sample) ? 'ur' : 'fa'
  return language
}

function letters(list: string, languages: string[]): Record<string, string[]> {
  return Object.fromEntries([...list].map((letter) => [letter, languages]))
}

function wordIndex(): Map<string, string[]> {
  const index = new Map<string, string[]>()
  for (const [language, list] of Object.entries(FUNCTION_WORDS))
    for (const word of new Set(list.split(' '))) index.set(word, [...(index.get(word) ?? []), language])
  return index
}

function byWords(sample: string): ToldLanguage | null {
  const words = letterRuns(sample.toLowerCase())
  if (words.length < FEWEST_WORDS) return null
  const scores = new Map<string, number>()
  const add = (languages: readonly string[] | undefined, weight: number) => {
    if (languages === undefined) return
    for (const language of languages) scores.set(language, (scores.get(language) ?? 0) + weight)
  }
  const hasTelling = TELLING_LETTER.test(sample.toLowerCase())
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  for (const [word, count] of counts) {
    const languages = LANGUAGES_OF.get(word)
    // A word that many languages share says less.
    add(languages, count / (languages?.length ?? 1))
    const letter = hasTelling ? TELLING_LETTER.exec(word)?.[0] : undefined
    if (letter) add(LANGUAGES_OF_LETTER[letter], count / 2)
  }
  const [first, second] = [...scores].sort(([, a], [, b]) => b - a)
  if (!first) return null
  return { language: first[0], confidence: confidenceOf(first[1], second?.[1] ?? 0, words.length) }
}

/** Every sixth word or more is one of its own, and no other language comes near. */
function confidenceOf(best: number, next: number, words: number): number {
  const share = Math.min(1, best / words / 0.16)
  const lead = Math.min(1, (best - next) / best / 0.4)
  const length = Math.min(1, words / 40)
  return Math.round((0.3 + 0.68 * share * lead * (0.6 + 0.4 * length)) * 100) / 100
}
