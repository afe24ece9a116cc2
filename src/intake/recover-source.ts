/** Bytes to stories: the whole way from a file to the works in it, without storing anything. */
import type { BorderCorrections, RecoveredWork } from '../story/work.ts'
import type { SourceFile } from './formats/format.ts'
import { readSource } from './read-source.ts'
import { recoverWorks } from './recover/recover-works.ts'

export interface RecoverOptions {
  /** What a person said about the borders of the document with this path. */
  bordersOf?: (path: string) => BorderCorrections | undefined
  /** SHA-256 of the file's bytes, for the works' sources. */
  sha256: string
}

/**
 * Reads one file and recovers the works in it.
 * @throws RefusedFile when nothing can be read from it.
 */
export async function recoverSource(file: SourceFile, options: RecoverOptions): Promise<RecoveredWork[]> {
  const works: RecoveredWork[] = []
  for (const document of await readSource(file)) {
    const borders = options.bordersOf?.(document.path)
    for (const work of recoverWorks(document, { borders })) {
      works.push({
        ...work,
        sources: work.sources.map((source) => ({ ...source, sha256: options.sha256 })),
      })
    }
  }
  return works
}
