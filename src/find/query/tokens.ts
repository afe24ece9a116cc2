/**
 * Cuts a query into tokens. Whatever is not surely a piece of the language stays a plain word: a colon, a hyphen, an
 * apostrophe or a bracket in prose means nothing. Time grows with the query's length.
 */
import { STOP_WORDS } from '../stop-words.ts'
import { wordsOf } from '../words.ts'
import { type FieldKey, fieldKey, isFieldElsewhere, nearestKey } from './field-keys.ts'
import { fieldMeaning } from './field-values.ts'
import type { QueryProblem } from './query.ts'

type Plain = 'word' | 'or' | 'and' | 'open' | 'close' | 'not'

export type Token = { start: number; end: number } & (
  | { kind: Plain }
  | { kind: 'phrase'; text: string }
  | { kind: 'field'; key: FieldKey; value: string }
)

const QUOTES = '"“”„«»'
const QUOTES_ALL = new RegExp(`[${QUOTES}]`, 'g')
const SPACE = /\s/
const KEY = /([A-Za-z][A-Za-z_-]{0,30}):(?=\S)/y
const KEY_APART = /([A-Za-z][A-Za-z_-]{0,30}): {1,3}([\p{L}\p{N}>=<][^\s"“”„«»():]{0,60})/uy
const OPERATORS: Record<string, Plain> = { OR: 'or', '||': 'or', AND: 'and', '&&': 'and', NOT: 'not' }

export function tokensOf(text: string): { tokens: Token[]; problems: QueryProblem[] } {
  const lexer = new Lexer(text)
  lexer.run()
  return { tokens: lexer.tokens, problems: lexer.problems }
}

class Lexer {
  readonly tokens: Token[] = []
  readonly problems: QueryProblem[] = []
  readonly #text: string
  /** After the last quotation mark none closes: found once, so that a text full of them takes no longer. */
  readonly #lastQuote: number
  #at = 0

  constructor(text: string) {
    this.#text = text
    this.#lastQuote = Math.max(...[...QUOTES].map((quote) => text.lastIndexOf(quote)))
  }

  run(): void {
    while (this.#at < this.#text.length) {
      if (SPACE.test(this.#char())) this.#at++
      else this.#token()
    }
  }

  #char(ahead = 0): string {
    return this.#text[this.#at + ahead] ?? ''
  }

  #token(): void {
    const char = this.#char()
    if (char === '(') this.#push('open', 1)
    else if (char === ')') this.#push('close', 1)
    else if (this.#isLeavingOut()) this.#push('not', 1)
    else if (!this.#phrase() && !this.#field()) this.#word()
  }

  #push(kind: Plain, length: number): void {
    this.tokens.push({ kind, start: this.#at, end: this.#at + length })
    this.#at += length
  }

  /** A hyphen right before a word, a quotation, a bracket or a field, and after none: -word, -"words", -tag:x, -(a OR b). */
  #isLeavingOut(): boolean {
    if (this.#char() !== '-') return false
    const next = this.#char(1)
    if (next === '(' || QUOTES.includes(next)) return next !== ''
    if (!/[\p{L}\p{N}]/u.test(this.#text.slice(this.#at + 1, this.#at + 3))) return false
    const typed = this.#upToSpace(this.#at + 1)
    // Dashes on both sides set something in: he -reluctantly- agrees.
    if (/^-|^[^:"“”„«»]*-$/.test(typed)) return false
    const [word, ...more] = wordsOf(typed)
    if (word === undefined) return false
    if (more.length > 0 || !STOP_WORDS.has(word.word) || this.#isKeyAt(this.#at + 1)) return true
    this.#problem('query/too-common', [this.#at, this.#at + 1 + typed.length], {
      text: `“-${typed}” is too common a word to leave stories out by, so it was read as a plain word.`,
    })
    return false
  }

  #isKeyAt(at: number): boolean {
    KEY.lastIndex = at
    return fieldKey(KEY.exec(this.#text)?.[1] ?? '') !== undefined
  }

  #upToSpace(from: number): string {
    const end = this.#text.slice(from).search(SPACE)
    return end === -1 ? this.#text.slice(from) : this.#text.slice(from, from + end)
  }

  #problem(code: string, [start, end]: [number, number], { text }: { text: string }): void {
    this.problems.push({ code, start, end, text })
  }

  /** @returns where the quotation that opens here closes, or -1. */
  #closing(from: number): number {
    if (from > this.#lastQuote) return -1
    for (let at = from; at <= this.#lastQuote; at++) if (QUOTES.includes(this.#text[at] as string)) return at
    return -1
  }

  #phrase(): boolean {
    if (!QUOTES.includes(this.#char())) return false
    const close = this.#closing(this.#at + 1)
    if (close === -1) {
      this.#problem('query/quote-open', [this.#at, this.#text.length], {
        text: 'A quotation mark is not closed, so the words after it were read as plain words and not as exact ones.',
      })
      this.#at++
      return true
    }
    const text = this.#between(this.#at, close)
    if (wordsOf(text).length > 0) this.tokens.push({ kind: 'phrase', text, start: this.#at, end: close + 1 })
    this.#at = close + 1
    return true
  }

  #field(): boolean {
    KEY.lastIndex = this.#at
    const name = KEY.exec(this.#text)?.[1]
    if (name === undefined) return this.#explainSpace()
    const key = fieldKey(name)
    if (key === undefined) {
      this.#explainUnknownKey(name)
      return false
    }
    const { value, end } = this.#value(this.#at + name.length + 1)
    const meaning = fieldMeaning(key, value)
    if (meaning.kind === 'unknown') {
      if (/[\p{L}\p{N}]/u.test(value)) this.#explainValue(key, value, { end, can: meaning.can })
      return false
    }
    this.tokens.push({ kind: 'field', key, value, start: this.#at, end })
    this.#at = end
    return true
  }

  /** `fandom: torchwood` may be prose, and may be meant as a field. */
  #explainSpace(): false {
    KEY_APART.lastIndex = this.#at
    const [whole = '', name = '', value = ''] = KEY_APART.exec(this.#text) ?? []
    const key = fieldKey(name)
    const words = wordsOf(value)
    if (key === undefined || words.length === 0 || words.every(({ word }) => STOP_WORDS.has(word)))
      return false
    if (fieldMeaning(key, value).kind !== 'unknown')
      this.#problem('query/space', [this.#at, this.#at + whole.length], {
        text: `“${name}:” with a space after it was read as a plain word. “${name}:${shortened(value)}” looks in that field.`,
      })
    return false
  }

  #explainValue(key: FieldKey, value: string, { end, can }: { end: number; can: string }): void {
    this.#problem('query/value', [this.#at, end], {
      text: `“${key}:” takes ${can}; “${shortened(value)}” is none, so it was looked for as words.`,
    })
  }

  #explainUnknownKey(name: string): void {
    const end = this.#at + name.length + 1 + this.#upToSpace(this.#at + name.length + 1).length
    const meant = nearestKey(name)
    if (meant !== undefined)
      this.#problem('query/key', [this.#at, end], {
        text: `There is no field “${name}:”, so it was looked for as words. Did you mean “${meant}:”?`,
      })
    else if (isFieldElsewhere(name))
      this.#problem('query/key', [this.#at, end], {
        text: `A library knows nothing of “${name}:”, so it was looked for as words.`,
      })
  }

  /** Quoted, with `=` before it or not; or up to white space or a bracket that closes none of its own. */
  #value(from: number): { value: string; end: number } {
    const sign = this.#text[from] === '=' && this.#isQuote(from + 1) ? '=' : ''
    const open = from + sign.length
    const close = this.#isQuote(open) ? this.#closing(open + 1) : -1
    if (close !== -1) return { value: sign + this.#between(open, close), end: close + 1 }
    const end = this.#bareEnd(from)
    return { value: this.#text.slice(from, end).replace(QUOTES_ALL, ''), end }
  }

  #isQuote(at: number): boolean {
    return at < this.#text.length && QUOTES.includes(this.#text[at] as string)
  }

  #between(open: number, close: number): string {
    return this.#text
      .slice(open + 1, close)
      .replace(/\s+/g, ' ')
      .trim()
  }

  #bareEnd(from: number): number {
    let open = 0
    let at = from
    for (; at < this.#text.length; at++) {
      const char = this.#text[at] as string
      if (SPACE.test(char)) break
      if (char === '(') open++
      if (char === ')' && open-- === 0) break
    }
    return at
  }

  #word(): void {
    const end = Math.max(this.#at + 1, this.#bareEnd(this.#at))
    const kind = OPERATORS[this.#text.slice(this.#at, end)] ?? 'word'
    this.#push(kind, end - this.#at)
  }
}

/**
 * A piece without white space that is to be read as words and as nothing else: stray quotation marks go, and what the
 * rest would be a sign for: a hyphen before it, a colon, OR.
 */
export function asPlainWords(piece: string): string {
  let text = piece.replace(QUOTES_ALL, '').replace(/^-+(?=.)/, '')
  KEY.lastIndex = 0
  if (KEY.test(text))
    text = text
      .replace(/[:()-]*:[:()-]*/g, ': ')
      .replace(/[()\s]+/g, ' ')
      .trim()
  return text.replace(/\S+/g, (each) => OPERATORS[each] ?? each)
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text
}
