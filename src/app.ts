/** Builds things and hands them round: the one place that knows how a library is put together. */
import { existsSync, mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Archive } from './archive/archive.ts'
import { openArchive } from './archive/open-archive.ts'
import { ArchiveError } from './errors.ts'
import type { Facets } from './find/facets/filter.ts'
import { openFacets } from './find/facets/open-facets.ts'
import type { Finder } from './find/finder.ts'
import { openSourceFiles, type SourceFiles } from './storage/source-files.ts'

export interface Library {
  readonly dir: string
  readonly archive: Archive
  readonly sourceFiles: SourceFiles
  /** Opened at the first search, since the search engine is heavy to load. */
  finder(): Promise<Finder>
  /** Filters, counts and suggestions; the library is read for them when they are first asked. */
  facets(): Promise<Facets>
  close(): Promise<void>
}

/**
 * Opens a library, making it first where there is none.
 * @throws ArchiveError `library/…` when it cannot be used, saying why.
 */
export async function openLibrary(libraryDir: string): Promise<Library> {
  const dir = resolve(libraryDir)
  try {
    makeFolder(dir)
  } catch (error) {
    throw new ArchiveError(
      'library/cannot-open',
      `The library ${dir} cannot be made or opened (${(error as NodeJS.ErrnoException).code}).`,
      'Name another folder with --library, or give yourself the right to write there.',
    )
  }
  const archive = await openArchive(dir)
  let finder: Promise<Finder> | undefined
  let facets: Promise<Facets> | undefined
  return {
    dir,
    archive,
    sourceFiles: openSourceFiles(dir),
    finder() {
      finder ??= import('./find/open-finder.ts').then(({ openFinder }) =>
        openFinder({ libraryDir: dir, archive }),
      )
      return finder
    },
    facets() {
      facets ??= openFacets({ libraryDir: dir, archive })
      return facets
    },
    async close() {
      await (await finder)?.close()
      await (await facets)?.close()
      await archive.close()
    },
  }
}

/** Node's own `recursive` never ends below folders such as /proc, where making one answers that it is not there. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  const parent = dirname(folder)
  if (parent !== folder) makeFolder(parent)
  mkdirSync(folder)
}
