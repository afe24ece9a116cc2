/** Imports for tests: files of a folder as an import sees them, without any on disk. */
import type { Archive, FileOutcome, ImportSummary, SeenFile, StoredFile } from '../../src/archive/archive.ts'
import type { RecoveredWork } from '../../src/story/work.ts'
import { type RecoveredWorkParts, recoveredWork, sha256Of } from './recovered-work.ts'

export interface TestFile {
  /** Below the root. */
  path: string
  /** What it holds: files of the same content have the same hash. */
  content?: string
  /** One work of these parts, or several; a whole outcome for what is refused or skipped. */
  works?: RecoveredWorkParts | RecoveredWorkParts[]
  outcome?: FileOutcome
  named?: boolean
}

export const ROOT = '/stories'

export const NO_SUMMARY: ImportSummary = {
  filesRead: 0,
  filesUnchanged: 0,
  worksAdded: 0,
  worksRevised: 0,
  needALook: 0,
  refused: 0,
  skipped: 0,
  words: 0,
  seconds: 0,
}

/** Imports a folder that holds these files and no others. @returns what became of each. */
export async function importFolder(archive: Archive, files: TestFile[], root = ROOT): Promise<StoredFile[]> {
  const importId = await archive.beginImport([root])
  const stored = await archive.storeFiles(
    importId,
    files.map((file) => fileToStore(file, root)),
  )
  await archive.noteVanished(importId, root, new Set(stored.map(({ file }) => file.absolutePath)))
  await archive.finishImport(importId, NO_SUMMARY)
  return stored
}

/** Stores one work and answers its id. */
export async function addWork(
  archive: Archive,
  path: string,
  parts: RecoveredWorkParts = {},
): Promise<string> {
  const importId = await archive.beginImport([`${ROOT}/${path}`])
  const [stored] = await archive.storeFiles(importId, [fileToStore({ path, works: parts }, ROOT)])
  await archive.finishImport(importId, NO_SUMMARY)
  return stored?.workIds[0] as string
}

export function fileToStore(file: TestFile, root = ROOT) {
  const seen = seenFile(file.path, file.content ?? `content of ${file.path}`, root)
  const outcome: FileOutcome = file.outcome ?? { kind: 'works', works: worksOf(file, seen) }
  return { file: seen, outcome, named: file.named ?? false }
}

export function seenFile(path: string, content: string, root = ROOT): SeenFile {
  return {
    absolutePath: `${root}/${path}`,
    path,
    sizeBytes: content.length,
    mtimeMs: 1000,
    sha256: sha256Of(content),
  }
}

function worksOf({ works = {} }: TestFile, { path, sha256 }: SeenFile): RecoveredWork[] {
  return [works].flat().map((parts) => recoveredWork({ sources: [{ path, sha256 }], ...parts }))
}
