import { expect } from 'vitest'
import type { Archive, WorkQuery } from '../../../src/archive/archive.ts'
import { addWork, importFolder, ROOT } from '../../builders/imports.ts'
import { lookAt } from '../../builders/recovered-work.ts'
import type { OpenTestArchive } from './test-archive.ts'
import { archiveTests } from './with-archive.ts'

async function titlesOf(archive: Archive, query: WorkQuery): Promise<string[]> {
  return (await archive.listWorks({ sort: 'title', ...query })).works.map((work) => work.fields.title)
}

async function addShelf(archive: Archive): Promise<void> {
  await importFolder(archive, [
    {
      path: 'tw/a.txt',
      works: {
        title: 'The Apple',
        authors: ['Zora'],
        fandoms: ['Torchwood'],
        tags: ['Angst', 'Fluff'],
        rating: 'teen',
        language: 'en',
        chapters: ['one two three'],
        relationships: ['Jack/Ianto'],
      },
    },
    {
      path: 'tw/b.txt',
      works: {
        title: 'Berry',
        authors: ['ama', 'Zora'],
        fandoms: ['TORCHWOOD', 'Doctor Who'],
        tags: ['angst'],
      },
    },
    {
      path: 'c.txt',
      works: {
        title: '“Cherry”',
        tags: ['Fluff'],
        status: 'complete',
        language: 'de',
        looks: [lookAt('title')],
        series: [{ name: 'Fruit', position: 3 }],
        chapters: ['one'],
      },
    },
  ])
}

