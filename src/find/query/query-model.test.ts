/** What a query finds after any edits, held against a plain reading of every story. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addWork } from '../../../test/builders/imports.ts'
import type { Archive, WorkBlurb } from '../../archive/archive.ts'
import { openArchive } from '../../archive/open-archive.ts'
import { plainText } from '../../story/plain-text.ts'
import { openFacets } from '../facets/open-facets.ts'
import { indexWorks } from '../index-works.ts'
import { openFinder } from '../open-finder.ts'
import { wordsOf } from '../words.ts'
import { parseQuery } from './parse-query.ts'
import { runQuery, type Searched } from './run-query.ts'

const FANDOMS = ['Torchwood', 'Merlin', 'Sherlock']
const WORDS = ['lantern', 'harbour', 'violin']
const RATINGS = ['general', 'teen', 'mature'] as const

interface Story {
  title: string
  fandoms: string[]
  rating: (typeof RATINGS)[number]
  chapters: string[]
}

const story: fc.Arbitrary<Story> = fc.record({
  title: fc.constantFrom('The Tide', 'A Quiet House', 'Salt'),
  fandoms: fc.subarray(FANDOMS),
  rating: fc.constantFrom(...RATINGS),
  chapters: fc
    .subarray(WORDS)
    .map((words) => [`Nobody came. ${words.map((word) => `There was a ${word}.`).join(' ')}`]),
})

type Edit =
  | { kind: 'add'; story: Story }
  | { kind: 'remove' | 'undo'; at: number }
  | { kind: 'correct'; at: number; story: Story }
  | { kind: 'index' }

const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ kind: fc.constant('add' as const), story }),
  fc.record({ kind: fc.constantFrom('remove' as const, 'undo' as const), at: fc.nat(20) }),
  fc.record({ kind: fc.constant('correct' as const), at: fc.nat(20), story }),
  fc.constant({ kind: 'index' as const }),
)

/** Each query with what holds for a story it finds, read plainly. */
type Holds = (work: WorkBlurb, words: Set<string>) => boolean
const FILTERS: [string, Holds][] = [
  ['fandom:torchwood', ({ fields }) => fields.fandoms.includes('Torchwood')],
  [
    '-fandom:merlin rating:teen',
    ({ fields }) => !fields.fandoms.includes('Merlin') && fields.rating === 'teen',
  ],
  [
    'rating:teen OR fandom:sherlock',
    ({ fields }) => fields.rating === 'teen' || fields.fandoms.includes('Sherlock'),
  ],
  ['crossover:yes', ({ fields }) => fields.fandoms.length > 1],
  ['title:salt', ({ fields }) => fields.title === 'Salt'],
]
/** These look into the index. */
const WORDED: [string, Holds][] = [
  ['lantern', (_, words) => words.has('lantern')],
  ['"a violin" -harbour', (_, words) => words.has('violin') && !words.has('harbour')],
  ['rating:general -lantern', ({ fields }, words) => fields.rating === 'general' && !words.has('lantern')],
]

async function makeEdit(archive: Archive, edit: Edit, serial: number): Promise<void> {
  const { works } = await archive.listWorks({ pageSize: 100 })
  const at = 'at' in edit ? works[edit.at % Math.max(1, works.length)] : undefined
  if (edit.kind === 'add') await addWork(archive, `${serial}.txt`, edit.story)
  else if (edit.kind === 'index') await indexWorks({ libraryDir: archive.libraryDir, archive })
  else if (edit.kind === 'undo') await archive.undo()
  else if (at !== undefined && edit.kind === 'remove')
    await archive.removeWorks([at.id], { withSources: false })
  else if (at !== undefined && edit.kind === 'correct') {
    const { title, fandoms, rating } = edit.story
    await archive.correctFields([at.id], { title, fandoms, rating })
  }
}

async function plainly(archive: Archive, holds: Holds): Promise<WorkBlurb[]> {
  const found: WorkBlurb[] = []
  for await (const work of archive.eachWork()) {
    const texts = (await archive.getChapters(work.id)).map(({ html }) => plainText(html))
    if (holds(work, new Set(wordsOf(texts.join(' ')).map(({ word }) => word)))) found.push(work)
  }
  return found
}

async function agree(searched: Searched & { archive: Archive }, cases: [string, Holds][]): Promise<void> {
  for (const [query, holds] of cases) {
    const expected = await plainly(searched.archive, holds)
    const { results, total, counts } = await runQuery(searched, parseQuery(query), { limit: 100 })
    expect(results.map(({ workId }) => workId).sort(), query).toEqual(expected.map(({ id }) => id).sort())
    expect(total, query).toBe(expected.length)
    for (const fandom of FANDOMS) {
      const having = expected.filter(({ fields }) => fields.fandoms.includes(fandom)).length
      expect(counts.fandoms?.find(({ value }) => value === fandom)?.count ?? 0, `${query}: ${fandom}`).toBe(
        having,
      )
    }
  }
}

/** Not yet indexed stories may be missing; what is gone or does not hold any more may not be there. */
async function withinReason(searched: Searched & { archive: Archive }): Promise<void> {
  const there = new Set((await plainly(searched.archive, () => true)).map(({ id }) => id))
  const { results, total } = await runQuery(searched, parseQuery('lantern rating:teen'), { limit: 100 })
  expect(results.every(({ workId }) => there.has(workId))).toBe(true)
  expect(total).toBeGreaterThanOrEqual(results.length)
}

test('after any edits a query finds and counts what a plain reading does', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(story, { minLength: 3, maxLength: 6 }),
      fc.array(edit, { minLength: 4, maxLength: 8 }),
      async (stories, edits) => {
        const libraryDir = mkdtempSync(join(tmpdir(), 'fanfold-model-'))
        const archive = await openArchive(libraryDir)
        const [finder, facets] = await Promise.all([
          openFinder({ libraryDir, archive }),
          openFacets({ libraryDir, archive }),
        ])
        const searched = { archive, finder: async () => finder, facets: async () => facets }
        for (const [at, each] of stories.entries()) await addWork(archive, `first-${at}.txt`, each)
        await indexWorks({ libraryDir, archive })
        for (const [serial, each] of edits.entries()) {
          await makeEdit(archive, each, serial)
          await agree(searched, FILTERS)
          await withinReason(searched)
        }
        await indexWorks({ libraryDir, archive })
        await agree(searched, [...FILTERS, ...WORDED])
        await finder.close()
        await facets.close()
        await archive.close()
        rmSync(libraryDir, { recursive: true, force: true })
      },
    ),
    { numRuns: 8, endOnFailure: true },
  )
}, 120_000)
