/**
 * Pieces of a MySQL dump, read from a growing buffer. Text here is a string of one character a byte: what encoding a
 * value is in is told later, value by value.
 * Comments, strings and escapes: https://dev.mysql.com/doc/refman/8.0/en/language-structure.html
 */

/** What is left of the buffer does not hold the whole piece: more must be read first. */
export const MORE = -1

export interface Piece {
  text: string
  /** Where the next piece begins. */
  end: number
}

const SPACE = /[\s\0]*/y
const WORD = /[A-Za-z0-9_$\x80-\xff]+/y

/** @returns where the next piece begins, past white space and comments; {@link MORE} where a comment is cut off. */
export function skipBlank(text: string, from: number, isLast: boolean): number {
  let at = from
  while (true) {
    SPACE.lastIndex = at
    SPACE.test(text)
    at = SPACE.lastIndex
    const end = commentEnd(text, at, isLast)
    if (end === at || end === MORE) return end
    at = end
  }
}

/** @returns `at` itself where no comment stands there. `--` opens one only before white space. */
function commentEnd(text: string, at: number, isLast: boolean): number {
  const sign = text[at]
  if (sign === undefined) return at
  if (!isLast && at + 3 > text.length && '-/'.includes(sign)) return MORE
  const isDashes =
    sign === '-' && text[at + 1] === '-' && (at + 2 >= text.length || text.charCodeAt(at + 2) <= 32)
  if (sign === '#' || isDashes) return endOf(text, text.indexOf('\n', at), 1, isLast)
  if (sign === '/' && text[at + 1] === '*') return endOf(text, text.indexOf('*/', at + 2), 2, isLast)
  return at
}

function endOf(text: string, found: number, length: number, isLast: boolean): number {
  if (found !== -1) return found + length
  return isLast ? text.length : MORE
}

/** @returns the word at this place; undefined where none stands there or, before the end, it may go on. */
export function wordAt(text: string, at: number, isLast: boolean): Piece | undefined {
  WORD.lastIndex = at
  const found = WORD.exec(text)
  if (found === null || (WORD.lastIndex === text.length && !isLast)) return undefined
  return { text: found[0], end: at + found[0].length }
}

const PLAIN: Record<string, RegExp> = { "'": /[^'\\]*/y, '"': /[^"\\]*/y, '`': /[^`]*/y }
const ESCAPES: Record<string, string> = {
  '0': '\0',
  b: '\b',
  n: '\n',
  r: '\r',
  t: '\t',
  Z: '\x1a',
  // Kept as they are: they mean something only to LIKE.
  '%': '\\%',
  _: '\\_',
}

/**
 * A string in the quote that stands at this place. A doubled quote stands for one; a backslash escapes but in names.
 * @returns undefined where it does not end in the buffer.
 */
export function stringAt(text: string, at: number): Piece | undefined {
  const quote = text[at] as string
  const plain = PLAIN[quote] as RegExp
  let value = ''
  let from = at + 1
  while (true) {
    plain.lastIndex = from
    plain.test(text)
    const stop = plain.lastIndex
    const run = text.slice(from, stop)
    const next = text[stop + 1]
    if (stop >= text.length) return undefined
    if (text[stop] === '\\') {
      if (next === undefined) return undefined
      value += run + (ESCAPES[next] ?? next)
    } else if (next === quote) value += run + quote
    else return { text: value + run, end: stop + 1 }
    from = stop + 2
  }
}

/** `0x48656c6c6f`, the digits alone. */
export function bytesOfHex(digits: string): string {
  let bytes = ''
  for (let at = 0; at + 1 < digits.length; at += 2)
    bytes += String.fromCharCode(Number.parseInt(digits.slice(at, at + 2), 16))
  return bytes
}
