import { expect } from 'vitest'
import type { Archive } from '../../../src/archive/archive.ts'
import { importFolder, ROOT } from '../../builders/imports.ts'
import { lookAt } from '../../builders/recovered-work.ts'
import type { OpenTestArchive } from './test-archive.ts'
import { archiveTests } from './with-archive.ts'

const titles = async (archive: Archive) =>
  (await archive.listWorks({ sort: 'title' })).works.map((work) => work.fields.title)

export function removalsContract(open: OpenTestArchive): void {
  const check = archiveTests(open)
  const folder = [
    { path: 'a.txt', works: { title: 'A' } },
    { path: 'b.txt', works: { title: 'B' } },
  ]

  check('a removed work is nowhere, and its file says so', async ({ archive }) => {
    await importFolder(archive, folder)
    await archive.removeWorks(['1'], { withSources: false })
    expect(await titles(archive)).toEqual(['B'])
    expect(await archive.getWork('1')).toBeUndefined()
    expect(await archive.getChapters('1')).toEqual([])
    expect((await archive.counts()).works).toBe(1)
    expect((await archive.listFiles({ outcome: 'removed' })).files.map((file) => file.path)).toEqual([
      'a.txt',
    ])
    await expect(archive.removeWorks(['1'], { withSources: false })).rejects.toMatchObject({
      code: 'works/none',
    })
  })

  check('it stays removed when its folder is imported again, changed or not', async ({ archive }) => {
    await importFolder(archive, folder)
    await archive.removeWorks(['1'], { withSources: false })
    expect((await importFolder(archive, folder)).map((each) => each.became)).toEqual(['removed', 'same'])
    const changed = [{ path: 'a.txt', content: 'v2', works: { title: 'A2' } }]
    expect((await importFolder(archive, changed))[0]?.became).toBe('removed')
    const moved = [{ path: 'c.txt', content: 'content of a.txt', works: { title: 'A' } }]
    expect((await importFolder(archive, moved))[0]?.became).toBe('removed')
    expect(await titles(archive)).toEqual(['B'])
  })

  check('it comes back when its file is named, with its corrections', async ({ archive }) => {
    await importFolder(archive, folder)
    await archive.correctFields(['1'], { authors: ['Ama'] })
    await archive.removeWorks(['1'], { withSources: false })
    const [stored] = await importFolder(archive, [{ ...folder[0], path: 'a.txt', named: true }])
    expect(stored).toMatchObject({ became: 'added', workIds: ['1'] })
    expect((await archive.getWork('1'))?.fields).toMatchObject({ title: 'A', authors: ['Ama'] })
    expect((await archive.knownFiles(ROOT)).get(`${ROOT}/a.txt`)?.outcome).toBe('works')
  })

  check(
    'one of several works of a file stays removed when the file changes, until it is named',
    async ({ archive }) => {
      const file = (content: string, named = false) => ({
        path: 'two.txt',
        content,
        named,
        works: [{ title: `A ${content}` }, { title: `B ${content}` }],
      })
      await importFolder(archive, [file('1')])
      await archive.removeWorks(['1'], { withSources: false })
      expect((await importFolder(archive, [file('1')]))[0]).toMatchObject({ became: 'same', workIds: ['2'] })
      expect((await importFolder(archive, [file('2')]))[0]).toMatchObject({
        became: 'revised',
        workIds: ['2'],
      })
      expect(await titles(archive)).toEqual(['B 2'])
      await importFolder(archive, [file('3', true)])
      expect(await titles(archive)).toEqual(['A 3', 'B 3'])
      await archive.removeWorks(['2'], { withSources: false })
      expect((await importFolder(archive, [file('3', true)]))[0]).toMatchObject({
        became: 'added',
        workIds: ['1', '2'],
      })
    },
  )

  check('a changed file that is named brings the removed work back as it is now', async ({ archive }) => {
    await importFolder(archive, folder)
    await archive.correctFields(['1'], { authors: ['Ama'] })
    await archive.removeWorks(['1'], { withSources: false })
    await importFolder(archive, [{ path: 'a.txt', content: 'v2', works: { title: 'A2' }, named: true }])
    expect((await archive.getWork('1'))?.fields).toMatchObject({ title: 'A2', authors: ['Ama'] })
  })

  check('undo brings a removed work back', async ({ archive }) => {
    await importFolder(archive, folder)
    await archive.removeWorks(['1', '2'], { withSources: true })
    const undone = await archive.undo()
    expect(undone).toMatchObject({
      what: 'removal',
      works: [
        { id: '1', title: 'A' },
        { id: '2', title: 'B' },
      ],
    })
    expect(await titles(archive)).toEqual(['A', 'B'])
    expect((await archive.listFiles({ outcome: 'removed' })).total).toBe(0)
    expect((await archive.listWorks({ facets: true })).facets.rating).toEqual([
      { value: 'not-rated', count: 2 },
    ])
  })

  check('what undo would take back is told first, and nothing else is taken back', async ({ archive }) => {
    expect(await archive.lastDeed()).toBeUndefined()
    await importFolder(archive, folder)
    const shown = await archive.lastDeed()
    expect(shown).toMatchObject({ what: 'import', works: 2 })
    await archive.removeWorks(['2'], { withSources: false })
    await expect(archive.undo(shown?.id)).rejects.toMatchObject({ code: 'archive/undo-other' })
    expect(await archive.undo((await archive.lastDeed())?.id)).toMatchObject({ what: 'removal' })
    await archive.undo(shown?.id)
    expect(await archive.undoneImports()).toEqual(new Set([shown?.id]))
    expect(await archive.lastDeed()).toBeUndefined()
  })

  check('undo reaches back thirty days', async ({ archive, daysLater }) => {
    await importFolder(archive, folder)
    await archive.removeWorks(['1'], { withSources: false })
    daysLater(29)
    await archive.removeWorks(['2'], { withSources: false })
    daysLater(2)
    expect((await archive.undo())?.works).toEqual([{ id: '2', title: 'B' }])
    expect(await archive.undo()).toBeUndefined()
  })

  check(
    'undoing an import takes its works and files out; the next one brings them in as before',
    async ({ archive }) => {
      await importFolder(archive, folder)
      await archive.correctFields(['1'], { authors: ['Ama'] })
      expect(await archive.undo()).toMatchObject({ what: 'import' })
      expect(await titles(archive)).toEqual([])
      expect((await archive.knownFiles(ROOT)).size).toBe(0)
      expect(await archive.roots()).toEqual([])
      expect((await importFolder(archive, folder)).map((each) => each.became)).toEqual(['added', 'added'])
      expect(await titles(archive)).toEqual(['A', 'B'])
      expect((await archive.getWork('1'))?.fields.authors).toEqual(['Ama'])
    },
  )

  check(
    'undoing an import sets revised works back, and keeps what a person said since',
    async ({ archive }) => {
      await importFolder(archive, [
        { path: 'a.txt', content: 'v1', works: { title: 'V1', chapters: ['One.'] } },
      ])
      const looks = [lookAt('title')]
      await importFolder(archive, [
        { path: 'a.txt', content: 'v2', works: { title: 'V2', chapters: ['One two.'], looks } },
      ])
      await archive.correctFields(['1'], { authors: ['Ama'] })
      await archive.undo()
      const work = await archive.getWork('1')
      expect(work).toMatchObject({ words: 1, needsALook: false, fields: { title: 'V1', authors: ['Ama'] } })
      expect(work?.revision).toBe(4)
      const [again] = await importFolder(archive, [{ path: 'a.txt', content: 'v2', works: { title: 'V2' } }])
      expect(again?.became).toBe('revised')
    },
  )

  check('an import that changed nothing is not what undo takes back', async ({ archive }) => {
    await importFolder(archive, folder)
    await importFolder(archive, folder)
    expect((await archive.undo())?.works).toHaveLength(2)
    expect(await archive.undo()).toBeUndefined()
  })

  check('deeds are taken back from the last to the first', async ({ archive }) => {
    await importFolder(archive, folder)
    await archive.removeWorks(['1'], { withSources: false })
    await importFolder(archive, [{ path: 'a.txt', works: { title: 'A' }, named: true }])
    expect((await archive.undo())?.what).toBe('import')
    expect(await titles(archive)).toEqual(['B'])
    expect((await archive.undo())?.what).toBe('removal')
    expect(await titles(archive)).toEqual(['A', 'B'])
    expect((await archive.undo())?.what).toBe('import')
    expect(await titles(archive)).toEqual([])
  })

  check('a file found again after its import was taken back is read again', async ({ archive }) => {
    await importFolder(archive, [{ path: 'a.txt', content: 'x' }])
    await importFolder(archive, [{ path: 'moved.txt', content: 'x' }])
    await archive.undo()
    expect((await archive.knownFiles(ROOT)).size).toBe(0)
    const [stored] = await importFolder(archive, [{ path: 'moved.txt', content: 'x' }])
    expect(stored?.became).toBe('added')
  })
}
