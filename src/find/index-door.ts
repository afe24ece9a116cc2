/** The tables of the word index, opened at the first question and followed where they are built anew. */
import { currentFolder, type IndexTables, openIndexTables } from './index-tables.ts'

export interface IndexDoor {
  /** @returns undefined where nothing is indexed yet. */
  tables(): Promise<IndexTables | undefined>
  /** It opens again at the next question. */
  close(): Promise<void>
}

export function openIndexDoor(libraryDir: string): IndexDoor {
  let opened: Promise<IndexTables> | undefined
  let folder: string | undefined

  const close = async () => {
    const tables = opened
    opened = undefined
    folder = undefined
    await tables?.then((open) => open.close()).catch(() => undefined)
  }
  return {
    close,
    async tables() {
      const current = currentFolder(libraryDir)
      if (current !== folder) await close()
      if (current === undefined) return undefined
      folder = current
      opened ??= openIndexTables(current)
      return opened
    },
  }
}
