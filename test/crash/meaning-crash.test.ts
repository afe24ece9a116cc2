import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openArchive } from '../../src/archive/open-archive.ts'
import { examineMeaning } from '../../src/find/meaning/examine-meaning.ts'
import { readForMeaning } from '../../src/find/meaning/read-for-meaning.ts'
import { expectedVectors, heldVectors } from '../builders/expected-vectors.ts'
import { hashEncoder } from '../builders/hash-encoder.ts'
import { addWork } from '../builders/imports.ts'
import { scratchFolder } from '../cli/run-fanfold.ts'
import { MODEL } from './read-for-meaning-forever.ts'

/** FANFOLD_CRASHES asks for more. */
const ROUNDS = Number(process.env.FANFOLD_CRASHES ?? 10)
const STORIES = 30

test(`reading for meaning, killed at any of ${ROUNDS} instants, doubles nothing and is completed by the next`, async () => {
  const { folder: libraryDir, remove } = scratchFolder('meaning-crash')
  const archive = await openArchive(libraryDir)
  const asked = { libraryDir, archive, model: MODEL }
  try {
    for (let story = 0; story < STORIES; story++)
      await addWork(archive, `${story}.txt`, { chapters: [chapter(story, 1), chapter(story, 20)] })
    for (let round = 0; round < ROUNDS; round++) {
      await readUntilKilled(libraryDir, round)
      expect(await examineMeaning(asked)).toEqual([])
    }
    await readForMeaning({ ...asked, encoder: hashEncoder(MODEL.dimensions) })
    expect((await archive.meaningProgress(MODEL.id)).worksWaiting).toBe(0)
    expect(await heldVectors(asked)).toEqual(await expectedVectors(asked))
    expect(await examineMeaning(asked)).toEqual([])
  } finally {
    await archive.close()
    remove()
  }
}, 120_000)

function chapter(story: number, paragraphs: number): string {
  return Array.from(
    { length: paragraphs },
    (_, at) => `Paragraph ${at} of story ${story}, in which the keeper counts and the sea says nothing. `,
  ).join('\n\n')
}

/** Half of the time soon after a mark was set: what is written, and when, is told by these. */
async function readUntilKilled(libraryDir: string, round: number): Promise<void> {
  const reader = join(import.meta.dirname, 'read-for-meaning-forever.ts')
  const child = spawn(process.execPath, [reader, libraryDir], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  const marks = round % 2 === 0 ? 1 : 1 + Math.floor(Math.random() * 8)
  for (let seen = 0; seen < marks; seen++) await once(child.stdout, 'data')
  await Promise.race([sleep(Math.random() * (round % 2 === 0 ? 800 : 30)), ended])
  expect(child.exitCode).toBeNull()
  child.kill('SIGKILL')
  await ended
}
