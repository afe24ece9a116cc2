/** A library's health, the search index included. */
import type { Archive, Problem } from '../archive/archive.ts'
import { examine, repair } from '../archive/doctor.ts'
import { examineIndex } from '../find/examine-index.ts'
import { forgetSavedFacets } from '../find/facets/facet-file.ts'
import type { SourceFiles } from '../storage/source-files.ts'
import { startIndexing } from './indexing.ts'

export interface ExaminedLibrary {
  dir: string
  archive: Archive
  sourceFiles: SourceFiles
}

/** @returns what is not well; [] when all is. */
export async function examineLibrary({ dir, archive, sourceFiles }: ExaminedLibrary): Promise<Problem[]> {
  return [
    ...(await examine({ libraryDir: dir, archive, sourceFiles })),
    ...(await examineIndex({ libraryDir: dir, archive })),
  ]
}

/** Builds again what is derived: counts, tag rows, the search index. What people wrote and what came in is not touched. */
export async function repairLibrary(
  { dir, archive, sourceFiles }: ExaminedLibrary,
  tell: (text: string) => void,
): Promise<void> {
  await repair({ libraryDir: dir, archive, sourceFiles })
  await forgetSavedFacets(dir)
  tell('Building the search index anew …')
  await archive.forgetIndex()
  await startIndexing(archive).finish()
}
