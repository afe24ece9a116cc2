/** Stores what became of some files: new works, new revisions of known ones, or a note that the file is known. */
import type { RecoveredWork } from '../../story/work.ts'
import type { FileOutcome, SeenFile, StoredFile } from '../archive.ts'
import { rememberNewWork, rememberWork } from '../deeds/remember.ts'
import { type Library, type Writing, writeWorks } from '../library.ts'
import { loadWork } from '../works/load-work.ts'
import { type Corrections, recoveredOf, type StateSource, type WorkState } from '../works/work-state.ts'
import { type CountedChapter, countChapter, totalsOf, writeText } from '../works/write-text.ts'
import { addWork, updateWork } from '../works/write-work.ts'
import { knownFile, writeFile } from './file-rows.ts'
import { reviseWorks } from './revise-works.ts'
import { type FileStanding, standingOf } from './works-of-file.ts'

export interface FileToStore {
  file: SeenFile
  outcome: FileOutcome
  named: boolean
}

/** One transaction: all of them or none. A batch of 25 to 100 files makes good use of the disk. */
export function storeFiles(library: Library, importId: number, files: FileToStore[]): Promise<StoredFile[]> {
  const counted = files.map(countWorks)
  return writeWorks(library, async (writing) => {
    const stored: StoredFile[] = []
    for (const each of counted) stored.push(await storeFile({ writing, importId, batch: files }, each))
    return stored
  })
}

/** A recovered work with its words counted, which is done before the transaction since it takes longest. */
export interface CountedWork {
  work: RecoveredWork
  chapters: CountedChapter[]
}

interface CountedFile extends FileToStore {
  works: CountedWork[]
}

function countWorks(each: FileToStore): CountedFile {
  const works = each.outcome.kind === 'works' ? each.outcome.works : []
  return { ...each, works: works.map((work) => ({ work, chapters: work.chapters.map(countChapter) })) }
}

/** What storing one file of a batch needs to know. */
export interface Storing {
  writing: Writing
  importId: number
  /** All files stored with it: a work of several sources names them by hash. */
  batch: readonly FileToStore[]
}

async function storeFile(storing: Storing, each: CountedFile): Promise<StoredFile> {
  const { writing, importId } = storing
  const { file, outcome } = each
  const before = await knownFile(writing, file.absolutePath)
  const answer =
    outcome.kind === 'works' ? await storeWorks(storing, each, before) : { became: outcome.kind, ids: [] }
  await writeFile(writing, { importId, file, outcome, before, isRemoved: answer.became === 'removed' })
  return { file, became: answer.became, workIds: answer.ids.map(String) }
}

interface Answer {
  became: StoredFile['became']
  ids: number[]
}

async function storeWorks(
  storing: Storing,
  each: CountedFile,
  before: Awaited<ReturnType<typeof knownFile>>,
): Promise<Answer> {
  const standing = await standingOf(storing.writing, each.file, before)
  switch (standing.kind) {
    case 'same':
      return { became: 'same', ids: standing.workIds }
    case 'removed':
    case 'changedRemoved':
      return each.named ? comeBack(storing, each, standing) : { became: 'removed', ids: standing.workIds }
    case 'undone':
      return comeBack(storing, each, standing)
    case 'changed':
      return { became: 'revised', ids: await reviseWorks(storing, each, standing.workIds) }
    case 'parted':
      return { became: 'added', ids: await addParted(storing, each, standing.workIds) }
    case 'new':
      return { became: 'added', ids: await addWorks(storing, each, each.works) }
  }
}

/** Removed works are there again, with what a person had said of them. Text thrown away meanwhile is read in anew. */
async function comeBack(
  storing: Storing,
  each: CountedFile,
  standing: Exclude<FileStanding, { kind: 'new' }>,
): Promise<Answer> {
  const { writing, importId } = storing
  let isWhole = standing.kind !== 'changedRemoved'
  for (const id of standing.workIds) {
    const state = (await loadWork(writing.db, id)) as WorkState
    await rememberWork(writing, importId, state)
    isWhole &&= state.textId !== null
    state.removed = null
    await updateWork(writing, state)
  }
  if (isWhole) return { became: 'added', ids: standing.workIds }
  return { became: 'added', ids: await reviseWorks(storing, each, standing.workIds) }
}

/** What a person said of the works of its twin holds for a copy that goes its own way. */
async function addParted(storing: Storing, each: CountedFile, twins: readonly number[]): Promise<number[]> {
  const ids: number[] = []
  for (const [index, counted] of each.works.entries()) {
    const twin = twins[index] === undefined ? undefined : await loadWork(storing.writing.db, twins[index])
    ids.push(...(await addWorks(storing, each, [counted], twin?.corrections)))
  }
  return ids
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
    await rememberNewWork(writing, importId, state.id)
    ids.push(state.id)
  }
  return ids
}

/** Where the sources a work names stand on disk: in the file it came with, or in another of the batch. */
export function sourcesOf({ batch }: Storing, file: SeenFile, work: RecoveredWork): StateSource[] {
  return work.sources.map((source) => {
    const of =
      source.sha256 === file.sha256
        ? file
        : (batch.find((other) => other.file.sha256 === source.sha256)?.file ?? file)
    const { path, sha256, from, to } = source
    return {
      path,
      sha256,
      absolutePath: of.absolutePath,
      sizeBytes: of.sizeBytes,
      ...(from && { from }),
      ...(to && { to }),
    }
  })
}
