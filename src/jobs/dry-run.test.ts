import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { RecoveredWork } from '../story/work.ts'
import { dryRun } from './dry-run.ts'

const folder = mkdtempSync(join(tmpdir(), 'fanfold-dry-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const STORY =
  'Title: The Lamp\n\nThe lamp went out, and nobody on the stairs said a word about it until morning.\n'

test('a copy is a second source, and every file is told of', async () => {
  for (const name of ['a.txt', 'b.txt']) writeFileSync(join(folder, name), STORY)
  for (const name of ['.DS_Store', 'fic.rtf', 'pic.jpg']) writeFileSync(join(folder, name), 'junk in all')
  const works: RecoveredWork[] = []
  const told: string[] = []
  await dryRun({
    paths: [folder],
    onWork: (work) => works.push(work),
    onRefused: ({ file }) => told.push(`refused ${file}`),
    onSkipped: ({ file }) => told.push(`skipped ${file}`),
  })
  expect(works.map((work) => work.sources.map((source) => source.path))).toContainEqual(['a.txt', 'b.txt'])
  expect(told).toContain('skipped .DS_Store')
  expect(told).toContain('skipped pic.jpg')
  expect(told.length + works.flatMap((work) => work.sources).length).toBe(5)
})
