import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { importFolder } from '../../test/builders/imports.ts'
import { ModelArchive, tagsOf, titleOf } from '../../test/builders/model-archive.ts'
import type { Archive, WorkQuery } from './archive.ts'
import { openArchive } from './open-archive.ts'

const TAGS = ['Angst', 'Fluff', 'Crack']
const deed = fc.record({
  kind: fc.constantFrom('import', 'import', 'named', 'correct', 'remove', 'undo', 'split', 'join'),
  /** Which file or work, by remainder. */
  pick: fc.nat(20),
  other: fc.nat(20),
  tags: fc.subarray(TAGS),
})
type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never

test('after any deeds the lists are those of a plain model', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 3, maxLength: 25 }), async (deeds) => {
      const libraryDir = join(tmpdir(), `fanfold-model-${randomUUID()}`)
      const archive = await openArchive(libraryDir)
      const model = new ModelArchive()
      try {
        for (const [index, each] of deeds.entries()) {
          await act(archive, model, { ...each, index })
          await compare(archive, model)
        }
      } finally {
        await archive.close()
        await rm(libraryDir, { recursive: true })
      }
    }),
    { numRuns: 800 },
  )
}, 500_000)

async function act(
  archive: Archive,
  model: ModelArchive,
  { kind, pick, other, tags, index }: Deed & { index: number },
) {
  const live = model.live()
  const chosen = live[pick % Math.max(1, live.length)]
  if (kind === 'import' || kind === 'named')
    return importOne(archive, model, { pick, tags, index, named: kind === 'named' })
  if (kind === 'undo') {
    expect((await archive.undo()) !== undefined).toBe(model.undo())
    return
  }
  if (chosen === undefined) return
  const id = String(chosen.id)
  if (kind === 'correct') {
    const corrections = pick % 2 ? { title: `Mine ${index}` } : { tags }
    await archive.correctFields([id], corrections)
    model.correct(chosen.id, corrections)
  } else if (kind === 'remove') {
    await archive.removeWorks([id], { withSources: false })
    model.remove(chosen.id)
  } else if (kind === 'split' && chosen.chapters.length > 1) {
    await archive.splitWork(id, 2)
    model.split(chosen.id)
  } else if (kind === 'join' && live.length > 1) {
    const second = live[(pick + 1 + (other % (live.length - 1))) % live.length] ?? chosen
    if (second.id === chosen.id) return
    await archive.joinWorks([id, String(second.id)])
    model.join(chosen.id, second.id)
  }
}

interface One {
  pick: number
  tags: string[]
  index: number
  named: boolean
}

async function importOne(archive: Archive, model: ModelArchive, { pick, tags, index, named }: One) {
  const path = `${pick % 5}.txt`
  const known = model.workOf(path)
  if (known !== undefined && model.tangled.has(known.id)) return
  const content = pick % 3 === 0 ? (model.files.get(path) ?? `Text ${index}`) : `Text ${index}`
  const read = model.read.get(content) ?? { tags, chapters: chaptersOf(content, 1 + (pick % 3)) }
  // The same bytes are read in the same way each time.
  model.read.set(content, read)
  await importFolder(archive, [{ path, content, named, works: { title: content, ...read } }], `/root/${path}`)
  model.import({ path, content, named, ...read })
}

const chaptersOf = (content: string, count: number) =>
  Array.from({ length: count }, (_, n) => `${content}, part ${n}.`)

async function compare(archive: Archive, model: ModelArchive): Promise<void> {
  const live = model.live().sort((a, b) => a.id - b.id)
  const { works, facets, total } = await archive.listWorks({ facets: true, pageSize: 1000 })
  const found = works.sort((a, b) => Number(a.id) - Number(b.id))
  expect(found.map((work) => [Number(work.id), work.fields.title, work.fields.tags, work.chapters])).toEqual(
    live.map((work) => [work.id, titleOf(work), tagsOf(work), work.chapters.length]),
  )
  expect(total).toBe(live.length)
  const counts = TAGS.map((tag) => [tag, live.filter((work) => tagsOf(work).includes(tag)).length])
  const counted = new Map(facets.tags?.map(({ value, count }) => [value, count]))
  expect(TAGS.map((tag) => [tag, counted.get(tag) ?? 0])).toEqual(counts)
  await compareQuery(archive, { include: { tags: ['angst'] }, exclude: { tags: ['FLUFF'] } }, () =>
    live
      .filter((work) => tagsOf(work).includes('Angst') && !tagsOf(work).includes('Fluff'))
      .map((work) => work.id),
  )
  const last = live.at(-1)
  if (last !== undefined) {
    const chapters = await archive.getChapters(String(last.id))
    expect(chapters.map((chapter) => chapter.html)).toEqual(last.chapters.map((text) => `<p>${text}</p>`))
  }
}

async function compareQuery(archive: Archive, query: WorkQuery, expected: () => number[]): Promise<void> {
  const { works } = await archive.listWorks({ ...query, pageSize: 1000 })
  expect(works.map((work) => Number(work.id)).sort((a, b) => a - b)).toEqual(expected())
}
