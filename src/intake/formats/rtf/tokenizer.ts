/** RTF as tokens: groups, control words, bytes. After the RTF 1.9.1 specification (Microsoft, 2008). */

export interface RtfEvents {
  openGroup(): void
  closeGroup(): void
  /** @param parameter null where none is given. */
  control(word: string, parameter: number | null): void
  /** A control symbol: `~`, `-`, `_`, `*` … */
  symbol(sign: string): void
  /** `\'hh`. */
  hex(byte: number): void
  /** A run of the file's own bytes, as latin-1, without line ends. */
  text(bytes: string): void
}

const BACKSLASH = 0x5c
const OPEN = 0x7b
const CLOSE = 0x7d
const MAX_WORD = 40

/**
 * Goes through a file once; time grows with its length, whatever stands in it.
 * @param source the bytes as latin-1.
 */
export function tokenize(source: string, events: RtfEvents): void {
  let at = 0
  while (at < source.length) {
    const code = source.charCodeAt(at)
    if (code === OPEN) {
      events.openGroup()
      at++
    } else if (code === CLOSE) {
      events.closeGroup()
      at++
    } else if (code === BACKSLASH) at = readControl(source, at + 1, events)
    else at = readText(source, at, events)
  }
}

function readText(source: string, from: number, events: RtfEvents): number {
  let at = from
  for (; at < source.length; at++) {
    const code = source.charCodeAt(at)
    if (code === BACKSLASH || code === OPEN || code === CLOSE) break
  }
  // Line ends mean nothing; WordPad ends its files with a NUL.
  const text = source.slice(from, at).replace(/[\r\n\0]/g, '')
  if (text !== '') events.text(text)
  return at
}

const isLetter = (code: number) => (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a)
const isDigit = (code: number) => code >= 0x30 && code <= 0x39

/** @param from just behind the backslash. @returns where the next token begins. */
function readControl(source: string, from: number, events: RtfEvents): number {
  if (from >= source.length) return from
  if (!isLetter(source.charCodeAt(from))) return readSymbol(source, from, events)
  let at = from
  while (at < source.length && at - from < MAX_WORD && isLetter(source.charCodeAt(at))) at++
  const word = source.slice(from, at)
  const isNegative = source[at] === '-' && isDigit(source.charCodeAt(at + 1))
  let digits = isNegative ? at + 1 : at
  const start = digits
  while (digits < source.length && digits - start < 10 && isDigit(source.charCodeAt(digits))) digits++
  const parameter = digits === start ? null : Number(source.slice(start, digits)) * (isNegative ? -1 : 1)
  if (digits > start) at = digits
  if (source[at] === ' ') at++
  // So many bytes of anything follow.
  if (word === 'bin') return at + Math.min(source.length, Math.max(0, parameter ?? 0))
  events.control(word, parameter)
  return at
}

function readSymbol(source: string, at: number, events: RtfEvents): number {
  const sign = source[at] as string
  if (sign !== "'") {
    if (sign === '\r' && source[at + 1] === '\n') {
      events.symbol('\n')
      return at + 2
    }
    events.symbol(sign === '\r' ? '\n' : sign)
    return at + 1
  }
  const byte = /^[0-9a-f]{2}/i.exec(source.slice(at + 1, at + 3))
  if (byte === null) return at + 1
  events.hex(Number.parseInt(byte[0], 16))
  return at + 3
}
