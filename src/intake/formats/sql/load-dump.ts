/** A dump's rows → scratch tables. */
import type { ContainerFile } from '../container.ts'
import { type ArchiveTable, columnName, columnsInOrder, columnsOf, placeOf } from './archive-tables.ts'
import { dumpBytes } from './dump-bytes.ts'
import { DumpTables } from './dump-tables.ts'
import { type SqlEvent, SqlReader } from './read-sql.ts'
import { encodingOf, type StoredValue, storedValue } from './sql-values.ts'

const SAMPLE_BYTES = 64 * 1024

export interface LoadedDump {
  tables: DumpTables
  /** Places that could not be read. */
  damaged: number
  /** Tables of any kind it names. */
  tableCount: number
}

/** @throws RefusedFile where the file's packing is damaged. The caller closes the tables. */
export async function loadDump(file: ContainerFile): Promise<LoadedDump> {
  const tables = new DumpTables()
  try {
    const loader = new Loader(tables)
    const reader = new SqlReader()
    for await (const bytes of dumpBytes(file, () => reader.waiting)) loader.take(reader.push(bytes))
    loader.take(reader.end())
    tables.settle()
    tables.encoding = encodingOf(loader.charset, Buffer.concat(loader.sample))
    return { tables, damaged: loader.damaged, tableCount: loader.names.size }
  } catch (error) {
    tables.close()
    throw error
  }
}

/** Where each kept column stands in a row; -1 where it does not. */
interface Layout {
  site: string
  table: ArchiveTable
  places: number[]
  /** How many values a row has; null where it is not known for sure. */
  width: number | null
}

class Loader {
  damaged = 0
  charset: string | null = null
  readonly sample: Uint8Array[] = []
  readonly names = new Set<string>()
  private sampled = 0
  private readonly defined = new Map<string, string[]>()
  private readonly layouts = new Map<string, Layout | null>()
  private readonly tables: DumpTables

  constructor(tables: DumpTables) {
    this.tables = tables
  }

  take(events: SqlEvent[]): void {
    for (const event of events) {
      if (event.kind === 'damage') this.damaged++
      else if (event.kind === 'charset') this.charset = event.charset
      else if (event.kind === 'table') this.define(event.table, event.columns)
      else this.addRow(event)
    }
  }

  private define(name: string, columns: string[]): void {
    this.names.add(name)
    this.defined.set(name, columns)
    const place = placeOf(name)
    if (place !== undefined) this.tables.noteColumns(place.site, place.table, columns.map(columnName))
  }

  private addRow({ table: name, columns, values }: Extract<SqlEvent, { kind: 'row' }>): void {
    const layout = this.layoutOf(name, columns, values.length)
    if (layout === null) return
    if (layout.width !== null && layout.width !== values.length) {
      this.damaged++
      return
    }
    const stored = layout.places.map((at): StoredValue => {
      const value = at === -1 ? null : (values[at] ?? null)
      return value === null ? null : this.noted(storedValue(value))
    })
    this.tables.add(layout.site, layout.table, stored)
  }

  private noted(value: string | Uint8Array): string | Uint8Array {
    if (typeof value !== 'string' && this.sampled < SAMPLE_BYTES) {
      this.sample.push(value.subarray(0, 4096))
      this.sampled += value.length
    }
    return value
  }

  private layoutOf(name: string, columns: string[] | null, count: number): Layout | null {
    const listed = columns ?? this.defined.get(name)
    const key = `${name} ${columns === null ? (listed === undefined ? count : '') : columns.join(',')}`
    let layout = this.layouts.get(key)
    if (layout === undefined) {
      layout = this.makeLayout(name, listed, count)
      this.layouts.set(key, layout)
    }
    return layout
  }

  private makeLayout(name: string, listed: string[] | undefined, count: number): Layout | null {
    this.names.add(name)
    const place = placeOf(name)
    if (place === undefined) return null
    const named = listed ?? columnsInOrder(place.table, count)
    if (named === null) return null
    const columns = named.map(columnName)
    this.tables.noteColumns(place.site, place.table, columns)
    const places = columnsOf(place.table).map((column) => columns.indexOf(column))
    return { ...place, places, width: listed === undefined ? null : columns.length }
  }
}
