/**
 * A MySQL dump as a stream of its tables and rows. Nothing is held but the piece being read, so that a dump of
 * hundreds of megabytes takes no more memory than its longest row. What else a dump does (indexes, locks, triggers) is
 * passed over; a damaged place is counted, and reading goes on at the next row or statement.
 */
import { readRow, type SqlValue } from './sql-rows.ts'
import { MORE, skipBlank, stringAt, wordAt } from './sql-tokens.ts'

export type SqlEvent =
  | { kind: 'table'; table: string; columns: string[] }
  /** `columns` as the statement lists them; null where it lists none. */
  | { kind: 'row'; table: string; columns: string[] | null; values: SqlValue[] }
  /** What the connection is told to speak: `SET NAMES cp1251`. */
  | { kind: 'charset'; charset: string }
  | { kind: 'damage' }

/** No row of text is longer: a column holds 16 MB, and rows of a story archive have one such column. */
const LONGEST_PIECE = 64 * 1024 * 1024

type State =
  | { in: 'statement' }
  | { in: 'rows'; table: string; columns: string[] | null }
  | { in: 'rest' }
  | { in: 'routine' }
  | { in: 'damage'; rows: { table: string; columns: string[] | null } | null }

export class SqlReader {
  private text = ''
  private at = 0
  private state: State = { in: 'statement' }
  private database = ''
  private events: SqlEvent[] = []

  /** @param bytes the next of the dump, one character a byte. @returns what was read up to here. */
  push(bytes: string): SqlEvent[] {
    this.text = this.text.slice(this.at) + bytes
    this.at = 0
    return this.readOn(false)
  }

  end(): SqlEvent[] {
    return this.readOn(true)
  }

  /** How much is waited for: the next chunk had better be as long, or a long row would be begun again and again. */
  get waiting(): number {
    return this.text.length - this.at
  }

  private readOn(isLast: boolean): SqlEvent[] {
    this.events = []
    while (this.step(isLast));
    if (!isLast && this.waiting > LONGEST_PIECE) {
      this.damage()
      while (this.step(isLast));
    }
    return this.events
  }

  /** @returns false where nothing more can be read from the buffer. */
  private step(isLast: boolean): boolean {
    if (this.state.in === 'damage') return this.resync(this.state.rows, isLast)
    if (this.state.in === 'routine') return this.skipRoutine(isLast)
    const start = skipBlank(this.text, this.at, isLast)
    if (start === MORE) return this.noteCharset(this.at)
    this.noteCharset(this.at, start)
    this.at = start
    if (start >= this.text.length) return false
    if (this.state.in === 'rows') return this.stepRows(this.state, isLast)
    return this.state.in === 'rest' ? this.skipPiece(isLast) : this.stepStatement(isLast)
  }

  /** Settings of the connection stand in comments that MySQL executes. @returns false. */
  private noteCharset(from: number, to = from): false {
    if (to - from < 12) return false
    const told = /SET NAMES '?(\w+)/i.exec(this.text.slice(from, Math.min(to, from + 4000)))?.[1]
    if (told !== undefined) this.events.push({ kind: 'charset', charset: told.toLowerCase() })
    return false
  }

  private stepRows(
    { table, columns }: { table: string; columns: string[] | null },
    isLast: boolean,
  ): boolean {
    const sign = this.text[this.at]
    if (sign === ',' || sign === ';') {
      this.at++
      if (sign === ';') this.state = { in: 'statement' }
      return true
    }
    if (sign !== '(') {
      const isWord = /[A-Za-z/]/.test(sign as string)
      if (isWord) this.state = { in: 'rest' }
      else this.damage()
      return true
    }
    const row = readRow(this.text, this.at, isLast)
    if (row === 'more') return false
    if (row === 'damaged') this.damage()
    else {
      this.events.push({ kind: 'row', table, columns, values: row.values })
      this.at = row.end
    }
    return true
  }

  private damage(): void {
    this.events.push({ kind: 'damage' })
    const rows = this.state.in === 'rows' ? { table: this.state.table, columns: this.state.columns } : null
    this.state = { in: 'damage', rows }
    this.at++
  }

