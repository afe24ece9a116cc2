/** Bytes to stories: the whole way from a file to the works in it, without storing anything. */
import type { BorderCorrections, MemberRef, RecoveredWork } from '../story/work.ts'
import type { SourceDocument } from './document.ts'
import { workSignature } from './duplicates/signature.ts'
import type { SourceFile } from './formats/format.ts'
import { readSource } from './read-source.ts'
import { recoverWorks } from './recover/recover-works.ts'

export interface RecoverOptions {
  /** What a person said about the borders of the document with this path. */
  bordersOf?: (path: string) => BorderCorrections | undefined
  /** SHA-256 of the file's bytes, for the works' sources. */
  sha256: string
  /** Where they were read from a member of that file. */
  member?: MemberRef
}

/**
 * Reads one file and recovers the works in it.
 * @throws RefusedFile when nothing can be read from it.
 */
export async function recoverSource(file: SourceFile, options: RecoverOptions): Promise<RecoveredWork[]> {
  return recoverDocuments(await readSource(file), options)
}

/** The works of documents that were read already. */
export function recoverDocuments(documents: SourceDocument[], options: RecoverOptions): RecoveredWork[] {
  const { sha256, member } = options
  return documents.flatMap((document) =>
    recoverWorks(document, { borders: options.bordersOf?.(document.path) }).map((work) => ({
      ...work,
      signature: workSignature(work.chapters),
      sources: work.sources.map((source) => ({ ...source, sha256, ...(member && { member }) })),
    })),
  )
}

/** Documents a container made itself, under the path of the member: where they are several, each keeps what tells it apart. */
export function withPath(documents: SourceDocument[], path: string): SourceDocument[] {
  return documents.map((document, index) => ({
    ...document,
    path: documents.length === 1 ? path : `${path}#${index + 1}`,
  }))
}
