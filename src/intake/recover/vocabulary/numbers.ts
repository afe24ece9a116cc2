/** Word counts and part numbers as people write them. */

const NUMBER = String.raw`\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})+(?!\d)|\d+(?:[.,]\d+)?`
const COUNT = new RegExp(`(${NUMBER})\\s*(k\\b)?`, 'iu')
const BESIDE_WORDS = new RegExp(
  `(${NUMBER})\\s*(k\\b)?\\s*\\+?(?:-?ish)?\\s*(?:words?|wds?|wörter|worte|mots|palabras|palavras|parole|слов|sanaa|ord)(?!\\p{L})`,
  'iu',
)
const OTHER_UNIT =
  /^\s*(?:approx\.?|about|ca\.?|~)?\s*\d+(?:[.,]\d+)?\s*(?:kb|k?bytes|mb|pages?|seiten|страниц|pagine|páginas|parts?|chapters?|kapitel|%|lines|minutes?)\b/i

const OTHER_UNIT_BEHIND =
  /^\s*(?:kb|kib|mb|pages?|стр|част|глав|seiten?|kapitel|pagine|páginas|parts?|chapters?|\/)/i

/**
 * "~1130 words", "1,200", "1.200", "1.2k", "120ish", "drabble" → a number of words.
 * @returns null where the value counts something else ("12 KB", "3 pages") or nothing.
 */
export function readWordCount(value: string): number | null {
  const beside = BESIDE_WORDS.exec(value)
  if (beside) return asNumber(beside[1] as string, beside[2] !== undefined)
  const named = drabble(value)
  if (named !== null) return named
  if (OTHER_UNIT.test(value)) return null
  const match = COUNT.exec(value)
  if (!match || (match.index > 25 && value.length > 40)) return null
  if (OTHER_UNIT_BEHIND.test(value.slice(match.index + match[0].length))) return null
  return asNumber(match[1] as string, match[2] !== undefined)
}

function drabble(value: string): number | null {
  if (/\d/.test(value)) return null
  if (/\b(?:double|2x) ?drabble\b/i.test(value)) return 200
  if (/\btriple ?drabble\b/i.test(value)) return 300
  if (/\bhalf[- ]?drabble\b/i.test(value)) return 50
  return /\bdrabble\b/i.test(value) ? 100 : null
}

function asNumber(digits: string, thousands: boolean): number | null {
  if (thousands) return Math.round(Number(digits.replace(',', '.')) * 1000)
  const grouped = /^\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})+$/.test(digits)
  const number = Number(grouped ? digits.replace(/\D/g, '') : digits.replace(',', '.'))
  return Number.isFinite(number) && number > 0 ? Math.round(number) : null
}

export interface PartNumber {
  part: number
  /** null where unknown ("3/?") or not given ("part 3"). */
  of: number | null
  /** Where the part stands in the text. */
  start: number
  end: number
}

const WORDS = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
  'twenty',
]
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']
const ORDINALS = [
  'zeroth',
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
  'eleventh',
  'twelfth',
]
const FOREIGN: Record<string, number> = Object.fromEntries(
  'eins:1 zwei:2 drei:3 vier:4 fünf:5 sechs:6 sieben:7 acht:8 neun:9 zehn:10 erstes:1 zweites:2 drittes:3 un:1 une:1 deux:2 trois:3 quatre:4 cinq:5 sept:7 huit:8 neuf:9 dix:10 premier:1 uno:1 dos:2 tres:3 cuatro:4 cinco:5 seis:6 siete:7 ocho:8 nueve:9 diez:10 um:1 dois:2 três:3 quatro:4 sete:7 oito:8 dez:10 due:2 tre:3 quattro:4 cinque:5 sei:6 sette:7 otto:8 nove:9 dieci:10 первая:1 вторая:2 третья:3 четвертая:4 четвёртая:4 пятая:5 шестая:6 седьмая:7 восьмая:8 девятая:9 десятая:10 один:1 два:2 три:3'
    .split(' ')
    .map((pair) => pair.split(':'))
    .map(([word, number]) => [word as string, Number(number)]),
)

/** One … ninety-nine, first …, in English; one … ten in other languages. null for any other word. */
export function numberWord(text: string): number | null {
  const word = text.toLowerCase().trim()
  const plain = WORDS.indexOf(word)
  if (plain >= 0) return plain
  const ordinal = ORDINALS.indexOf(word)
  if (ordinal >= 0) return ordinal
  const [ten, one] = word.split(/[-\s]+/)
  const tens = TENS.indexOf(ten as string)
  if (tens > 1 && one === undefined) return tens * 10
  const ones = WORDS.indexOf(one ?? '')
  if (tens > 1 && ones > 0 && ones < 10) return tens * 10 + ones
  return FOREIGN[word] ?? null
}

/** I … CXC; null for what is no well-formed Roman number. */
export function romanNumber(text: string): number | null {
  const word = text.toUpperCase()
  if (word === '' || !/^(?:C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/.test(word)) return null
  const values: Record<string, number> = { I: 1, V: 5, X: 10, L: 50, C: 100 }
  let sum = 0
  for (let i = 0; i < word.length; i++) {
    const value = values[word[i] as string] as number
    sum += value < (values[word[i + 1] as string] ?? 0) ? -value : value
  }
  return sum
}

/** Any way of writing a number: `2`, `2a`, `2.5`, `II`, `two`, `Two`, `2nd`. */
export function anyNumber(text: string): number | null {
  const digits = /^#?(\d{1,4}(?:\.\d)?)[a-c]?(?:st|nd|rd|th)?$/i.exec(text.trim())
  if (digits) return Number(digits[1])
  return numberWord(text) ?? romanNumber(text.trim())
}

const PART =
  /(?:[([{]\s*)?(?:\b(?:part|pt|chapter|chap|ch|teil|kapitel|chapitre|parte|часть|глава)\b[.:]?\s*)?(?<![\d/.])(\d{1,3})\s*(?:\/|\s(?:of|von|sur|di|de|из)\s)\s*(\d{1,3}|\?+|x)(?![\d/]|\.\d)(?:\s*[)\]}])?/iu
const PART_WORDS =
  /(?:[([{,-]\s*)?\b(?:part|pt|chapter|chap|ch|teil|kapitel)\b[.:]?\s*#?(\d{1,3}[a-d]?|[ivx]{1,5}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?:\s+of\s+(\d{1,3}|\?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))?(?![\p{L}\d])(?:\s*[)\]}])?/iu

/** "(1/3)", "2 of 5", "part two of five", "Chapter 3" in a title, subject or file name; null where there is none. */
export function partNumberIn(text: string): PartNumber | null {
  const pair = PART.exec(text)
  if (pair)
    return {
      part: Number(pair[1]),
      of: /^\d/.test(pair[2] as string) ? Number(pair[2]) : null,
      start: pair.index,
      end: pair.index + pair[0].length,
    }
  const worded = PART_WORDS.exec(text)
  const part = worded && partNumber(worded[1] as string)
  if (!worded || part === null) return null
  const of = worded[2] === undefined || worded[2] === '?' ? null : anyNumber(worded[2])
  return { part, of, start: worded.index, end: worded.index + worded[0].length }
}

/** "2", "2b" (2.02), "II", "two"; null for what is no number. */
export function partNumber(text: string): number | null {
  const lettered = /^(\d{1,4})([a-h])$/i.exec(text.trim())
  if (lettered) return Number(lettered[1]) + ((lettered[2] as string).toLowerCase().charCodeAt(0) - 96) / 100
  return anyNumber(text)
}
