/** The files below the paths a person named, in the order of their names. */
import type { Dirent } from 'node:fs'
import { readdir, realpath, stat } from 'node:fs/promises'
import { basename, join, relative, sep } from 'node:path'
import { ArchiveError } from '../errors.ts'

export interface FoundFile {
  absolutePath: string
  /** The path below the folder given, with `/`; the bare name of a file given itself. */
  path: string
  sizeBytes: number
  mtimeMs: number
  /** The file itself was named, not a folder above it. */
  named: boolean
  /** Why it cannot be read at all: a folder that may not be entered, a link to nothing, no ordinary file. */
  trouble?: Trouble
}

export type Trouble = { kind: 'refused'; errno: string } | { kind: 'skipped'; reason: string }

export interface Root {
  absolutePath: string
  isFolder: boolean
}

/** @throws ArchiveError `import/no-such-path` naming the path. */
export async function findRoots(paths: string[]): Promise<Root[]> {
  const roots: Root[] = []
  for (const path of paths) {
    const info = await stat(path).catch(() => undefined)
    if (info === undefined) {
      throw new ArchiveError(
        'import/no-such-path',
        `There is no file or folder "${path}".`,
        'Check the spelling; a path with spaces wants quotes.',
      )
    }
    roots.push({ absolutePath: await realpath(path), isFolder: info.isDirectory() })
  }
  return roots
}

/** Folders that are never a person's stories: versions control, packages, and Fanfold's own libraries. */
const SKIPPED_FOLDERS = new Set([
  '.git',
  '.svn',
  '.hg',
  'node_modules',
  '__MACOSX',
  '.Trash',
  '.Trashes',
  '$RECYCLE.BIN',
])

/**
 * Walks a root. Links to folders are not followed (they may go in circles); links to files are read.
 * @param leaveOut absolute paths not to enter: the library itself.
 */
export async function* findFiles(root: Root, leaveOut: Set<string>): AsyncGenerator<FoundFile> {
  if (!root.isFolder) {
    const info = await stat(root.absolutePath)
    yield {
      absolutePath: root.absolutePath,
      path: basename(root.absolutePath),
      sizeBytes: info.size,
      mtimeMs: info.mtimeMs,
      named: true,
    }
    return
  }
  yield* walk(root.absolutePath, root.absolutePath, leaveOut)
}

async function* walk(folder: string, root: string, leaveOut: Set<string>): AsyncGenerator<FoundFile> {
  let entries: Dirent[]
  try {
    entries = await readdir(folder, { withFileTypes: true })
  } catch (error) {
    yield unread(folder, root, { kind: 'refused', errno: (error as NodeJS.ErrnoException).code ?? 'unknown' })
    return
  }
  entries.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }))
  for (const entry of entries) {
    const absolutePath = join(folder, entry.name)
    if (!entry.isDirectory()) yield await foundFile(absolutePath, root)
    else if (!SKIPPED_FOLDERS.has(entry.name) && !leaveOut.has(absolutePath))
      yield* walk(absolutePath, root, leaveOut)
  }
}

async function foundFile(absolutePath: string, root: string): Promise<FoundFile> {
  const info = await stat(absolutePath).catch(() => undefined)
  if (info === undefined) return unread(absolutePath, root, { kind: 'skipped', reason: 'a link to nothing' })
  if (info.isDirectory()) return unread(absolutePath, root, { kind: 'skipped', reason: 'a link to a folder' })
  if (!info.isFile()) return unread(absolutePath, root, { kind: 'skipped', reason: 'no ordinary file' })
  return {
    absolutePath,
    path: below(root, absolutePath),
    sizeBytes: info.size,
    mtimeMs: info.mtimeMs,
    named: false,
  }
}

function unread(absolutePath: string, root: string, trouble: Trouble): FoundFile {
  return { absolutePath, path: below(root, absolutePath), sizeBytes: 0, mtimeMs: 0, named: false, trouble }
}

const below = (root: string, path: string) => relative(root, path).split(sep).join('/') || basename(path)
