/** The tables of a dump in a scratch database on disk, for as long as the dump is read. */
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import type { Repair } from '../../decode.ts'
import { ARCHIVE_TABLES, type ArchiveTable, columnName, columnsOf } from './archive-tables.ts'
import { decodeValue, type StoredValue } from './sql-values.ts'

/** Decoded; a column the dump does not have is absent. */
export type Row = Record<string, string | null>

export class DumpTables {
  /** What was put right in values decoded since it was last emptied. */
  repairs: Repair[] = []
  /** Columns each table of each installation has, by `site table`. */
  private readonly present = new Map<string, Set<string>>()
  private readonly statements = new Map<string, StatementSync>()
  private readonly db: DatabaseSync
  /** The encoding of values that are not UTF-8. */
  encoding = 'windows-1252'

  constructor() {
    // No name: a file of the system's temporary folder that goes with the connection, even when the program is killed.
    this.db = new DatabaseSync('')
    // Nothing in it is worth keeping: it is made again from the dump.
    this.db.exec('pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -16384')
    for (const table of ARCHIVE_TABLES)
      this.db.exec(
        `create table "${table}" (site, ${columnsOf(table)
          .map((name) => `"${name}"`)
          .join(', ')})`,
      )
    this.db.exec('create table story_files (root, folder, chapter, path primary key) without rowid')
    this.db.exec('begin')
  }

  /** @param values in the order of {@link columnsOf}. */
  add(site: string, table: ArchiveTable, values: StoredValue[]): void {
    const marks = values.map(() => '?').join(', ')
    this.prepared(`insert into "${table}" values (?, ${marks})`).run(site, ...values)
  }

  addFile(file: { root: string; folder: string; chapter: string; path: string }): void {
    this.prepared('insert or ignore into story_files values (?, ?, ?, ?)').run(
      file.root,
      file.folder,
      file.chapter,
      file.path,
    )
  }

  noteColumns(site: string, table: ArchiveTable, columns: readonly string[]): void {
    const key = `${site} ${table}`
    const known = this.present.get(key) ?? new Set()
    for (const column of columns) known.add(column)
    this.present.set(key, known)
  }

  has(site: string, table: ArchiveTable, column?: string): boolean {
    const columns = this.present.get(`${site} ${table}`)
    return columns !== undefined && (column === undefined || columns.has(column))
  }

  sites(): string[] {
    return [...new Set([...this.present.keys()].map((key) => key.slice(0, key.lastIndexOf(' '))))].sort()
  }

  /** Rows of a table kept in another form: values by column. */
  addRows(site: string, table: ArchiveTable, rows: Iterable<Record<string, unknown>>): void {
    const columns = columnsOf(table)
    for (const row of rows) {
      const named = new Map(Object.entries(row).map(([column, value]) => [columnName(column), value]))
      this.noteColumns(site, table, [...named.keys()])
      this.add(
        site,
        table,
        columns.map((column) => textOf(named.get(column))),
      )
    }
  }

  /** Rows are all there: they can be looked up quickly from now on. */
  settle(): void {
    this.db.exec('commit')
    const indexed: [ArchiveTable, string][] = [
      ['stories', 'sid'],
      ['stories', 'psid'],
      ['stories', 'id'],
      ['chapters', 'sid'],
      ['chapters', 'story_id'],
      ['chapters', 'chapid'],
      ['authors', 'uid'],
      ['authors', 'id'],
      ['coauthors', 'sid'],
      ['categories', 'catid'],
      ['characters', 'charid'],
      ['inseries', 'sid'],
      ['reviews', 'item'],
      ['reviews', 'psid'],
      ['item_authors', 'item_id'],
      ['item_tags', 'item_id'],
      ['tags', 'id'],
    ]
    for (const [table, column] of indexed)
      this.db.exec(`create index "${table}_by_${column}" on "${table}" (site, "${column}")`)
  }

  settleFiles(): void {
    this.db.exec('create index story_files_by_chapter on story_files (root, chapter)')
  }

  /** @param query selects from one site's rows: its `site` and the other values are bound in order. */
  all(query: string, ...values: SQLInputValue[]): Row[] {
    return this.prepared(query)
      .all(...values)
      .map((row) => this.decode(row as Record<string, StoredValue | number>))
  }

  first(query: string, ...values: SQLInputValue[]): Row | undefined {
    const row = this.prepared(query).get(...values)
    return row === undefined ? undefined : this.decode(row as Record<string, StoredValue | number>)
  }

  *each(query: string, ...values: SQLInputValue[]): Generator<Row> {
    // A statement of its own: rows are read from it while others are asked.
    for (const row of this.db.prepare(query).iterate(...values))
      yield this.decode(row as Record<string, StoredValue | number>)
  }

  close(): void {
    if (this.db.isOpen) this.db.close()
  }

  private decode(row: Record<string, StoredValue | number>): Row {
    const decoded: Row = {}
    for (const [column, value] of Object.entries(row)) {
      if (column === 'site') continue
      // What was counted is a number; all else stands as it was in the dump.
      decoded[column] =
        value === null
          ? null
          : typeof value === 'number'
            ? String(value)
            : decodeValue(value, this.encoding, this.repairs)
    }
    return decoded
  }

  private prepared(query: string): StatementSync {
    let statement = this.statements.get(query)
    if (statement === undefined) {
      statement = this.db.prepare(query)
      this.statements.set(query, statement)
    }
    return statement
  }
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'boolean') return value ? '1' : '0'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
