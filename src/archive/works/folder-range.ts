/** What stands below a folder, as a range of paths, which an index can follow. */
import { sep } from 'node:path'

export interface PathRange {
  /** The folder or file itself. */
  at: string
  /** Paths below are from here … */
  from: string
  /** … to before here. */
  before: string
}

/** @param folder absolute path, with or without a separator at its end. */
export function belowFolder(folder: string): PathRange {
  const at = folder.length > 1 && folder.endsWith(sep) ? folder.slice(0, -1) : folder
  const from = at.endsWith(sep) ? at : at + sep
  return { at, from, before: from.slice(0, -1) + String.fromCharCode(sep.charCodeAt(0) + 1) }
}