export function listingContract(open: OpenTestArchive): void {
  const check = archiveTests(open)

  check('include takes works that have every value, whatever the case', async ({ archive }) => {
    await addShelf(archive)
    expect(await titlesOf(archive, { include: { fandoms: ['torchwood'] } })).toEqual(['The Apple', 'Berry'])
    expect(
      await titlesOf(archive, { include: { fandoms: ['Torchwood'], tags: ['ANGST', 'fluff'] } }),
    ).toEqual(['The Apple'])
    expect(await titlesOf(archive, { include: { fandoms: ['Torchwood', 'Doctor Who'] } })).toEqual(['Berry'])
    expect(await titlesOf(archive, { include: { series: ['fruit'] } })).toEqual(['“Cherry”'])
    expect(await titlesOf(archive, { include: { relationships: ['jack/ianto'] } })).toEqual(['The Apple'])
    expect(await titlesOf(archive, { include: { tags: ['never used'] } })).toEqual([])
  })

  check('exclude leaves out works that have any of the values', async ({ archive }) => {
    await addShelf(archive)
    expect(await titlesOf(archive, { exclude: { tags: ['fluff'] } })).toEqual(['Berry'])
    expect(await titlesOf(archive, { exclude: { authors: ['zora'], tags: ['unknown'] } })).toEqual([
      '“Cherry”',
    ])
    expect(await titlesOf(archive, { include: { tags: ['angst'] }, exclude: { language: ['EN'] } })).toEqual([
      'Berry',
    ])
  })

  check('"none" finds works without', async ({ archive }) => {
    await addShelf(archive)
    expect(await titlesOf(archive, { include: { authors: ['none'] } })).toEqual(['“Cherry”'])
    expect(await titlesOf(archive, { include: { language: ['none'] } })).toEqual(['Berry'])
    expect(await titlesOf(archive, { include: { rating: ['none'] } })).toEqual(['Berry', '“Cherry”'])
    expect(await titlesOf(archive, { exclude: { status: ['none'] } })).toEqual(['“Cherry”'])
  })

  check('words, looks, folders and selections narrow a list', async ({ archive }) => {
    await addShelf(archive)
    expect(await titlesOf(archive, { wordsFrom: 2, wordsTo: 3 })).toEqual(['The Apple'])
    expect(await titlesOf(archive, { needsALook: true })).toEqual(['“Cherry”'])
    expect(await titlesOf(archive, { folder: `${ROOT}/tw` })).toEqual(['The Apple', 'Berry'])
    expect(await titlesOf(archive, { folder: `${ROOT}/t` })).toEqual([])
    expect(await titlesOf(archive, { folder: `${ROOT}/c.txt` })).toEqual(['“Cherry”'])
    expect(await titlesOf(archive, { ids: ['1', '3', '99', 'x'] })).toEqual(['The Apple', '“Cherry”'])
    expect(await titlesOf(archive, { ids: [] })).toEqual([])
  })

  check('a folder knows copies and moved files by where they are', async ({ archive }) => {
    await importFolder(archive, [{ path: 'old/a.txt', content: 'x' }])
    await importFolder(archive, [{ path: 'new/a.txt', content: 'x' }])
    expect(await titlesOf(archive, { folder: `${ROOT}/new` })).toHaveLength(1)
    expect(await titlesOf(archive, { folder: `${ROOT}/old` })).toHaveLength(0)
    await importFolder(archive, [])
    expect(await titlesOf(archive, { folder: `${ROOT}/new` })).toHaveLength(1)
  })

  check('lists are sorted by title, creator, words and date, both ways', async ({ archive }) => {
    await addShelf(archive)
    const order = async (query: WorkQuery) => (await archive.listWorks(query)).works.map((work) => work.id)
    expect(await order({ sort: 'title' })).toEqual(['1', '2', '3'])
    expect(await order({ sort: 'title', descending: true })).toEqual(['3', '2', '1'])
    expect(await order({ sort: 'creator' })).toEqual(['2', '1', '3'])
    expect(await order({ sort: 'words' })).toEqual(['3', '1', '2'])
    expect(await order({ sort: 'added', descending: true })).toEqual(['3', '2', '1'])
  })

  check('pages part a list; totals are of the whole', async ({ archive }) => {
    for (let n = 1; n <= 5; n++)
      await addWork(archive, `${n}.txt`, { title: `Story ${n}`, chapters: ['two words'] })
    const page = await archive.listWorks({ sort: 'title', page: 2, pageSize: 2 })
    expect(page.works.map((work) => work.fields.title)).toEqual(['Story 3', 'Story 4'])
    expect(page).toMatchObject({ total: 5, totalWords: 10, facets: {} })
    expect((await archive.listWorks({ page: 9, pageSize: 2 })).works).toEqual([])
  })

  check('facets count the present list, most frequent first', async ({ archive }) => {
    await addShelf(archive)
    const { facets } = await archive.listWorks({ facets: true, include: { fandoms: ['torchwood'] } })
    expect(facets.tags).toEqual([
      { value: 'Angst', count: 2 },
      { value: 'Fluff', count: 1 },
    ])
    expect(facets.authors).toEqual([
      { value: 'Zora', count: 2 },
      { value: 'ama', count: 1 },
    ])
    expect(facets.status).toEqual([{ value: 'none', count: 2 }])
    expect(facets.series).toBeUndefined()
  })

  check('facets follow corrections and removals', async ({ archive }) => {
    await addShelf(archive)
    await archive.listWorks({ facets: true })
    await archive.correctFields(['3'], { tags: ['Crack'] })
    await archive.removeWorks(['2'], { withSources: false })
    const { facets } = await archive.listWorks({ facets: true })
    expect(facets.tags).toEqual([
      { value: 'Angst', count: 1 },
      { value: 'Crack', count: 1 },
      { value: 'Fluff', count: 1 },
    ])
  })

  check('an answer may be changed by who asked without changing the next one', async ({ archive }) => {
    await addShelf(archive)
    const first = await archive.listWorks({ facets: true })
    first.facets.tags?.splice(0)
    expect((await archive.listWorks({ facets: true })).facets.tags).not.toEqual([])
  })

  check('every work streams by in the order of the ids', async ({ archive }) => {
    await addShelf(archive)
    await archive.removeWorks(['2'], { withSources: false })
    const ids: string[] = []
    for await (const work of archive.eachWork()) ids.push(work.id)
    expect(ids).toEqual(['1', '3'])
  })

  check('what is no id finds nothing', async ({ archive }) => {
    await addShelf(archive)
    for (const id of ['0', '-1', '1.5', '01', 'x', '', '9'.repeat(30), '1; drop table works']) {
      expect(await archive.getWork(id)).toBeUndefined()
      expect(await archive.getChapters(id)).toEqual([])
      expect(await archive.getPlace(id)).toBeUndefined()
    }
    expect(await archive.getChapter('1', 2)).toBeUndefined()
  })
}
