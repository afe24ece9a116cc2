/**
 * A small import in a process of its own, to be killed at any instant: keeps the bytes of 40 files and stores a work
 * for each, five at a time. Which text they have is the round's.
 */

import { openArchive } from '../../src/archive/open-archive.ts'
import { hashOf, openSourceFiles } from '../../src/storage/source-files.ts'
import { fileToStore, NO_SUMMARY, ROOT } from '../builders/imports.ts'

export const FILES = 40
const BATCH = 5

export function contentOf(file: number, round: number): string {
  // Every fourth file stays as it is, every seventh pair has the same bytes.
  const text = file % 4 === 0 ? 'ever the same' : `as it is in round ${round}`
  return file % 7 === 1 ? 'twins' : `file ${file}, ${text}. ${'Words '.repeat(file * 20)}`
}

async function run(libraryDir: string, round: number): Promise<void> {
  const archive = await openArchive(libraryDir)
  const sourceFiles = openSourceFiles(libraryDir)
  process.stdout.write('begun\n')
  const importId = await archive.beginImport([ROOT])
  for (let first = 0; first < FILES; first += BATCH) {
    const contents = Array.from({ length: BATCH }, (_, n) => contentOf(first + n, round))
    await sourceFiles.keepAll(contents.map((content) => new TextEncoder().encode(content)))
    const files = contents.map((content, n) =>
      fileToStore({
        path: `${first + n}.txt`,
        content,
        works: { title: hashOf(new TextEncoder().encode(content)), chapters: [content] },
      }),
    )
    await archive.storeFiles(importId, files)
  }
  await archive.finishImport(importId, NO_SUMMARY)
  await archive.close()
}

if (process.argv[1] === import.meta.filename) await run(process.argv[2] as string, Number(process.argv[3]))
