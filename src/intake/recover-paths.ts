/** Files and folders to the works in them, put together as the product does, without storing anything. */
import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { RefusedFile } from '../errors.ts'
import type { RecoveredWork } from '../story/work.ts'
import { joinDuplicates } from './duplicates/join-duplicates.ts'
import { furnitureReason } from './furniture.ts'
import { naturalOrder } from './natural-order.ts'
import { joinWorkParts, type PlacedWork } from './parts/join-work-parts.ts'
import { type FileOnDisk, recoverFile } from './recover-file.ts'

export interface RefusedPath {
  path: string
  code: string
  reason: string
}

export interface RecoveredPaths {
  works: RecoveredWork[]
  refused: RefusedPath[]
}

export interface NamedPath {
  /** Where it lies. */
  absolutePath: string
  /** What it is called to the reader, where that is not its name on disk. */
  name: string
}

/**
 * Reads each path: a file, or all files below a folder in the order of their names. Furniture is passed over; what
 * cannot be read is told of. Parts of one work are one work, and so are copies of one story.
 */
export async function recoverPaths(paths: NamedPath[]): Promise<RecoveredPaths> {
  const found: Found = { placed: [], refused: [] }
  for (const named of paths) {
    const taken = new Set<string>()
    for (const file of await filesOf(named))
      if (!taken.has(file.absolutePath)) await readOne(file, taken, found)
  }
  return { works: joinDuplicates(joinWorkParts(found.placed)), refused: found.refused }
}

interface Found {
  placed: PlacedWork[]
  refused: RefusedPath[]
}

/** @param taken absolute paths of files that belong to another; those of this one are added. */
async function readOne(file: PlacedFile, taken: Set<string>, found: Found): Promise<void> {
  if (furnitureReason(file.path) !== null) return
  try {
    const { works, refused, takes } = await recoverFile(file)
    for (const path of takes) taken.add(path)
    for (const { path, code, reason } of refused) found.refused.push({ path, code, reason })
    for (const work of works) found.placed.push({ work, folder: folderOf(file, work) })
  } catch (error) {
    if (!(error instanceof RefusedFile)) throw error
    found.refused.push({ path: file.path, code: error.code, reason: error.message })
  }
}

interface PlacedFile extends FileOnDisk {
  /** Its folder, from the one given on. */
  folder: string
}

/** A file inside another stands in a folder of that one's name. */
function folderOf({ path, folder }: PlacedFile, work: RecoveredWork): string {
  const inside = work.sources[0]?.path ?? path
  return inside === path ? folder : join(folder, dirname(inside.slice(path.lastIndexOf('/') + 1)))
}

async function filesOf({ absolutePath, name }: NamedPath): Promise<PlacedFile[]> {
  const info = await stat(absolutePath)
  if (!info.isDirectory()) {
    return [{ absolutePath, path: name, sizeBytes: info.size, folder: basename(dirname(absolutePath)) }]
  }
  const found: PlacedFile[] = []
  for (const entry of await readdir(absolutePath, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue
    const whole = join(entry.parentPath, entry.name)
    const path = whole.slice(absolutePath.length + 1)
    found.push({
      absolutePath: whole,
      path,
      sizeBytes: (await stat(whole)).size,
      folder: dirname(join(name, path)),
    })
  }
  // What takes others in is read first: a dump, before the stories it names.
  return found.sort((a, b) => Number(isDump(b)) - Number(isDump(a)) || naturalOrder(a.path, b.path))
}

const isDump = ({ path }: PlacedFile) => /\.(?:sql|json|csv|pl)$/i.test(path)
