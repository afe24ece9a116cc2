/** A library's health, the search index and the meaning vectors included. */
import type { Archive, Problem } from '../archive/archive.ts'
import { examine, repair } from '../archive/doctor.ts'
import { examineIndex } from '../find/examine-index.ts'
import { forgetSavedFacets } from '../find/facets/facet-file.ts'
import { examineEncoder } from '../find/meaning/examine-encoder.ts'
import { examineMeaning, repairMeaning } from '../find/meaning/examine-meaning.ts'
import type { SourceFiles } from '../storage/source-files.ts'
import { startIndexing } from './indexing.ts'

export interface ExaminedLibrary {
  dir: string
  archive: Archive
  sourceFiles: SourceFiles
}

/** @returns what is not well; [] when all is. */
export async function examineLibrary({ dir, archive, sourceFiles }: ExaminedLibrary): Promise<Problem[]> {
  const { model, problems } = await examineEncoder(dir)
  return [
    ...(await examine({ libraryDir: dir, archive, sourceFiles })),
    ...(await examineIndex({ libraryDir: dir, archive })),
    ...problems,
    ...(model ? await examineMeaning({ libraryDir: dir, archive, model }) : []),
  ]
}

/** Builds again what is derived: counts, tag rows, the search index; damaged vectors go, and are made again later. What people wrote and what came in is not touched. */
export async function repairLibrary(
  { dir, archive, sourceFiles }: ExaminedLibrary,
  tell: (text: string) => void,
): Promise<void> {
  await repair({ libraryDir: dir, archive, sourceFiles })
  await forgetSavedFacets(dir)
  tell('Building the search index anew …')
  await archive.forgetIndex()
  await startIndexing(archive).finish()
  const { model } = await examineEncoder(dir)
  if (model === undefined) return
  const again = await repairMeaning({ libraryDir: dir, archive, model })
  if (again > 0)
    tell(
      `${again === 1 ? 'A story is' : `${again} stories are`} to be read for meaning again: that goes on in the background when Fanfold is started next.`,
    )
}
