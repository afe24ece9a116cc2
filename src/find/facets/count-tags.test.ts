import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FacetField } from '../../archive/archive.ts'
import { countFacets, countTags } from './count-tags.ts'
import { FacetIndex } from './facet-index.ts'
import { makeRows } from './tag-rows.ts'
import { GatheredTags } from './tag-table.ts'
import { TitleIndex } from './title-index.ts'
import { WorkColumns } from './work-columns.ts'
import { WorkSet } from './work-set.ts'

/** More tags than can be counted the quick way, most of them of one work. */
const TAGS = 70_000
const WORKS = 3000

function workOf(id: number, tags: readonly number[]) {
  return {
    ...{ id, seq: 1, live: 1, title: `Story ${id}`, words: id, chapters: 1, needsALook: 0 },
    ...{ addedAt: '2024-01-01', updated: null, published: null, tags: tags.join(',') },
  }
}

/** Common tags in every second, third … work; each rare one once. */
function tagsOf(work: number): number[] {
  const common = Array.from({ length: 300 }, (_, at) => at + 1).filter((tag) => work % (tag + 1) === 0)
  const rare = Array.from({ length: 23 }, (_, at) => 400 + ((work * 23 + at) % (TAGS - 400)))
  return [...new Set([...common, ...rare])]
}

function makeIndex(): FacetIndex {
  const tags = new GatheredTags()
  const fields: FacetField[] = ['tags', 'characters']
  for (let id = 1; id <= TAGS; id++)
    tags.addTag({ id, field: fields[id % 2] as FacetField, name: `Tag ${id}`, key: `tag ${id}` })
  const columns = WorkColumns.ofSize(WORKS)
  for (let work = 1; work < WORKS; work++) columns.set(workOf(work, []))
  const rows = makeRows(WORKS, (work) => (work === 0 ? [] : tagsOf(work)))
  return new FacetIndex({
    tags: tags.done(),
    columns,
    rows,
    titles: TitleIndex.gather().done(),
    links: [],
  })
}

/** Straight from the counts of every tag. */
function plainCounts(index: FacetIndex, works: WorkSet, field: FacetField) {
  const counts = countTags(index, works)
  return [...counts]
    .map((count, tag) => ({ count, tag }))
    .filter(({ count, tag }) => count > 0 && index.tags.fieldOf(tag) === field)
    .sort((a, b) => b.count - a.count || a.tag - b.tag)
    .slice(0, 200)
    .map(({ count }) => count)
}

test('counting the frequent tags alone tells the same as counting all, also after changes', () => {
  const index = makeIndex()
  const ids = fc.array(fc.integer({ min: 1, max: WORKS - 1 }), { minLength: 1, maxLength: 1500 })
  const change = fc.record({
    work: fc.integer({ min: 1, max: WORKS + 10 }),
    tag: fc.integer({ min: 1, max: TAGS }),
  })
  fc.assert(
    fc.property(ids, fc.array(change, { maxLength: 3 }), (chosen, changes) => {
      for (const { work, tag } of changes) index.setWork(workOf(work, [tag, ...tagsOf(work)].slice(0, 9)))
      const some = WorkSet.of(chosen, index.capacity)
      for (const works of [some, index.live.without(some)]) {
        const told = countFacets(index, works)
        for (const field of ['tags', 'characters'] as const)
          expect((told[field] ?? []).map(({ count }) => count)).toEqual(plainCounts(index, works, field))
      }
    }),
    { numRuns: 30 },
  )
})

test('a set holds the numbers within its ends and no others', () => {
  const values = Int32Array.from([5, 1, 9, 5, -3])
  expect([...WorkSet.where(values, 5, { from: 1, to: 5 })]).toEqual([0, 1, 3])
  expect([...WorkSet.where(values, 3, { from: -Infinity, to: Infinity })]).toEqual([0, 1, 2])
  expect([...WorkSet.where(values, 5, { from: Number.NaN, to: 5 })]).toEqual([])
  expect([...WorkSet.where(values, 5, { from: 4.5, to: 8.9 })]).toEqual([0, 3])
})
