/**
 * Whether the meaning vectors agree with the archive. Works that wait to be read for meaning are no problem: they are being seen to.
 * Mending takes away what is wrong; it is read again in the background, since that takes long.
 */
import { rmSync } from 'node:fs'
import type { Archive, Problem } from '../../archive/archive.ts'
import { acquireLock } from '../../storage/lock.ts'
import { namedWorks, problem } from '../index-problems.ts'
import { askOnce, isRight, readHeld } from './held-vectors.ts'
import {
  hasVectors,
  type MeaningTables,
  meaningFolder,
  openMeaningTables,
  otherModels,
  removeOtherModels,
} from './meaning-tables.ts'
import { openMeaningWriter } from './meaning-writer.ts'
import { type EncoderModel, knowsLanguage } from './model.ts'

interface Examined {
  libraryDir: string
  archive: Archive
  model: EncoderModel
}

/** What is wrong, as it is to be mended. */
interface Findings {
  /** The whole folder is of no use. */
  lost: Problem | undefined
  /** Marked as read, and not there. */
  missing: number[]
  wrong: number[]
  /** There, and not in the library. */
  left: number[]
  /** Encoders that nobody asks any more. */
  folders: string[]
}

const ALL_IS_WELL: Findings = { lost: undefined, missing: [], wrong: [], left: [], folders: [] }

/** Reads every vector once. @returns what is not well; [] when every work that is marked as read has its vectors once, and no other has any. */
export async function examineMeaning(examined: Examined): Promise<Problem[]> {
  const { lost, missing, wrong, left, folders } = await lookOver(examined)
  return [
    ...(lost ? [lost] : []),
    ...namedWorks(
      'doctor/meaning-work-missing',
      missing,
      'is marked as read for meaning, and its vectors are not there',
    ),
    ...namedWorks('doctor/meaning-work-wrong', wrong, 'has other vectors than its text should have'),
    ...namedWorks('doctor/meaning-leftover', left, 'has meaning vectors but is not in the library'),
    ...folders.map((name) =>
      problem('doctor/meaning-leftover', `Nobody asks the vectors of the encoder ${name} any more.`),
    ),
  ]
}

/**
 * Takes away what {@link examineMeaning} finds and forgets that it was read.
 * @returns how many works are to be read for meaning again because of it.
 * @throws ArchiveError `library/held` while the library is being read for meaning.
 */
export async function repairMeaning(examined: Examined): Promise<number> {
  const { libraryDir, archive, model } = examined
  const found = await lookOver(examined)
  const works = [...found.missing, ...found.wrong, ...found.left]
  if (!found.lost && works.length + found.folders.length === 0) return 0
  const before = (await archive.meaningProgress(model.id)).worksWaiting
  const lock = acquireLock(libraryDir, 'meaning', 'fanfold doctor --repair')
  try {
    if (found.lost) {
      rmSync(meaningFolder(libraryDir, model), { recursive: true, force: true })
      await archive.forgetMeaning(model.id)
    } else if (works.length > 0) await takeAway(examined, works)
    if (found.folders.length > 0) removeOtherModels(libraryDir, model)
  } finally {
    lock.release()
  }
  return (await archive.meaningProgress(model.id)).worksWaiting - before
}

/** The marks go last: a kill between leaves works that are marked as read and are not there. */
async function takeAway({ libraryDir, archive, model }: Examined, works: number[]): Promise<void> {
  const writer = await openMeaningWriter(meaningFolder(libraryDir, model), model.dimensions)
  try {
    await writer.finishWorks([], works)
  } finally {
    writer.close()
  }
  await archive.markMeaning(
    model.id,
    works.map((work) => ({ id: String(work), revision: null })),
  )
}

async function lookOver(examined: Examined): Promise<Findings> {
  const { libraryDir, archive, model } = examined
  const folder = meaningFolder(libraryDir, model)
  const { works, worksWaiting } = await archive.meaningProgress(model.id)
  const folders = works > 0 && worksWaiting === 0 && hasVectors(folder) ? otherModels(libraryDir, model) : []
  if (!hasVectors(folder)) {
    if (worksWaiting === works) return ALL_IS_WELL
    return lostAll(
      'doctor/meaning-missing',
      'Stories are marked as read for meaning, and no vectors are there.',
    )
  }
  try {
    const tables = await openMeaningTables(folder)
    try {
      return { ...(await compare(examined, tables)), folders }
    } finally {
      tables.close()
    }
  } catch (error) {
    const [why] = (error as Error).message.split('\n')
    return lostAll('doctor/meaning-unreadable', `The meaning vectors cannot be read: ${why}.`)
  }
}

function lostAll(code: string, text: string): Findings {
  return { ...ALL_IS_WELL, lost: problem(code, text) }
}

async function compare({ archive, model }: Examined, tables: MeaningTables): Promise<Findings> {
  const waiting = await waitingWorks(archive, model)
  const held = await readHeld(tables)
  await askOnce(tables, model.dimensions)
  const missing: number[] = []
  const wrong: number[] = []
  for await (const { id, revision, fields } of archive.eachWork()) {
    const work = Number(id)
    const entry = held.get(work)
    held.delete(work)
    if (!knowsLanguage(model, fields.language)) {
      if (entry) wrong.push(work)
    } else if (!entry) missing.push(work)
    else if (!isRight(entry, revision)) wrong.push(work)
  }
  // What was stored, edited or removed meanwhile waits as well.
  for (const work of await waitingWorks(archive, model)) waiting.add(work)
  const isSettled = (work: number) => !waiting.has(work)
  return {
    ...ALL_IS_WELL,
    missing: missing.filter(isSettled),
    wrong: wrong.filter(isSettled),
    left: [...held.keys()].filter(isSettled),
  }
}

async function waitingWorks(archive: Archive, model: EncoderModel): Promise<Set<number>> {
  const stale = await archive.staleInMeaning(model.id, Number.MAX_SAFE_INTEGER)
  return new Set(stale.map(({ id }) => Number(id)))
}
