/** Stores what became of some files: new works, new revisions of known ones, or a note that the file is known. */
import type { RecoveredWork } from '../../story/work.ts'
import type { StoredFile } from '../archive.ts'
import { rememberWork } from '../deeds/remember.ts'
import { setCompared } from '../duplicates/signatures.ts'
import { type Library, writeWorks } from '../library.ts'
import { loadWork } from '../works/load-work.ts'
import type { WorkState } from '../works/work-state.ts'
import { countedChapter } from '../works/write-text.ts'
import { updateWork } from '../works/write-work.ts'
import { addWorks, type CountedWork, type FileToStore, type Storing } from './add-works.ts'
import { knownFile, writeFile } from './file-rows.ts'
import { reviseWorks } from './revise-works.ts'
import { standingOf } from './works-of-file.ts'

/** One transaction: all of them or none. A batch of 25 to 100 files makes good use of the disk. */
export function storeFiles(library: Library, importId: number, files: FileToStore[]): Promise<StoredFile[]> {
  const counted = files.map(countWorks)
  return writeWorks(library, async (writing) => {
    const stored: StoredFile[] = []
    for (const each of counted) stored.push(await storeFile({ writing, importId, batch: files }, each))
    return stored
  })
}

interface CountedFile extends FileToStore {
  works: CountedWork[]
}

function countWorks(each: FileToStore): CountedFile {
  if (each.outcome.kind !== 'works') return { ...each, works: [] }
  const { works, counts } = each.outcome
  const countedWork = (work: RecoveredWork, nth: number): CountedWork => ({
    work,
    chapters: work.chapters.map((chapter, at) => countedChapter(chapter, counts?.[nth]?.[at])),
  })
  return { ...each, works: works.map(countedWork) }
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
  const { kind, workIds, removedIds } = await standingOf(storing.writing, each.file, before)
  const calledBack = each.named ? removedIds : []
  switch (kind) {
    case 'same':
    case 'removed':
    case 'undone': {
      const back = kind === 'undone' ? workIds : calledBack
      if (back.length > 0) {
        await bringBack(storing, each, back)
        return { became: 'added', ids: [...new Set([...workIds, ...back])] }
      }
      return kind === 'same' ? { became: 'same', ids: workIds } : { became: 'removed', ids: removedIds }
    }
    case 'changed': {
      // Those that were removed are known again, so that they do not come in as new; they change only when called back.
      const ids = await reviseWorks(storing, each, [...workIds, ...removedIds])
      if (ids.length + workIds.length === 0) return { became: 'removed', ids: removedIds }
      return { became: workIds.length > 0 ? 'revised' : 'added', ids }
    }
    case 'parted':
      return { became: 'added', ids: await addParted(storing, each, workIds) }
    case 'new':
      return { became: 'added', ids: await addWorks(storing, each, each.works) }
  }
}

/** Removed works are there again, with what a person had said of them. Text thrown away meanwhile is read in anew. */
async function bringBack(storing: Storing, each: CountedFile, ids: readonly number[]): Promise<void> {
  const { writing, importId } = storing
  const emptied: number[] = []
  for (const id of ids) {
    const state = (await loadWork(writing.db, id)) as WorkState
    await rememberWork(writing, importId, state)
    if (state.textId === null) emptied.push(id)
    else await setCompared(writing.db, [state.textId], 0)
    state.removed = null
    await updateWork(writing, state)
  }
  if (emptied.length > 0) await reviseWorks(storing, each, emptied)
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
