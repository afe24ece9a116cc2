/** Arrow's answers as plain numbers: read batch by batch, column by column, which is many times as quick as row by row. */
import type { Table as ArrowTable } from 'apache-arrow'

type Column = (name: string) => { get(at: number): unknown }

export function columnsOf<Row>(table: ArrowTable, read: (column: Column, at: number) => Row): Row[] {
  return table.batches.flatMap((batch) => {
    const column: Column = (name) => batch.getChild(name) as NonNullable<ReturnType<typeof batch.getChild>>
    return Array.from({ length: batch.numRows }, (_, at) => read(column, at))
  })
}

/** Each row's vector beside the value of another column; the vector is a view, as long as the table is there. */
export function* vectorsOf(
  table: ArrowTable,
  [name, column]: [name: string, column: string],
  dimensions: number,
) {
  for (const batch of table.batches) {
    const names = batch.getChild(name)
    const numbers = childNumbers(batch.getChild(column)?.data[0])
    for (let at = 0; at < batch.numRows; at++)
      yield {
        value: names?.get(at) as unknown,
        vector: numbers.subarray(at * dimensions, (at + 1) * dimensions),
      }
  }
}

/** All vectors, one after the other. */
export function numbersOf(table: ArrowTable, column: string, dimensions: number): Float32Array {
  const all = new Float32Array(table.numRows * dimensions)
  let end = 0
  for (const batch of table.batches) {
    const numbers = childNumbers(batch.getChild(column)?.data[0])
    all.set(numbers.subarray(0, batch.numRows * dimensions), end)
    end += batch.numRows * dimensions
  }
  return all
}

function childNumbers(data: { children: { values: unknown }[] } | undefined): Float32Array {
  return (data?.children[0]?.values ?? new Float32Array()) as Float32Array
}
