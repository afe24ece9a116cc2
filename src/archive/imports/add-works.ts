/** Stores works that are new. */
import type { RecoveredWork } from '../../story/work.ts'
import type { FileOutcome, SeenFile } from '../archive.ts'
import { rememberNewWork } from '../deeds/remember.ts'
import { keepSignature } from '../duplicates/signatures.ts'
import type { Writing } from '../library.ts'
import { keepReviews } from '../works/reviews.ts'
import { type Corrections, contentOf, recoveredOf, type StateSource } from '../works/work-state.ts'
import { type CountedChapter, totalsOf, writeText } from '../works/write-text.ts'
import { addWork } from '../works/write-work.ts'

export interface FileToStore {
  file: SeenFile
  outcome: FileOutcome
  named: boolean
}

/** A recovered work with its words counted, which is done before the transaction since it takes longest. */
export interface CountedWork {
  work: RecoveredWork
  chapters: CountedChapter[]
}

/** What storing one file of a batch needs to know. */
export interface Storing {
  writing: Writing
  importId: number
  /** All files stored with it: a work of several sources names them by hash. */
  batch: readonly FileToStore[]
}

/** @returns ids of the new works. */
export async function addWorks(
  storing: Storing,
  { file }: FileToStore,
  works: readonly CountedWork[],
  corrections: Corrections = {},
): Promise<number[]> {
  const { writing, importId } = storing
  const ids: number[] = []
  for (const { work, chapters } of works) {
    const state = await addWork(
      writing,
      {
        totals: totalsOf(chapters),
        recovered: recoveredOf(work),
        corrections,
        storyConfirmed: false,
        sources: sourcesOf(storing, file, work),
      },
      (workId) => writeText(writing, workId, chapters),
    )
    await keepSignatureOf(writing, state.textId, work)
    await keepReviews(writing, state.id, work)
    await rememberNewWork(writing, importId, state.id)
    ids.push(state.id)
  }
  return ids
}

/** Only of these very chapters: put together with others it would be another's. */
async function keepSignatureOf(
  { db }: Writing,
  textId: number | null,
  { signature, chapters }: RecoveredWork,
): Promise<void> {
  const characters = chapters.reduce((sum, { html }) => sum + html.length, 0)
  if (textId !== null && signature?.characters === characters) await keepSignature(db, textId, signature)
}

/** Where the sources a work names stand on disk: in the file it came with, or in another of the batch. */
export function sourcesOf({ batch }: Storing, file: SeenFile, work: RecoveredWork): StateSource[] {
  return work.sources.map((source, index) => {
    const of =
      contentOf(source) === file.sha256
        ? file
        : (batch.find((other) => other.file.sha256 === contentOf(source))?.file ?? file)
    const { path, sha256, member, from, to } = source
    return {
      path,
      sha256,
      absolutePath: of.absolutePath,
      sizeBytes: of.sizeBytes,
      ...(member && { member }),
      ...(index === 0 && work.part && { part: { facts: work.part } }),
      ...(from && { from }),
      ...(to && { to }),
    }
  })
}
