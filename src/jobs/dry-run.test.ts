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

test('parts of one story and the same story twice are told of as one, in the order of the files', async () => {
  const drawer = mkdtempSync(join(tmpdir(), 'fanfold-dry-'))
  const prose = (start: string) =>
    `${start} the ferry had been across four times with nobody on it but the ferryman and his geese. ${'Oriel watched from the bank and did her sums again, and they came out as before. '.repeat(4)}${'Across the water a gander stood up in the bow and shouted at the levy men. '.repeat(4)}`
  const put = (name: string, text: string) => writeFileSync(join(drawer, name), text)
  put('a Geese - Chapter 1.txt', `Title: Geese\nAuthor: Ama\n\nChapter 1\n\n${prose('By noon')}\n`)
  put(
    'a Geese - Chapter 2.txt',
    `Title: Geese\nAuthor: Ama\n\nChapter 2\n\nIt rained in the night, and the bank went.\n`,
  )
  put('b pic.jpg', 'junk')
  put(
    'c The Lamp.txt',
    `Title: The Lamp\nAuthor: Bo\n\n${prose('At dusk')}\n\nThen the lamp on the far bank was lit.\n`,
  )
  put(
    'd The Lamp.html',
    `<h1>The Lamp</h1><p>by Bo</p><p>${prose('At dusk')}</p><p>Then the lamp on the far bank was lit.</p>`,
  )
  const told: string[] = []
  await dryRun({
    paths: [drawer],
    onWork: ({ fields, chapters }, { parts, forms, sha256s }) =>
      void told.push(`${fields.title} ${chapters.length} ${parts} ${forms} ${sha256s.length}`),
    onRefused: ({ file }) => told.push(`refused ${file}`),
    onSkipped: ({ file }) => told.push(`skipped ${file}`),
  })
  rmSync(drawer, { recursive: true, force: true })
  expect(told).toEqual(['Geese 2 2 1 2', 'skipped b pic.jpg', 'The Lamp 1 1 2 2'])
})
