import { expect } from 'vitest'
import type { Archive } from '../../../src/archive/archive.ts'
import { fileToStore, importFolder, NO_SUMMARY, ROOT } from '../../builders/imports.ts'
import { sha256Of } from '../../builders/recovered-work.ts'
import type { OpenTestArchive } from './test-archive.ts'
import { archiveTests } from './with-archive.ts'

const titles = async (archive: Archive) =>
  (await archive.listWorks({ sort: 'title' })).works.map((work) => work.fields.title)
const became = (stored: { became: string }[]) => stored.map((each) => each.became)

export function importsContract(open: OpenTestArchive): void {
  const check = archiveTests(open)

  check('a new file brings its works, with text, fields, evidence and source', async ({ archive }) => {
    const works = { title: 'Rain', authors: ['ama'], chapters: ['One two three.', 'Four five.'] }
    const [stored] = await importFolder(archive, [{ path: 'sub/rain.txt', works }])
    expect(stored?.became).toBe('added')
    const work = await archive.getWork(stored?.workIds[0] as string)
    expect(work).toMatchObject({
      revision: 1,
      words: 5,
      chapters: 2,
      scenes: 2,
      needsALook: false,
      corrected: [],
      fields: { title: 'Rain', authors: ['ama'] },
      sources: [{ path: 'sub/rain.txt', absolutePath: `${ROOT}/sub/rain.txt`, mediaType: 'text/plain' }],
    })
    expect(work?.evidence.title?.[0]).toMatchObject({ value: 'Rain', rule: 'header/label', chosen: true })
    expect(work?.chapterHeads.map((head) => head.words)).toEqual([3, 2])
    const chapter = await archive.getChapter(work?.id as string, 2)
    expect(chapter).toMatchObject({ number: 2, html: '<p>Four five.</p>', source: 0 })
    expect(chapter?.blockSpans).toHaveLength(1)
  })

  check('the same folder again makes no second copy', async ({ archive }) => {
    const files = [{ path: 'a.txt' }, { path: 'b.txt', works: { title: 'B' } }]
    await importFolder(archive, files)
    expect(became(await importFolder(archive, files))).toEqual(['same', 'same'])
    expect((await archive.counts()).works).toBe(2)
    expect((await archive.listWorks({})).works.map((work) => work.revision)).toEqual([1, 1])
  })

  check('the same bytes at two places are one work with two sources', async ({ archive }) => {
    const files = [
      { path: 'a.txt', content: 'same' },
      { path: 'copy/a.txt', content: 'same' },
    ]
    expect(became(await importFolder(archive, files))).toEqual(['added', 'same'])
    const [work] = (await archive.listWorks({})).works
    expect(work?.sources.map((source) => source.path)).toEqual(['a.txt', 'copy/a.txt'])
  })

  check('a file that moved is known by its bytes and shown where it is', async ({ archive }) => {
    await importFolder(archive, [{ path: 'a.txt', content: 'story' }])
    const stored = await importFolder(archive, [{ path: 'new/b.txt', content: 'story' }])
    expect(became(stored)).toEqual(['same'])
    const [work] = (await archive.listWorks({})).works
    expect(work?.sources.map((source) => source.absolutePath)).toEqual([`${ROOT}/new/b.txt`])
  })

  check('a file that moved and then changed is a new revision of its work', async ({ archive }) => {
    const member = (path: string, content: string, title: string) => ({
      path,
      content,
      works: { title, sources: [{ path: `${path}/in.txt`, sha256: sha256Of(content) }] },
    })
    await importFolder(archive, [member('a.zip', 'v1', 'V1')])
    await importFolder(archive, [member('sub/b.zip', 'v1', 'V1')])
    const [stored] = await importFolder(archive, [member('sub/b.zip', 'v2', 'V2')])
    expect(stored).toMatchObject({ became: 'revised', workIds: ['1'] })
    const [work] = (await archive.listWorks({})).works
    expect(work?.sources.map((source) => source.path)).toEqual(['sub/b.zip/in.txt'])
    expect(await titles(archive)).toEqual(['V2'])
  })

  check('a copy that changes goes its own way, with what was said of its twin', async ({ archive }) => {
    const same = { content: 'v1', works: { title: 'First' } }
    await importFolder(archive, [
      { path: 'a.txt', ...same },
      { path: 'b.txt', ...same },
    ])
    await archive.correctFields(['1'], { authors: ['Ama'] })
    const [, changed] = await importFolder(archive, [
      { path: 'a.txt', ...same },
      { path: 'b.txt', content: 'v2', works: { title: 'Second' } },
    ])
    expect(changed?.became).toBe('added')
    const { works } = await archive.listWorks({ sort: 'title', include: { authors: ['Ama'] } })
    expect(works.map((work) => [work.fields.title, work.sources.length])).toEqual([
      ['First', 1],
      ['Second', 1],
    ])
  })

  check('two files that change places keep their works', async ({ archive }) => {
    await importFolder(archive, [
      { path: 'a.txt', content: '1', works: { title: 'One' } },
      { path: 'b.txt', content: '2', works: { title: 'Two' } },
    ])
    const swapped = [
      { path: 'a.txt', content: '2', works: { title: 'Two' } },
      { path: 'b.txt', content: '1', works: { title: 'One' } },
    ]
    expect(became(await importFolder(archive, swapped))).toEqual(['same', 'same'])
    const works = (await archive.listWorks({ sort: 'title' })).works
    expect(works.map((work) => [work.fields.title, work.sources[0]?.path])).toEqual([
      ['One', 'b.txt'],
      ['Two', 'a.txt'],
    ])
  })

  check('a story put where a moved one was is another work', async ({ archive }) => {
    await importFolder(archive, [{ path: 'a.txt', content: 'old', works: { title: 'Old' } }])
    await importFolder(archive, [{ path: 'moved.txt', content: 'old', works: { title: 'Old' } }])
    await importFolder(archive, [
      { path: 'a.txt', content: 'new', works: { title: 'New' } },
      { path: 'moved.txt', content: 'old', works: { title: 'Old' } },
    ])
    expect(await titles(archive)).toEqual(['New', 'Old'])
  })

  check('a changed file is a new revision of its work', async ({ archive }) => {
    const [first] = await importFolder(archive, [
      { path: 'a.txt', content: 'v1', works: { chapters: ['One.'] } },
    ])
    const [again] = await importFolder(archive, [
      { path: 'a.txt', content: 'v2', works: { title: 'Changed', chapters: ['One.', 'Two more.'] } },
    ])
    expect(again).toMatchObject({ became: 'revised', workIds: first?.workIds })
    const work = await archive.getWork(first?.workIds[0] as string)
    expect(work).toMatchObject({ revision: 2, words: 3, chapters: 2, fields: { title: 'Changed' } })
    expect(work?.sources.map((source) => source.sha256)).toEqual([sha256Of('v2')])
    expect((await archive.counts()).works).toBe(1)
  })

  check('a file set back to what it was is a revision like any other', async ({ archive }) => {
    for (const content of ['v1', 'v2', 'v1']) {
      await importFolder(archive, [{ path: 'a.txt', content, works: { title: content } }])
    }
    expect(await titles(archive)).toEqual(['v1'])
  })

  check('a changed file of several works revises each by its order', async ({ archive }) => {
    const works = (titles: string[]) => titles.map((title) => ({ title }))
    const [first] = await importFolder(archive, [
      { path: 'two.txt', content: 'v1', works: works(['A', 'B']) },
    ])
    const [again] = await importFolder(archive, [
      { path: 'two.txt', content: 'v2', works: works(['A2', 'B2', 'C2']) },
    ])
    expect(again?.workIds.slice(0, 2)).toEqual(first?.workIds)
    expect(await titles(archive)).toEqual(['A2', 'B2', 'C2'])
  })

  check('works of an archive are known by their path in it, whatever is put between', async ({ archive }) => {
    const zip = (content: string, members: string[]) => ({
      path: 'all.zip',
      content,
      works: members.map((name) => ({
        title: `${name} ${content}`,
        sources: [{ path: `all.zip/${name}.txt`, sha256: sha256Of(content) }],
      })),
    })
    const [first] = await importFolder(archive, [zip('v1', ['ant', 'cat'])])
    await importFolder(archive, [zip('v2', ['ant', 'bee', 'cat'])])
    const work = await archive.getWork(first?.workIds[1] as string)
    expect(work?.fields.title).toBe('cat v2')
    expect(await titles(archive)).toEqual(['ant v2', 'bee v2', 'cat v2'])
  })

  check('when one of two equal files changes, both texts are there', async ({ archive }) => {
    const same = { content: 'v1', works: { title: 'First' } }
    await importFolder(archive, [
      { path: 'a.txt', ...same },
      { path: 'b.txt', ...same },
    ])
    await importFolder(archive, [
      { path: 'a.txt', content: 'v2', works: { title: 'Second' } },
      { path: 'b.txt', ...same },
    ])
    expect(await titles(archive)).toEqual(['First', 'Second'])
    await archive.undo()
    expect(await titles(archive)).toEqual(['First'])
  })

  check('when both of two equal files change alike, they stay one work', async ({ archive }) => {
    for (const content of ['v1', 'v2']) {
      await importFolder(archive, [
        { path: 'a.txt', content, works: { title: content } },
        { path: 'b.txt', content, works: { title: content } },
      ])
    }
    expect(await titles(archive)).toEqual(['v2'])
  })

  check('a file that has gone leaves its work and is listed as vanished', async ({ archive }) => {
    await importFolder(archive, [{ path: 'a.txt' }, { path: 'b.txt', works: { title: 'B' } }])
    await importFolder(archive, [{ path: 'a.txt' }])
    expect((await archive.counts()).works).toBe(2)
    const { files } = await archive.listFiles({})
    expect(files.map((file) => [file.path, file.vanished])).toEqual([
      ['a.txt', false],
      ['b.txt', true],
    ])
    await importFolder(archive, [{ path: 'a.txt' }, { path: 'b.txt', works: { title: 'B' } }])
    expect((await archive.listFiles({})).files.some((file) => file.vanished)).toBe(false)
  })

  check('refused and skipped files are listed with why, and known the next time', async ({ archive }) => {
    const refusal = { kind: 'refused', code: 'read/empty', reason: 'It is empty.', hint: 'Fill it.' } as const
    await importFolder(archive, [
      { path: 'a.txt', outcome: refusal },
      { path: 'b.jpg', outcome: { kind: 'skipped', reason: 'a picture' } },
      { path: 'c.txt' },
    ])
    expect((await archive.counts()).refused).toBe(1)
    const { files, total } = await archive.listFiles({ outcome: 'refused' })
    expect(total).toBe(1)
    expect(files[0]).toMatchObject({
      path: 'a.txt',
      code: 'read/empty',
      reason: 'It is empty.',
      hint: 'Fill it.',
    })
    const known = await archive.knownFiles(ROOT)
    expect([...known.values()].map((file) => file.outcome)).toEqual(['refused', 'skipped', 'works'])
    expect((await archive.knownFiles(`${ROOT}/a`)).size).toBe(0)
    expect((await archive.knownFiles(`${ROOT}/a.txt`)).size).toBe(1)
  })

  check(
    'a file that cannot be read any more keeps its work, and revises it once it can',
    async ({ archive }) => {
      const refused = { kind: 'refused', code: 'read/cannot-open', reason: 'x', hint: 'y' } as const
      const [first] = await importFolder(archive, [{ path: 'a.txt', content: 'v1' }])
      await importFolder(archive, [{ path: 'a.txt', content: 'broken', outcome: refused }])
      expect((await archive.counts()).works).toBe(1)
      const [again] = await importFolder(archive, [{ path: 'a.txt', content: 'v2', works: { title: 'V2' } }])
      expect(again?.workIds).toEqual(first?.workIds)
    },
  )

  check('an import that was cut short goes on under its number', async ({ archive }) => {
    const importId = await archive.beginImport([ROOT])
    await archive.storeFiles(importId, [fileToStore({ path: 'a.txt', works: { title: 'A' } })])
    expect(await archive.beginImport([ROOT])).toBe(importId)
    await archive.storeFiles(importId, [fileToStore({ path: 'b.txt', works: { title: 'B' } })])
    await archive.finishImport(importId, NO_SUMMARY)
    expect((await archive.undo())?.works.map((work) => work.title)).toEqual(['A', 'B'])
    expect(await archive.beginImport([ROOT])).not.toBe(importId)
  })

  check('the files of one import are told apart from those of another', async ({ archive }) => {
    await importFolder(archive, [{ path: 'a.txt', works: { title: 'A' } }], '/one')
    const importId = await archive.beginImport(['/two'])
    await archive.storeFiles(importId, [fileToStore({ path: 'b.txt', works: { title: 'B' } }, '/two')])
    const { files, total } = await archive.listFiles({ importId })
    expect(files.map((file) => file.absolutePath)).toEqual(['/two/b.txt'])
    expect(total).toBe(1)
  })

  check('roots are the folders imported, the last first', async ({ archive }) => {
    await importFolder(archive, [], '/one')
    await importFolder(archive, [], '/two')
    await importFolder(archive, [], '/one')
    expect(await archive.roots()).toEqual(['/one', '/two'])
  })

  check('what another process stored is seen at once', async ({ archive, openAgain }) => {
    const other = await openAgain()
    await archive.listWorks({ facets: true })
    const before = await archive.generation()
    await importFolder(other, [{ path: 'a.txt', works: { fandoms: ['Merlin'] } }])
    expect(await archive.generation()).not.toBe(before)
    const page = await archive.listWorks({ facets: true })
    expect(page.total).toBe(1)
    expect(page.facets.fandoms).toEqual([{ value: 'Merlin', count: 1 }])
    await other.close()
  })
}
