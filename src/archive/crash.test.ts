import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { contentOf, FILES } from '../../test/crash/keep-and-store.ts'
import { openSourceFiles } from '../storage/source-files.ts'
import type { Problem } from './archive.ts'
import { examine } from './doctor.ts'
import { openArchive } from './open-archive.ts'

const SCRIPT = resolve(import.meta.dirname, '../../test/crash/keep-and-store.ts')
const ROUNDS = 20

/** @param killAfterMs counted from its first word; undefined lets it come to its end. */
async function importIn(libraryDir: string, round: number, killAfterMs?: number): Promise<number | null> {
  const child = spawn(process.execPath, [SCRIPT, libraryDir, String(round)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(child, 'exit')
  if (killAfterMs !== undefined) {
    await Promise.race([once(child.stdout, 'data'), ended])
    await new Promise((wake) => setTimeout(wake, killAfterMs))
    child.kill('SIGKILL')
  }
  const [code] = await ended
  return code as number | null
}

test('an import killed at any instant leaves a sound library, and the next one completes it', async () => {
  await Promise.all([killAndComplete(ROUNDS / 2), killAndComplete(ROUNDS / 2)])
}, 120_000)

async function killAndComplete(rounds: number): Promise<void> {
  const libraryDir = await mkdtemp(join(tmpdir(), 'fanfold-crash-'))
  for (let round = 1; round <= rounds; round++) {
    await importIn(libraryDir, round, Math.random() * 150)
    expect(await problemsOf(libraryDir)).toEqual([])
  }
  expect(await importIn(libraryDir, rounds + 1)).toBe(0)
  expect(await problemsOf(libraryDir)).toEqual([])
  const archive = await openArchive(libraryDir)
  const contents = new Set(Array.from({ length: FILES }, (_, file) => contentOf(file, rounds + 1)))
  const { works, total } = await archive.listWorks({ pageSize: 1000 })
  expect(total).toBe(contents.size)
  expect(new Set(works.map((work) => work.fields.title)).size).toBe(contents.size)
  await archive.close()
  await rm(libraryDir, { recursive: true })
}

async function problemsOf(libraryDir: string): Promise<Problem[]> {
  const archive = await openArchive(libraryDir)
  try {
    return await examine({ libraryDir, archive, sourceFiles: openSourceFiles(libraryDir) })
  } finally {
    await archive.close()
  }
}

test('two processes that import at once lose nothing and double nothing', async () => {
  const libraryDir = await mkdtemp(join(tmpdir(), 'fanfold-two-'))
  expect(await Promise.all([importIn(libraryDir, 1), importIn(libraryDir, 1)])).toEqual([0, 0])
  expect(await problemsOf(libraryDir)).toEqual([])
  const archive = await openArchive(libraryDir)
  const contents = new Set(Array.from({ length: FILES }, (_, file) => contentOf(file, 1)))
  expect((await archive.counts()).works).toBe(contents.size)
  await archive.close()
  await rm(libraryDir, { recursive: true })
}, 60_000)
