/** One row of an INSERT: `(12, 'It''s', NULL, 0x41, _utf8'…', -1)`. */
import { bytesOfHex, MORE, type Piece, skipBlank, stringAt, wordAt } from './sql-tokens.ts'

/** One character a byte; numbers as written. */
export type SqlValue = string | null

/** `more`: it goes on beyond the buffer. `damaged`: what stands here is no row. */
export type RowRead = { values: SqlValue[]; end: number } | 'more' | 'damaged'

interface Read {
  value: SqlValue
  end: number
}

/** @param at where its `(` stands. @param isLast the buffer holds all there is. */
export function readRow(text: string, at: number, isLast: boolean): RowRead {
  const values: SqlValue[] = []
  let from = at + 1
  while (true) {
    const start = skipBlank(text, from, isLast)
    if (start === MORE || start >= text.length) return isLast ? 'damaged' : 'more'
    if (text[start] === ')' && values.length === 0) return { values, end: start + 1 }
    const read = valueAt(text, start, isLast)
    if (read === 'more' || read === 'damaged') return isLast ? 'damaged' : read
    values.push(read.value)
    const after = skipBlank(text, read.end, isLast)
    if (after === MORE || after >= text.length) return isLast ? 'damaged' : 'more'
    if (text[after] === ')') return { values, end: after + 1 }
    if (text[after] !== ',') return 'damaged'
    from = after + 1
  }
}

const NUMBER = /[-+]?[0-9.][0-9.eE+-]*/y
const HEX = /0[xX]([0-9A-Fa-f]*)/y

function valueAt(text: string, at: number, isLast: boolean): Read | 'more' | 'damaged' {
  const sign = text[at] as string
  if (sign === "'" || sign === '"') return stringsAt(text, at, isLast)
  HEX.lastIndex = at
  const hex = HEX.exec(text)
  if (hex !== null)
    return whole(text, HEX.lastIndex, isLast) ?? { value: bytesOfHex(hex[1] as string), end: HEX.lastIndex }
  NUMBER.lastIndex = at
  const number = NUMBER.exec(text)
  if (number !== null)
    return whole(text, NUMBER.lastIndex, isLast) ?? { value: number[0], end: NUMBER.lastIndex }
  const word = wordAt(text, at, isLast)
  if (word === undefined) return /[\w$]/.test(sign) ? 'more' : 'damaged'
  return afterWord(text, word, isLast)
}

function whole(text: string, end: number, isLast: boolean): 'more' | undefined {
  return end === text.length && !isLast ? 'more' : undefined
}

/** Strings side by side are one. */
function stringsAt(text: string, at: number, isLast: boolean): Read | 'more' {
  let value = ''
  let end = at
  while (true) {
    const piece: Piece | undefined = stringAt(text, end)
    if (piece === undefined) return 'more'
    value += piece.text
    const next = skipBlank(text, piece.end, isLast)
    if (next === MORE) return 'more'
    if (text[next] !== "'") return { value, end: piece.end }
    end = next
  }
}

const WORDS: Record<string, string | null> = { null: null, true: '1', false: '0', default: null }

/** `NULL`, an introducer before a string (`_utf8'…'`, `x'4a'`), or a call of a function, whose value is its first string. */
function afterWord(text: string, word: Piece, isLast: boolean): Read | 'more' | 'damaged' {
  const name = word.text.toLowerCase()
  const next = skipBlank(text, word.end, isLast)
  if (next === MORE || (next >= text.length && !isLast)) return 'more'
  if (text[next] === '(') return callAt(text, next, isLast)
  if (text[next] === "'" || text[next] === '"') {
    const read = stringsAt(text, next, isLast)
    if (read === 'more' || name !== 'x') return read
    return { value: bytesOfHex(read.value ?? ''), end: read.end }
  }
  // An introducer may stand before a number of digits: `_binary 0x41`.
  if (name.startsWith('_') && text[next] === '0') return valueAt(text, next, isLast)
  return { value: Object.hasOwn(WORDS, name) ? (WORDS[name] as string | null) : word.text, end: word.end }
}

function callAt(text: string, at: number, isLast: boolean): Read | 'more' | 'damaged' {
  const inner = readRow(text, at, isLast)
  if (typeof inner === 'string') return inner
  return { value: inner.values[0] ?? null, end: inner.end }
}