  /** Goes on at the next line that begins a row or a statement. */
  private resync(rows: { table: string; columns: string[] | null } | null, isLast: boolean): boolean {
    const next = rows === null ? NEXT_STATEMENT : NEXT_ROW
    next.lastIndex = this.at
    const found = next.exec(this.text)
    if (found === null) {
      this.at = isLast ? this.text.length : Math.max(this.at, this.text.length - 40)
      return false
    }
    const isRow = found[1] === '('
    this.at = found.index + found[0].length - (found[1] as string).length
    this.state = isRow && rows !== null ? { in: 'rows', ...rows } : { in: 'statement' }
    return true
  }

  private skipRoutine(isLast: boolean): boolean {
    DELIMITER_BACK.lastIndex = this.at
    const found = DELIMITER_BACK.exec(this.text)
    if (found === null) {
      this.at = isLast ? this.text.length : Math.max(this.at, this.text.length - 40)
      return false
    }
    this.at = DELIMITER_BACK.lastIndex
    this.state = { in: 'statement' }
    return true
  }

  /** One piece of a statement that says nothing to us. */
  private skipPiece(isLast: boolean): boolean {
    const sign = this.text[this.at] as string
    if (sign === ';') this.state = { in: 'statement' }
    if (QUOTES.includes(sign)) {
      const string = stringAt(this.text, this.at)
      if (string !== undefined) this.at = string.end
      else if (isLast) this.damage()
      return string !== undefined || isLast
    }
    const word = wordAt(this.text, this.at, isLast)
    if (word === undefined && WORD_SIGN.test(sign)) return false
    this.at = word?.end ?? this.at + 1
    return true
  }

  private stepStatement(isLast: boolean): boolean {
    if (this.text[this.at] === ';') {
      this.at++
      return true
    }
    const head = new StatementHead(this.text, this.at, isLast)
    const told = head.read()
    if (told === 'more') {
      if (isLast) this.at = this.text.length
      return false
    }
    this.at = head.at
    if (told.kind === 'database') this.database = told.name
    if (told.kind === 'charset') this.events.push({ kind: 'charset', charset: told.name.toLowerCase() })
    if (told.kind === 'table')
      this.events.push({ kind: 'table', table: this.full(told.name), columns: told.columns })
    this.state =
      told.kind === 'insert'
        ? { in: 'rows', table: this.full(told.name), columns: told.columns }
        : { in: told.kind === 'routine' ? 'routine' : told.kind === 'done' ? 'statement' : 'rest' }
    return true
  }

  /** Dumps of a whole server hold several databases. */
  private full(name: string): string {
    return this.database === '' || name.includes('.') ? name : `${this.database}.${name}`
  }
}

