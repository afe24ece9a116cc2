import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { addWork } from '../../test/builders/imports.ts'
import type { Archive } from '../archive/archive.ts'
import { openArchive } from '../archive/open-archive.ts'
import { examineIndex, rebuildIndex } from './examine-index.ts'
import type { Finder } from './finder.ts'
import { indexWorks } from './index-works.ts'
import { openFinder } from './open-finder.ts'
import { wordsOf } from './words.ts'

let libraryDir: string
let archive: Archive
let finder: Finder

beforeEach(async () => {
  libraryDir = mkdtempSync(join(tmpdir(), 'fanfold-find-'))
  archive = await openArchive(libraryDir)
  finder = await openFinder({ libraryDir, archive })
})

afterEach(async () => {
  await finder.close()
  await archive.close()
  rmSync(libraryDir, { recursive: true, force: true })
})

const index = () => indexWorks({ libraryDir, archive })
const idsFor = async (query: string, limit = 50) =>
  (await finder.find(query, { limit })).results.map(({ workId }) => workId)

test('a story is found by what happens in it, at the passage, with its words marked', async () => {
  const filler = Array.from({ length: 30 }, (_, at) => `They talked about the weather for the ${at}th time.`)
  const id = await addWork(archive, 'heart.txt', {
    chapters: [
      filler.join('\n\n'),
      [...filler, 'He was electrocuted, and the captain gave him his own heart.', ...filler].join('\n\n'),
    ],
  })
  await addWork(archive, 'other.txt', { chapters: ['The captain went to sea and never came home.'] })
  await index()
  const { results, terms, pendingWorks } = await finder.find('the one where the captain gives him hearts', {
    limit: 5,
  })
  expect({ terms, pendingWorks }).toEqual({ terms: ['captain', 'hearts'], pendingWorks: 0 })
  expect(results[0]).toMatchObject({ workId: id, why: 'Both words, in chapter 2.' })
  const passage = results[0]?.passages[0]
  expect(passage?.chapter).toBe(2)
  expect(passage?.matches.map(({ start, end }) => passage.text.slice(start, end))).toEqual([
    'captain',
    'heart',
  ])
})

test('a story is found before there was anything to index, and a removed one is gone at once', async () => {
  expect(await idsFor('anything')).toEqual([])
  const id = await addWork(archive, 'a.txt', { chapters: ['A lighthouse keeper counts the waves.'] })
  expect(await finder.find('lighthouse', { limit: 5 })).toMatchObject({ results: [], pendingWorks: 1 })
  await index()
  expect(await idsFor('lighthouses')).toEqual([id])
  await archive.removeWorks([id], { withSources: false })
  expect(await idsFor('lighthouse')).toEqual([])
  await index()
  await archive.undo()
  await index()
  expect(await idsFor('lighthouse')).toEqual([id])
})

test('title, creator, tags and summary find a story too', async () => {
  const id = await addWork(archive, 'a.txt', {
    title: 'Three Kinds of Salt',
    authors: ['Marrowbone'],
    fandoms: ['Torchwood'],
    tags: ['Hurt/Comfort'],
    summary: '<p>Ianto learns to swim.</p>',
  })
  await addWork(archive, 'b.txt', { title: 'Another' })
  await index()
  for (const query of ['three kinds salt', 'marrowbone', 'torchwood', 'comfort', 'swimming'])
    expect(await idsFor(query)).toEqual([id])
})

test('exact words in quotes find only stories that have them in a row', async () => {
  const exact = await addWork(archive, 'a.txt', { chapters: ['So he gave him his own heart, at last.'] })
  await addWork(archive, 'b.txt', { chapters: ['His heart was his own.'] })
  await addWork(archive, 'c.txt', { chapters: ['They had their own hearts.'] })
  const titled = await addWork(archive, 'd.txt', { title: 'His Own Heart' })
  await index()
  expect((await idsFor('“his own heart”')).sort()).toEqual([exact, titled])
  expect(await idsFor('"his own heart" "at last"')).toEqual([exact])
  expect(await idsFor('"his own liver"')).toEqual([])
})

test('a story whose fields were corrected is still found where its text stands', async () => {
  const id = await addWork(archive, 'a.txt', { chapters: ['The harbour froze over.'] })
  await index()
  await archive.correctFields([id], { title: 'Ice' })
  expect(await finder.find('harbour', { limit: 5 })).toMatchObject({
    results: [{ workId: id }],
    pendingWorks: 1,
  })
})

