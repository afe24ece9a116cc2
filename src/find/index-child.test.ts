import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { addWork, importFolder } from '../../test/builders/imports.ts'
import type { Archive } from '../archive/archive.ts'
import { openArchive } from '../archive/open-archive.ts'
import { entryPoint } from '../entry-points.ts'
import { tryLock } from '../storage/lock.ts'
import { examineIndex } from './examine-index.ts'
import { openFinder } from './open-finder.ts'

const KILLS = 6
const STORIES = 300

let libraryDir: string
let archive: Archive
const children: ChildProcess[] = []

beforeEach(async () => {
  libraryDir = mkdtempSync(join(tmpdir(), 'fanfold-index-child-'))
  archive = await openArchive(libraryDir)
})

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  await archive.close()
  rmSync(libraryDir, { recursive: true, force: true, maxRetries: 5 })
})

function startChild(): ChildProcess {
  const child = fork(fileURLToPath(entryPoint('index-child')), [libraryDir], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  children.push(child)
  return child
}

async function upToDate(): Promise<void> {
  while ((await archive.staleInIndex(1)).length > 0) await sleep(20)
}

test('stories are found while the process lives, those too that come later, and it ends with its parent', async () => {
  const first = await addWork(archive, 'a.txt', { chapters: ['A lighthouse.'] })
  const child = startChild()
  await upToDate()
  const second = await addWork(archive, 'b.txt', { chapters: ['Another lighthouse.'] })
  await upToDate()
  const finder = await openFinder({ libraryDir, archive })
  const { results } = await finder.find('lighthouse', { limit: 9 })
  await finder.close()
  expect(results.map(({ workId }) => workId).sort()).toEqual([first, second])
  const ended = once(child, 'exit')
  child.disconnect()
  expect(await ended).toEqual([0, null])
}, 30_000)

test('a second process leaves the work to the first', async () => {
  const lock = tryLock(libraryDir, 'index', 'a test')
  expect(await once(startChild(), 'exit')).toEqual([75, null])
  if (!('heldBy' in lock)) lock.release()
}, 30_000)

test(`killed at any of ${KILLS} instants, the index doubles nothing, and the next run completes it`, async () => {
  const paragraph = (story: number, at: number) =>
    `In paragraph ${at} of story${story} the keeper of the lighthouse counts to ${at * story} and sleeps.`
  await importFolder(
    archive,
    Array.from({ length: STORIES }, (_, story) => ({
      path: `${story}.txt`,
      works: { chapters: [Array.from({ length: 60 }, (_, at) => paragraph(story, at)).join('\n\n')] },
    })),
  )
  for (let kill = 0; kill < KILLS; kill++) {
    const child = startChild()
    const ended = once(child, 'exit')
    await Promise.race([once(child, 'message'), sleep(300 + Math.random() * 500)])
    await sleep(Math.random() * 300)
    child.kill('SIGKILL')
    await ended
    expect(await examineIndex({ libraryDir, archive })).toEqual([])
  }
  startChild()
  await upToDate()
  expect(await examineIndex({ libraryDir, archive })).toEqual([])
  const finder = await openFinder({ libraryDir, archive })
  const { results } = await finder.find('lighthouse', { limit: 2 * STORIES })
  await finder.close()
  expect(new Set(results.map(({ workId }) => workId)).size).toBe(STORIES)
  expect(results).toHaveLength(STORIES)
}, 60_000)
