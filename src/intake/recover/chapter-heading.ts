/** Is this short line a chapter heading, and what does it say? One line at a time; chapters.ts decides in company. */

import { readEastAsianHeading } from './east-asian-heading.ts'
import { isTitleCase } from './title-block.ts'
import { cleanTitle, joinedLetters, withoutDecoration } from './title-line.ts'
import { anyNumber } from './vocabulary/numbers.ts'

export interface Heading {
  /**
   * `word`: "Chapter 3"; `weak`: "Part", "Day", "Scene" with a number; `named`: Prologue, Epilogue;
   * `aside`: Interlude, Coda; `bare`: a number alone.
   */
  kind: 'word' | 'weak' | 'named' | 'aside' | 'bare'
  number: number | null
  /** null where the heading is only a number. */
  title: string | null
  /** How many parts there are, where it says ("1/5"). */
  of: number | null
  /** The words for parts of books: Part, Book, Act. */
  isPart: boolean
}

const STRONG =
  'chapter|chap|ch|kapitel|chapitre|capítulo|capitulo|capitolo|cap|глава|rozdział|fejezet|luku|hoofdstuk'
const WEAK =
  'part|pt|book|act|scene|episode|section|day|teil|partie|parte|часть|night|week|volume|vol|stave|canto|installment|verse|movement|osa|deel'
const NUMBER = String.raw`\d{1,3}(?:\.\d)?[a-c]?(?![\p{L}\d])|[IVXLC]{1,7}(?![\p{L}\d])|[ivx]{1,5}(?![\p{L}\d])|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[-\s](?:one|two|three|four|five|six|seven|eight|nine))?(?!\p{L})|(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|eins|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|un|une|deux|trois|quatre|cinq|dix|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|due|tre|quattro|cinque|sei|sette|otto|nove|dieci|um|dois|três|quatro|первая|вторая|третья|четв[её]ртая|пятая|шестая|седьмая|восьмая|девятая|десятая|один|два|три)(?!\p{L})`
const ORDINAL = 'first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth'
const OF = String.raw`(?:\s*(?:\/|\bof\b|\bvon\b|\bsur\b|\bde\b|\bdi\b|\bиз\b)\s*(\d{1,3}|\?+|x|one|two|three|four|five|six|seven|eight|nine|ten|twelve))?`
const SEPARATOR = String.raw`\s*[:.)\]|~*=#–—-]+\s*`
/** "Chapter the First, in which a mill is opened". */
const IN_WHICH = String.raw`\s*,\s+(?=in which\s)`

const WORDED = new RegExp(
  `^(?:the\\s+)?(${STRONG}|${WEAK})[.:]?\\s*[#№]?\\s*\\(?(${NUMBER})\\)?${OF}(?:${SEPARATOR}|${IN_WHICH}|\\s+|$)(.*)$`,
  'iu',
)
const WORD_LAST = new RegExp(
  `^(?:the\\s+)?(${NUMBER}|${ORDINAL}|\\d{1,3}(?:st|nd|rd|th|\\.|e|er|º))[.\\s]+(${STRONG}|${WEAK})(?:${SEPARATOR}|$)(.*)$`,
  'iu',
)
const THE_FIRST = new RegExp(
  `^(${STRONG}|${WEAK})\\s+the\\s+(${ORDINAL}|last|final)(?:${SEPARATOR}|${IN_WHICH}|$)(.*)$`,
  'iu',
)
const NAMED =
  /^(prologue|epilogue|prolog|epilog|prólogo|epílogo|prologo|epilogo|пролог|эпилог)(?:\s*[:.|~–—-]+\s*(.*)|\s*)$/iu
const ASIDE =
  /^(interlude|intermission|introduction|preface|coda|teaser|bonus(?: chapter| scene)?|intermezzo|zwischenspiel|outtakes?|postscript|afterword)(?:\s*(?:\d{1,2}|[IVX]{1,4}))?(?:\s*[:.|~–—-]+\s*(.*)|\s*)$/iu
const BARE = new RegExp(
  `^(?:no\\.?\\s*|nr\\.?\\s*|#|№)?[([{–—~-]*\\s*(${NUMBER})${OF}\\s*[)\\]}.:–—~-]*$`,
  'iu',
)
const BARE_TITLED = new RegExp(`^[([]?(${NUMBER})(?:[)\\].:]+|\\s+[–—:|~-]+)\\s+(.{1,80})$`, 'iu')

/** How every heading begins: a quick look, since most short lines are speech. */
const MAYBE =
  /^[^\p{L}\p{N}]*(?:\d|第|제|序|終章|终章|プロ|エピ|楔子|引子|尾[声聲]|番外|프롤|에필|외전|[IVXLCivxlc]{1,7}(?![\p{L}])|(?:the\s+)?(?:ch|cap|gla|гла|роз|roz|fej|luk|hoo|part|pt|book|act|scene|epi|sec|day|teil|parte|час|night|week|vol|stave|canto|inst|verse|mov|osa|deel|prol|pró|про|эпи|épi|inter|intro|pref|coda|teaser|bonus|zwisch|out|post|after|twe|thi|for|fif|six|sev|eig|nin|ten|ele|tw|fou|fiv|one|thr|zero|eins|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|un|deux|trois|quat|cin|dix|dos|tres|cua|sei|siete|ocho|nueve|diez|due|tre|sette|otto|nove|dieci|um|dois|três|пер|вто|тре|чет|пят|шес|сед|вос|дев|дес|один|два|три|sept|no\b|nr\b|№|first|sec|C H|P A|P R|E P|B O))/iu

