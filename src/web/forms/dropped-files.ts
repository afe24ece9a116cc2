/** The files that are dropped on a page, those within folders too. */

export interface Picked {
  file: File
  /** `folder/name.txt` for a file of a folder. */
  path: string
}

/** Must be called at once in the event: the browser takes its entries away afterwards. */
export async function filesDropped(transfer: DataTransfer): Promise<Picked[]> {
  const entries: FileSystemEntry[] = []
  const picked: Picked[] = []
  for (const item of transfer.items) {
    const entry = item.webkitGetAsEntry()
    const file = item.getAsFile()
    if (entry !== null) entries.push(entry)
    else if (file !== null) picked.push({ file, path: file.name })
  }
  for (const entry of entries) picked.push(...(await filesOf(entry)))
  return picked
}

async function filesOf(entry: FileSystemEntry): Promise<Picked[]> {
  if (entry.isFile)
    return [{ file: await fileOf(entry as FileSystemFileEntry), path: entry.fullPath.slice(1) }]
  const found: Picked[] = []
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  // A reader hands out a folder in pieces, and an empty one at its end.
  for (let part = await entriesOf(reader); part.length > 0; part = await entriesOf(reader)) {
    for (const inner of part) found.push(...(await filesOf(inner)))
  }
  return found
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject))
}

function entriesOf(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => reader.readEntries(resolve, reject))
}