test('an accent, a capital or another ending is no hindrance, nor a script without spaces', async () => {
  const french = await addWork(archive, 'a.txt', { chapters: ['Sa fiancée n’a pas pleuré à l’École.'] })
  const japanese = await addWork(archive, 'b.txt', { chapters: ['船長は彼に心臓を与えた。'] })
  await index()
  expect(await idsFor('fiancee ecole')).toEqual([french])
  expect(await idsFor('心臓')).toEqual([japanese])
  const { results } = await finder.find('fiancee', { limit: 1 })
  expect(results[0]?.passages[0]?.text).toContain('fiancée')
})

test('any string a person can type has an answer', async () => {
  await addWork(archive, 'a.txt', {
    chapters: ['The captain’s heart AND (OR) NOT "quoted" 100% \\ * ? ~ ^ [x].'],
  })
  await index()
  const sign = fc.constantFrom(
    ...[
      '"',
      '“',
      "'",
      '\\',
      '%',
      '*',
      '?',
      '(',
      ')',
      '[',
      '~',
      '^',
      ':',
      '+',
      '-',
      'AND',
      'OR',
      'NOT',
      'captain',
      ' ',
    ],
  )
  const typed = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.array(sign, { maxLength: 20 }).map((signs) => signs.join('')),
  )
  await fc.assert(
    fc.asyncProperty(typed, async (query) => {
      const { results } = await finder.find(query, { limit: 3 })
      expect(results.length).toBeLessThanOrEqual(1)
    }),
    { numRuns: 150 },
  )
})

test('after any sequence of edits a search finds what a plain scan finds, and the index is whole', async () => {
  const texts = ['red harbour lights', 'blue captain sails', 'red captain heart', 'silent harbour heart']
  const ids: string[] = []
  const live = new Map<string, string>()
  const deeds = fc.array(fc.tuple(fc.constantFrom('add', 'remove', 'title', 'index'), fc.nat(40)), {
    minLength: 8,
    maxLength: 14,
  })
  await fc.assert(
    fc.asyncProperty(deeds, async (todo) => {
      for (const [deed, number] of todo) await perform(deed, number)
      await index()
      for (const word of ['red', 'captains', 'harbour', 'title7']) {
        const stem = wordsOf(word)[0]?.stem
        const expected = [...live].filter(([, text]) => wordsOf(text).some((each) => each.stem === stem))
        expect((await idsFor(word, 500)).sort()).toEqual(expected.map(([id]) => id).sort())
      }
      expect(await examineIndex({ libraryDir, archive })).toEqual([])
    }),
    { numRuns: 6 },
  )

  async function perform(deed: string, number: number): Promise<void> {
    const id = ids[number % Math.max(1, ids.length)]
    if (deed === 'index') await index()
    else if (deed === 'add') {
      const text = texts[number % texts.length] as string
      const added = await addWork(archive, `${ids.length}.txt`, { title: 'untitled', chapters: [text] })
      ids.push(added)
      live.set(added, text)
    } else if (id !== undefined && live.has(id)) {
      if (deed === 'remove') {
        await archive.removeWorks([id], { withSources: false })
        live.delete(id)
      } else {
        await archive.correctFields([id], { title: `title${number % 10}` })
        live.set(id, `${texts.find((text) => live.get(id)?.startsWith(text))} title${number % 10}`)
      }
    }
  }
}, 60_000)

test('an index that was taken away is noticed and built again', async () => {
  const id = await addWork(archive, 'a.txt', { chapters: ['A lighthouse.'] })
  await index()
  expect(await idsFor('lighthouse')).toEqual([id])
  rmSync(join(libraryDir, 'index'), { recursive: true })
  expect(await examineIndex({ libraryDir, archive })).toMatchObject([{ code: 'doctor/index-missing' }])
  const again = await openFinder({ libraryDir, archive })
  expect(await again.find('lighthouse', { limit: 1 })).toMatchObject({ results: [], pendingWorks: 1 })
  await again.close()
  await index()
  expect(await idsFor('lighthouse')).toEqual([id])
})

test('the doctor names works the index lacks, has wrong, or has too many of; building anew mends it', async () => {
  const [first, second] = [await addWork(archive, 'a.txt'), await addWork(archive, 'b.txt')]
  await index()
  await archive.correctFields([first], { title: 'Changed' })
  await archive.markIndexed([{ id: first, revision: (await archive.getWork(first))?.revision ?? 0 }])
  await archive.removeWorks([second], { withSources: false })
  await archive.markIndexed([{ id: second, revision: (await archive.staleInIndex(9))[0]?.revision ?? 0 }])
  const codes = (await examineIndex({ libraryDir, archive })).map(({ code }) => code)
  expect(codes).toEqual(['doctor/index-work-wrong', 'doctor/index-leftover'])
  await rebuildIndex({ libraryDir, archive })
  expect(await examineIndex({ libraryDir, archive })).toEqual([])
  expect(await idsFor('rain')).toEqual([first])
})