const QUOTES = ['"', "'", '`']
const WORD_SIGN = /[A-Za-z0-9_$\x80-\xff]/
const NEXT_ROW = /\n[ \t]*(\(|(?:INSERT|REPLACE|CREATE|DROP|LOCK|UNLOCK|ALTER|SET) |# |-- )/g
const NEXT_STATEMENT = /\n[ \t]*((?:INSERT|REPLACE|CREATE|DROP|LOCK|UNLOCK|ALTER|SET) |# |-- )/g
const DELIMITER_BACK = /\n[ \t]*DELIMITER[ \t]+;[ \t]*\r?(?=\n|$)/gi

type Told =
  | { kind: 'insert'; name: string; columns: string[] | null }
  | { kind: 'table'; name: string; columns: string[] }
  | { kind: 'database' | 'charset'; name: string }
  | { kind: 'routine' | 'done' | 'other' }

/** Items of a CREATE TABLE that are no columns. */
const NO_COLUMN = /^(?:primary|key|unique|index|fulltext|spatial|constraint|foreign|check|period|partition)$/i

class More extends Error {}

/** The beginning of a statement up to its rows, or the whole of a table's definition. */
class StatementHead {
  at: number
  private readonly text: string
  private readonly isLast: boolean

  constructor(text: string, at: number, isLast: boolean) {
    this.text = text
    this.at = at
    this.isLast = isLast
  }

  read(): Told | 'more' {
    try {
      return this.tell()
    } catch (error) {
      if (error instanceof More) return 'more'
      throw error
    }
  }

  private tell(): Told {
    const verb = this.word()
    if (verb === 'insert' || verb === 'replace') return this.insert()
    if (verb === 'create') return this.create()
    if (verb === 'use') return { kind: 'database', name: this.name() ?? '' }
    if (verb === 'delimiter') return this.delimiter()
    if (verb === 'set' && this.take('names')) return { kind: 'charset', name: this.name() ?? '' }
    if (verb === '') this.at++
    return { kind: 'other' }
  }

  private insert(): Told {
    while (['low_priority', 'delayed', 'high_priority', 'ignore', 'into'].includes(this.peek())) this.word()
    const name = this.qualifiedName()
    if (name === undefined) return { kind: 'other' }
    const columns = this.sign('(') ? this.names() : null
    if (!this.take('values') && !this.take('value')) return { kind: 'other' }
    return { kind: 'insert', name, columns }
  }

  private create(): Told {
    this.take('temporary')
    if (!this.take('table')) return { kind: 'other' }
    while (['if', 'not', 'exists'].includes(this.peek())) this.word()
    const name = this.qualifiedName()
    if (name === undefined || !this.sign('(')) return { kind: 'other' }
    return { kind: 'table', name, columns: this.definitions() }
  }

  /** In a dump routines alone stand between other delimiters. */
  private delimiter(): Told {
    const end = this.text.indexOf('\n', this.at)
    if (end === -1 && !this.isLast) throw new More()
    const sign = this.text.slice(this.at, end === -1 ? undefined : end).trim()
    // The line's end is left, for what follows is told by it.
    this.at = end === -1 ? this.text.length : end
    return { kind: sign === ';' ? 'done' : 'routine' }
  }

  /** Names up to the closing bracket. */
  private names(): string[] {
    const names: string[] = []
    while (true) {
      const name = this.name()
      if (name === undefined) {
        if (this.sign(')')) return names
        this.at++
      } else names.push(name.toLowerCase())
      this.sign(',')
    }
  }

  private definitions(): string[] {
    const columns: string[] = []
    let depth = 1
    let isFirst = true
    while (depth > 0) {
      const start = this.next()
      const sign = this.text[start] as string
      const isQuoted = QUOTES.includes(sign)
      const name = this.name()
      if (name === undefined) {
        this.at++
        if (sign === '(') depth++
        if (sign === ')') depth--
        isFirst = sign === ',' && depth === 1
        if (sign === ';') return columns
        continue
      }
      if (isFirst && (isQuoted || !NO_COLUMN.test(name))) columns.push(name.toLowerCase())
      isFirst = false
    }
    return columns
  }

  private qualifiedName(): string | undefined {
    const name = this.name()
    if (name === undefined || this.text[this.at] !== '.') return name
    this.at++
    return `${name}.${this.name() ?? ''}`
  }

  /** A name or word, quoted or bare; undefined where a sign stands. */
  private name(): string | undefined {
    const start = this.next()
    const sign = this.text[start] as string
    if (QUOTES.includes(sign)) {
      const string = stringAt(this.text, start)
      if (string === undefined) throw new More()
      this.at = string.end
      return string.text
    }
    const word = this.wordPiece()
    if (word !== undefined) this.at = word.end
    return word?.text
  }

  private next(): number {
    const start = skipBlank(this.text, this.at, this.isLast)
    if (start === MORE || start >= this.text.length) throw new More()
    this.at = start
    return start
  }

  private wordPiece() {
    const start = this.next()
    const word = wordAt(this.text, start, this.isLast)
    if (word === undefined && WORD_SIGN.test(this.text[start] as string)) throw new More()
    return word
  }

  private peek(): string {
    return this.wordPiece()?.text.toLowerCase() ?? ''
  }

  private word(): string {
    const word = this.wordPiece()
    if (word !== undefined) this.at = word.end
    return word?.text.toLowerCase() ?? ''
  }

  private take(word: string): boolean {
    if (this.peek() !== word) return false
    this.word()
    return true
  }

  private sign(sign: string): boolean {
    if (this.text[this.next()] !== sign) return false
    this.at++
    return true
  }
}
