import { expect } from 'vitest'
import { addWork, importFolder } from '../../builders/imports.ts'
import type { OpenTestArchive } from './test-archive.ts'
import { archiveTests } from './with-archive.ts'

export function marksContract(open: OpenTestArchive): void {
  const check = archiveTests(open)

  check('where one stopped is remembered; the last read comes first', async ({ archive, daysLater }) => {
    const a = await addWork(archive, 'a.txt', { title: 'A' })
    const b = await addWork(archive, 'b.txt', { title: 'B' })
    await archive.savePlace({ workId: a, chapter: 1, block: 2, fraction: 0.5 })
    daysLater(1)
    await archive.savePlace({ workId: b, chapter: 1, block: 0, fraction: 7 })
    daysLater(1)
    await archive.savePlace({ workId: a, chapter: 2, block: 3, fraction: 0.75 })
    expect(await archive.getPlace(a)).toMatchObject({ workId: a, chapter: 2, block: 3, fraction: 0.75 })
    expect((await archive.getPlace(b))?.fraction).toBe(1)
    expect((await archive.continueReading(5)).map(({ work }) => work.fields.title)).toEqual(['A', 'B'])
    await archive.removeWorks([a], { withSources: false })
    expect((await archive.continueReading(5)).map(({ work }) => work.id)).toEqual([b])
    await expect(archive.savePlace({ workId: a, chapter: 1, block: 0, fraction: 0 })).rejects.toMatchObject({
      code: 'works/none',
    })
  })

  check('works are to be indexed until they were, and again once they change', async ({ archive }) => {
    await importFolder(archive, [
      { path: 'a.txt', works: { title: 'A', chapters: ['one two three'] } },
      { path: 'b.txt', works: { title: 'B', chapters: ['one'] } },
    ])
    const stale = await archive.staleInIndex(10)
    expect(stale.map(({ id, removed }) => [id, removed])).toEqual([
      ['2', false],
      ['1', false],
    ])
    await archive.markIndexed(stale)
    expect(await archive.staleInIndex(10)).toEqual([])
    await archive.correctFields(['1'], { title: 'New' })
    expect(await archive.staleInIndex(10)).toEqual([{ id: '1', revision: 2, removed: false }])
    await archive.forgetIndex()
    expect(await archive.staleInIndex(1)).toHaveLength(1)
    expect(await archive.staleInIndex(10)).toHaveLength(2)
  })

  check('a work that changed while it was indexed stays to be indexed', async ({ archive }) => {
    const id = await addWork(archive, 'a.txt')
    const stale = await archive.staleInIndex(10)
    await archive.correctFields([id], { title: 'New' })
    await archive.markIndexed(stale)
    expect(await archive.staleInIndex(10)).toEqual([{ id, revision: 2, removed: false }])
  })

  check('a removed work is to be taken out of the index, if it is in it', async ({ archive }) => {
    const a = await addWork(archive, 'a.txt', { title: 'A' })
    const b = await addWork(archive, 'b.txt', { title: 'B' })
    await archive.markIndexed([{ id: a, revision: 1 }])
    await archive.removeWorks([a, b], { withSources: false })
    expect(await archive.staleInIndex(10)).toEqual([{ id: a, revision: 2, removed: true }])
    await archive.markIndexed([{ id: a, revision: 2 }])
    expect(await archive.staleInIndex(10)).toEqual([])
    await archive.undo()
    expect((await archive.staleInIndex(10)).map((each) => [each.id, each.removed])).toEqual([
      [b, false],
      [a, false],
    ])
  })

  check('a work removed while it was indexed is to be taken out again', async ({ archive }) => {
    const id = await addWork(archive, 'a.txt')
    await archive.removeWorks([id], { withSources: false })
    await archive.markIndexed([{ id, revision: 1 }])
    expect(await archive.staleInIndex(10)).toEqual([{ id, revision: 2, removed: true }])
  })
}
