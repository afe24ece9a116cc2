/** What a file's name says of the file as a part of a work: "Title - Chapter 2", "title_pt3", "03 - The Hat". */
import type { PartFacts, PartSign } from '../../story/part.ts'
import { readFileName } from '../recover/title.ts'
import { cleanTitle, isNoTitle } from '../recover/title-line.ts'
import { partNumber } from '../recover/vocabulary/numbers.ts'
import { namedPart, PART_NUMBER, PART_WORD } from './part-number.ts'

export type PartName = PartFacts['name']

const OF =
  '(?:\\s*(?:\\bof\\b|\\bvon\\b|\\bsur\\b|\\bde\\b|[/⁄∕-])\\s*(\\d{1,4}|\\?|x|two|three|four|five|six|seven|eight|nine|ten)(?![\\p{L}\\d]))?'
const REST = '\\s*[)\\]]?\\s*(?:[-–—:_,.]+\\s*(.*)|\\s(?=["“(\\p{Lu}])(.*)|)$'
const WORDED = new RegExp(
  `^(.*?)[\\s,.:(\\[–—-]*(?<![\\p{L}])(?:${PART_WORD})[\\s.#-]*(${PART_NUMBER})${OF}${REST}`,
  'iu',
)
const NAMED = new RegExp(
  `^(.*?)[\\s,.:(\\[–—-]*(?<![\\p{L}])(prologue|prolog|prólogo|prologo|пролог|epilogue|epilog|epílogo|epilogo|эпилог)${REST}`,
  'iu',
)
/** "2 of 5", "(2-5)": with a word or in brackets, a bare "2-5" may be chapters two to five. */
const COUNTED =
  /^(.*?)[\s,.:([–—-]*(?<!\d)(\d{1,3})\s*(?:(?:of|von|sur)\s*|[⁄∕／]\s*)(\d{1,3}|\?|x)(?![\p{L}\d])[)\]]?\s*(?:[-–—:]+\s*(.*))?$/iu
const RANGE = /^(.*\p{L}.*?)[\s,.:([–—-]*(?<!\d)(\d{1,3})\s*[-–—]\s*(\d{1,3})[)\]]?$/u
const LEADING = /^(?:(\d{1,3})\s*[-–—_.):]+\s*|(0\d{1,2})\s+)(?=\S*\p{L})(.+)$/u
const TRAILING = /^(.*\p{L}.*?)(?:[\s,.–—-]*|\s*[([#])(?<![\d.])(\d{1,3}[a-h]?)[)\]]?$/iu
const ROMAN = /^(.*\p{L}.*?)[\s,.–—-]+([IVX]{1,5})$/u

/** No file system knows longer names. A title out of a damaged table may be as long as the table, and the patterns look back. */
const LONGEST_NAME = 255

/** @param stem without folders and extension. Never throws. */
export function readPartName(stem: string): PartName {
  if (stem.length > LONGEST_NAME) return whole(stem)
  const name = stem
    .replace(/[_+]|%20/g, ' ')
    .replace(/(?<=\p{Ll})(?=(?:Chapter|Part)\d)/gu, ' ')
    .replace(/(?<=\p{L})-(?=(?:chapter|part|ch|pt)-?\d)/giu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return worded(name) ?? counted(name) ?? bare(name, stem) ?? whole(stem)
}

function worded(name: string): PartName | null {
  const match = WORDED.exec(name)
  const number = match && partNumber(match[2] as string)
  if (match && number !== null) {
    const of = match[3] === undefined ? null : partNumber(match[3])
    const sign: PartSign = { number, last: null, of, by: match[3] === undefined ? 'word' : 'of' }
    const rest = match[4] ?? match[5] ?? ''
    const about = /^of\s+(.+)$/i.exec(rest)
    return about
      ? { title: titleOf(about[1] as string), sign, chapterTitle: null }
      : named(match[1] as string, rest, sign)
  }
  const aside = NAMED.exec(name)
  const place = aside && namedPart(aside[2] as string)
  if (!aside || place === null) return null
  const sign: PartSign = { number: place, last: null, of: null, by: 'word' }
  const found = named(aside[1] as string, aside[3] ?? aside[4] ?? '', sign)
  const word = aside[2] as string
  return { ...found, chapterTitle: found.chapterTitle ?? word.charAt(0).toUpperCase() + word.slice(1) }
}

function named(before: string, after: string, sign: PartSign): PartName {
  return { title: titleOf(before), sign, chapterTitle: after.trim() || null }
}

function counted(name: string): PartName | null {
  const match = COUNTED.exec(name)
  if (!match) return null
  const of = /^\d/.test(match[3] as string) ? Number(match[3]) : null
  return named(match[1] as string, match[4] ?? '', { number: Number(match[2]), last: null, of, by: 'of' })
}

function bare(name: string, stem: string): PartName | null {
  // Names that programs give, and those that are no title at all, are no series of parts by their number.
  if (/-[a-z0-9]{2,12}_\d{2,}$/i.test(stem)) return null
  const leading = LEADING.exec(name)
  if (leading) {
    const number = Number(leading[1] ?? leading[2])
    return {
      title: null,
      sign: { number, last: null, of: null, by: 'bare' },
      chapterTitle: leading[3] as string,
    }
  }
  const range = RANGE.exec(name)
  if (range && Number(range[2]) <= Number(range[3])) {
    return named(range[1] as string, '', {
      number: Number(range[2]),
      last: Number(range[3]),
      of: null,
      by: 'bare',
    })
  }
  const trailing = TRAILING.exec(name) ?? ROMAN.exec(name)
  const number = trailing && partNumber(trailing[2] as string)
  if (!trailing || number === null) return null
  return named(trailing[1] as string, '', { number, last: null, of: null, by: 'bare' })
}

function whole(stem: string): PartName {
  return { title: readFileName(stem).title, sign: null, chapterTitle: null }
}

/** The title in what stands before the number; null where that is nothing, or only a generic word. */
function titleOf(words: string): string | null {
  const bare = words.replace(/[\s,.:([–—-]+$/, '').trim()
  if (!/\p{L}/u.test(bare)) return null
  const title = cleanTitle(readFileName(bare).title ?? bare)
  return isNoTitle(title) ? null : title
}
