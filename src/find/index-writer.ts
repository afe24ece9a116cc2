/** Writes works into the search index and keeps it in order. Only the holder of the library's index lock may. */
import type { Table } from '@lancedb/lancedb'
import type { Vector } from 'apache-arrow'
import { passagesTable, worksTable } from './arrow-tables.ts'
import { type Coverage, coverageOf } from './coverage.ts'
import type { IndexRows } from './index-rows.ts'
import {
  buildWordIndex,
  indexName,
  makeIndexTables,
  PASSAGE_COLUMNS,
  WORK_COLUMNS,
  type WordColumn,
} from './index-tables.ts'

/** What readers of another process may still be reading is left alone so long. */
const OLD_VERSIONS_KEPT_MS = 60_000

/** Each batch and each story added makes one. */
const FRAGMENTS_MAX = 8

export interface IndexWriter {
  /**
   * Takes the named works out, then puts the rows in. Whatever instant this ends at, doing it again leaves the same.
   * @param ids works of which anything may be there, removed ones too.
   */
  replace(ids: number[], rows: IndexRows[]): Promise<void>
  coverage(): Promise<Coverage>
  /** Whether the rows stand in so many files that reading some of them takes twice as long as it need. */
  isScattered(): Promise<boolean>
  /** Brings all rows into the word indexes, joins small files and clears old ones away. Time grows with the whole index. */
  settle(): Promise<void>
  close(): void
}

/** @param folder where the index is or is to be made. @throws when what is there cannot be read. */
export async function openIndexWriter(folder: string): Promise<IndexWriter> {
  const tables = await makeIndexTables(folder)
  const { passages, works, close } = tables
  const known = new Set<number>()
  for await (const batch of works.query().select(['work'])) {
    for (const work of batch.getChild('work') as Vector) known.add(work)
  }

  const remove = async (ids: number[]) => {
    const there = ids.filter((id) => known.has(id))
    if (there.length === 0) return
    const condition = `work IN (${there.join(',')})`
    await passages.delete(condition)
    await works.delete(condition)
    for (const id of there) known.delete(id)
  }
  const add = async (rows: IndexRows[]) => {
    if (rows.length === 0) return
    await works.add(await worksTable(rows.map(({ work }) => work)))
    for (const { work } of rows) known.add(work.work)
    const passageRows = rows.flatMap((row) => row.passages)
    if (passageRows.length > 0) await passages.add(await passagesTable(passageRows))
  }
  return {
    close,
    coverage: () => coverageOf(tables),
    async isScattered() {
      const { fragmentStats } = await passages.stats()
      return fragmentStats.numFragments > FRAGMENTS_MAX
    },
    async replace(ids, rows) {
      await remove(ids)
      await add(rows)
    },
    async settle() {
      await settleTable(passages, PASSAGE_COLUMNS)
      await settleTable(works, WORK_COLUMNS)
    },
  }
}

async function settleTable(table: Table, columns: WordColumn[]): Promise<void> {
  const stats = await table.indexStats(indexName(columns[0] as WordColumn))
  if ((stats?.numUnindexedRows ?? 0) > (stats?.numIndexedRows ?? 0)) {
    // Building anew takes half the time of merging so much, and old files wait for the next time.
    for (const column of columns) await buildWordIndex(table, column)
    return
  }
  await table.optimize({
    cleanupOlderThan: new Date(Date.now() - OLD_VERSIONS_KEPT_MS),
    // Safe since only the holder of the index lock writes.
    deleteUnverified: true,
  })
}
