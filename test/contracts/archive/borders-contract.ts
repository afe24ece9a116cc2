import { expect } from 'vitest'
import type { BorderCorrections } from '../../../src/story/work.ts'
import { fileToStore, importFolder, ROOT } from '../../builders/imports.ts'
import { lookAt, recoveredWork, sha256Of } from '../../builders/recovered-work.ts'
import type { OpenTestArchive } from './test-archive.ts'
import { archiveTests } from './with-archive.ts'

const START: BorderCorrections = { storyStart: { offset: 12, quote: 'Once upon' } }

export function bordersContract(open: OpenTestArchive): void {
  const check = archiveTests(open)
  const file = {
    path: 'sub/a.txt',
    content: 'v1',
    works: { chapters: ['Header and story.'], looks: [lookAt('story')] },
  }
  const source = { path: 'sub/a.txt', sha256: sha256Of('v1') }

  check('borders are kept with the text recovered under them', async ({ archive }) => {
    await importFolder(archive, [file])
    const recovered = recoveredWork({ chapters: ['Story.'], sources: [source] })
    await archive.reviseBorders('1', [{ path: 'sub/a.txt', borders: START }], recovered)
    const work = await archive.getWork('1')
    expect(work).toMatchObject({ revision: 2, words: 1, needsALook: false })
    expect(work?.borders).toEqual([{ path: 'sub/a.txt', borders: START }])
  })

  check(
    'a reader of the file is told them, by place or by bytes, under the path asked for',
    async ({ archive }) => {
      await importFolder(archive, [file])
      const recovered = recoveredWork({ sources: [source] })
      await archive.reviseBorders('1', [{ path: 'sub/a.txt', borders: START }], recovered)
      const absolutePath = `${ROOT}/sub/a.txt`
      const told = [{ path: 'sub/a.txt', borders: START }]
      expect(await archive.bordersOf({ absolutePath, sha256: '' })).toEqual(told)
      expect(await archive.bordersOf({ absolutePath: '/elsewhere', sha256: source.sha256 })).toEqual(told)
      expect(await archive.bordersOf({ absolutePath, sha256: '', path: 'a.txt' })).toEqual([
        { path: 'a.txt', borders: START },
      ])
      expect(await archive.bordersOf({ absolutePath: '/elsewhere', sha256: '' })).toEqual([])
    },
  )

  check('a changed file keeps its borders', async ({ archive }) => {
    await importFolder(archive, [file])
    await archive.reviseBorders(
      '1',
      [{ path: 'sub/a.txt', borders: START }],
      recoveredWork({ sources: [source] }),
    )
    await importFolder(archive, [{ ...file, content: 'v2' }])
    expect((await archive.getWork('1'))?.borders).toEqual([{ path: 'sub/a.txt', borders: START }])
  })

  check('a file moved or copied is still the work’s, and its text comes once', async ({ archive }) => {
    await importFolder(archive, [file, { ...file, path: 'copy.txt' }])
    const recovered = recoveredWork({
      chapters: [
        { html: '<p>Story.</p>', source: 0 },
        { html: '<p>Story.</p>', source: 1 },
      ],
      sources: [source, { path: 'copy.txt', sha256: source.sha256 }],
    })
    await archive.reviseBorders('1', [{ path: 'copy.txt', borders: START }], recovered)
    const work = await archive.getWork('1')
    expect(work).toMatchObject({ chapters: 1, words: 1 })
    expect(work?.borders).toHaveLength(1)
    expect(work?.sources).toHaveLength(2)
  })

  check('of a joined work only the chapters of the source change', async ({ archive }) => {
    await importFolder(archive, [
      { path: 'a.txt', content: 'a', works: { title: 'A', chapters: ['Ah.'] } },
      { path: 'b.txt', content: 'b', works: { title: 'B', chapters: ['Be.'] } },
    ])
    await archive.joinWorks(['1', '2'])
    const recovered = recoveredWork({
      title: 'B again',
      chapters: ['Be more.', 'And more.'],
      sources: [{ path: 'b.txt', sha256: sha256Of('b') }],
    })
    await archive.reviseBorders('1', [{ path: 'b.txt', borders: START }], recovered)
    const chapters = await archive.getChapters('1')
    expect(chapters.map(({ html, source: from }) => [html, from])).toEqual([
      ['<p>Ah.</p>', 0],
      ['<p>Be more.</p>', 1],
      ['<p>And more.</p>', 1],
    ])
    expect((await archive.getWork('1'))?.fields.title).toBe('A')
  })

  check('a source the work was not read from is refused', async ({ archive }) => {
    await importFolder(archive, [file])
    const strange = recoveredWork({ sources: [{ path: 'x.txt', sha256: sha256Of('x') }] })
    await expect(archive.reviseBorders('1', [], strange)).rejects.toMatchObject({
      code: 'works/other-source',
    })
    await expect(archive.reviseBorders('9', [], strange)).rejects.toMatchObject({ code: 'works/none' })
    expect((await archive.getWork('1'))?.revision).toBe(1)
  })

  check('what was said of a removed work is still told when its file is read', async ({ archive }) => {
    await importFolder(archive, [file])
    await archive.reviseBorders(
      '1',
      [{ path: 'sub/a.txt', borders: START }],
      recoveredWork({ sources: [source] }),
    )
    await archive.removeWorks(['1'], { withSources: false })
    const { file: seen } = fileToStore(file)
    expect(await archive.bordersOf(seen)).toHaveLength(1)
  })
}
