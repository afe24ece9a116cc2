/** Two LanceDB tables of a folder, opened together: passages and works, of their words or of their meaning. */
import type { Connection, Table } from '@lancedb/lancedb'
import { loadLance } from './load-lance.ts'

const METADATA_CACHE_BYTES = 64n << 20n

export interface OpenTables {
  /** The folder they were opened from. */
  folder: string
  passages: Table
  works: Table
  close(): void
}

/**
 * Every read looks for what another process wrote: interval 0.
 * @param indexCacheBytes what LanceDB may keep of the indexes in memory, in a process.
 */
export async function connectTo(folder: string, indexCacheBytes: bigint): Promise<Connection> {
  const { connect, Session } = await loadLance()
  const session = new Session(indexCacheBytes, METADATA_CACHE_BYTES)
  return connect(folder, { readConsistencyInterval: 0, session })
}

export function tablesOf(opened: Omit<OpenTables, 'close'> & { connection: Connection }): OpenTables {
  const { folder, connection, passages, works } = opened
  return {
    folder,
    passages,
    works,
    close() {
      passages.close()
      works.close()
      connection.close()
    },
  }
}
