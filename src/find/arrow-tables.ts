/** Rows of the search index as Arrow tables, column by column. */
import { type Int32, makeData, makeVector, Table, Utf8, Vector } from 'apache-arrow'
import type { PassageRow, WorkRow } from './index-rows.ts'
import { writePlace } from './place.ts'

export function worksTable(rows: WorkRow[]): Table {
  return new Table({
    work: numbers(rows, (row) => row.work),
    revision: numbers(rows, (row) => row.revision),
    words: numbers(rows, (row) => row.words),
    passages: numbers(rows, (row) => row.passages),
    about: texts(rows, (row) => row.about),
    story: texts(rows, (row) => row.story),
  })
}

export function passagesTable(rows: PassageRow[]): Table {
  return new Table({
    work: numbers(rows, (row) => row.work),
    place: texts(rows, writePlace),
    text: texts(rows, (row) => row.text),
    original: texts(rows, (row) => row.original),
  })
}

function numbers<Row>(rows: Row[], value: (row: Row) => number): Vector<Int32> {
  return makeVector(Int32Array.from(rows, value))
}

/** As arrow's own `vectorFromArray` makes it, but at the speed of copying. */
function texts<Row>(rows: Row[], value: (row: Row) => string | null): Vector<Utf8> {
  const valueOffsets = new Int32Array(rows.length + 1)
  const nullBitmap = new Uint8Array((rows.length + 7) >> 3)
  const parts: string[] = []
  let nulls = 0
  let bytes = 0
  for (const [at, row] of rows.entries()) {
    const text = value(row)
    if (text === null) nulls++
    else {
      nullBitmap[at >> 3] = (nullBitmap[at >> 3] as number) | (1 << (at & 7))
      parts.push(text)
      bytes += Buffer.byteLength(text)
    }
    valueOffsets[at + 1] = bytes
  }
  const data = Buffer.allocUnsafe(bytes)
  let end = 0
  for (const text of parts) end += data.write(text, end)
  return new Vector([
    makeData({ type: new Utf8(), length: rows.length, nullCount: nulls, nullBitmap, valueOffsets, data }),
  ])
}
