/** A library on disk for tests: its archive and its kept files. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Archive, StoredFile } from '../../src/archive/archive.ts'
import { openArchive } from '../../src/archive/open-archive.ts'
import { openSourceFiles, type SourceFiles } from '../../src/storage/source-files.ts'
import { importFolder, type TestFile } from './imports.ts'

export interface TestLibrary {
  libraryDir: string
  archive: Archive
  sourceFiles: SourceFiles
  /** Keeps the bytes of the files too, as an import does. */
  importFolder(files: TestFile[]): Promise<StoredFile[]>
  close(): Promise<void>
}

export async function openTestLibrary(options: { now?: () => Date } = {}): Promise<TestLibrary> {
  const folder = await mkdtemp(join(tmpdir(), 'fanfold-library-'))
  const libraryDir = join(folder, 'library')
  const archive = await openArchive(libraryDir, options)
  const sourceFiles = openSourceFiles(libraryDir)
  return {
    libraryDir,
    archive,
    sourceFiles,
    async importFolder(files) {
      const contents = files.map((file) => file.content ?? `content of ${file.path}`)
      await sourceFiles.keepAll(contents.map((content) => new TextEncoder().encode(content)))
      return importFolder(archive, files)
    },
    async close() {
      await archive.close()
      await rm(folder, { recursive: true })
    },
  }
}