/** @param text one block's text: a line, or two of which the second is the title. @returns null where it is no heading. */
export function readHeading(text: string): Heading | null {
  if (!MAYBE.test(text)) return null
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  if (lines.length === 0 || lines.length > 2 || text.length > 140) return null
  const heading = readLine(joinedLetters(withoutFrame(withoutDecoration(lines[0] as string))))
  const below = lines[1]
  if (!heading || below === undefined) return heading
  if (heading.title !== null || !couldBeChapterTitle(below)) return null
  return { ...heading, title: chapterTitle(below) }
}

/** `-prologue-`, `(epilogue)`, `-:-:- Part One -:-:-`: signs before and behind, and no word among them. */
const FRAMED = /^[\s([{<:.•~*_=+|–—-]+(?=[\p{L}\p{N}])(.*[\p{L}\p{N}.?!])[\s)\]}>:.•~*_=+|–—-]+$/u

function withoutFrame(line: string): string {
  const inside = FRAMED.exec(line)?.[1]
  return inside === undefined || /[()[\]]/.test(inside) ? line : inside
}

function readLine(line: string): Heading | null {
  const eastAsian = /[^\u0000-\u2fff]/.test(line) ? readEastAsianHeading(line) : null
  if (eastAsian) return { ...eastAsian, title: chapterTitle(eastAsian.title), of: null }
  const named = NAMED.exec(line)
  if (named)
    return {
      kind: 'named',
      number: null,
      title: chapterTitle(named[2] ?? '') ?? capital(named[1] as string),
      of: null,
      isPart: false,
    }
  const aside = ASIDE.exec(line)
  if (aside)
    return {
      kind: 'aside',
      number: null,
      title: chapterTitle(aside[2] ?? '') ?? capital(aside[1] as string),
      of: null,
      isPart: false,
    }
  return worded(line) ?? bare(line)
}

function worded(line: string): Heading | null {
  const match = WORDED.exec(line)
  if (match && /^(?:of|in)\s+\p{Lu}/u.test(match[4] ?? '')) return null
  if (match)
    return fromWords({
      word: match[1] as string,
      number: match[2] as string,
      of: match[3],
      rest: match[4] ?? '',
      line,
    })
  const last = WORD_LAST.exec(line)
  if (last)
    return fromWords({
      word: last[2] as string,
      number: last[1] as string,
      of: undefined,
      rest: last[3] ?? '',
      line,
    })
  const first = THE_FIRST.exec(line)
  return first
    ? fromWords({
        word: first[1] as string,
        number: first[2] as string,
        of: undefined,
        rest: first[3] ?? '',
        line,
      })
    : null
}

function fromWords(parts: {
  word: string
  number: string
  of: string | undefined
  rest: string
  line: string
}): Heading | null {
  const { word, rest, line } = parts
  if (/^\p{Ll}/u.test(word) && /^\p{Ll}/u.test(line) && rest !== '') return null
  const title = rest.trim()
  const separated = new RegExp(`${SEPARATOR}$`, 'u').test(line.slice(0, line.length - title.length))
  const isTitle = separated || isTitleCase(title) || /^["“(]|^\p{Lu}[\p{L}'’]*$|^[Ii]n which\s/u.test(title)
  if (title !== '' && !isTitle) return null
  if (title !== '' && !couldBeChapterTitle(title)) return null
  const strong = new RegExp(`^(?:${STRONG})$`, 'iu').test(word)
  return {
    kind: strong ? 'word' : 'weak',
    number: anyNumber(parts.number.replace(/(?<=\d)(?:\.|e|er|º)$/, '')),
    title: chapterTitle(title),
    of: parts.of === undefined ? null : anyNumber(parts.of),
    isPart: /^(?:part|book|act|teil|partie|parte|часть|volume|vol)$/i.test(word),
  }
}

function bare(line: string): Heading | null {
  const alone = BARE.exec(line)
  if (alone) {
    const number = anyNumber(alone[1] as string)
    return number === null
      ? null
      : {
          kind: 'bare',
          number,
          title: null,
          of: alone[2] === undefined ? null : anyNumber(alone[2]),
          isPart: false,
        }
  }
  const titled = BARE_TITLED.exec(line)
  const number = titled && anyNumber(titled[1] as string)
  if (!titled || number === null || !couldBeChapterTitle(titled[2] as string) || /\p{Ll}[.]$/u.test(line))
    return null
  return { kind: 'bare', number, title: chapterTitle(titled[2] as string), of: null, isPart: false }
}

/** Short, and neither speech with a verb after it nor a sentence of prose. */
export function couldBeChapterTitle(text: string): boolean {
  const words = text.trim().split(/\s+/)
  return (
    text.length <= 100 &&
    words.length <= 14 &&
    !/[,;]$/.test(text) &&
    !(words.length > 8 && /\p{Ll}\.$/u.test(text))
  )
}

/** A chapter's title, or null where there is none but its number. */
export function chapterTitle(text: string): string | null {
  const title = cleanTitle(text.replace(/\s*\((?:\d+|[ivx]+)\s*(?:\/|of)\s*(?:\d+|\?)\)\s*$/i, ''))
  if (title === '' || !/[\p{L}\d]/u.test(title)) return null
  return new RegExp(`^(?:${STRONG}|part|teil)[.\\s]*(?:${NUMBER})$|^\\d+$|^untitled$`, 'iu').test(title)
    ? null
    : title
}

function capital(word: string): string {
  const lower = word.toLowerCase()
  return (lower[0] as string).toUpperCase() + lower.slice(1)
}
