import { expect } from 'vitest'
import type { Archive } from '../../../src/archive/archive.ts'
import { paragraphsHtml } from '../../../src/story/plain-text.ts'
import { addWork, importFolder } from '../../builders/imports.ts'
import type { OpenTestArchive } from './test-archive.ts'
import { archiveTests } from './with-archive.ts'

const html = async (archive: Archive, id: string) =>
  (await archive.getChapters(id)).map((chapter) => chapter.html)
const spans = (...starts: number[]) => starts.map((start) => ({ start, end: start + 10 }))
const para = (text: string) => paragraphsHtml(text)

/** A chapter whose blocks stand somewhere in the document. */
function at(start: number, text: string, title: string | null = null) {
  const blocks = text.split('\n\n').length
  return {
    html: para(text),
    title,
    blockSpans: spans(...Array.from({ length: blocks }, (_, n) => start + n * 100)),
  }
}

export function partsContract(open: OpenTestArchive): void {
  const check = archiveTests(open)
  const three = [at(0, 'Ah.'), at(1000, 'Be.', 'The Second'), at(2000, 'Ce.')]

  check(
    'a work is split before a chapter: fields go with both, the title is the chapter’s',
    async ({ archive }) => {
      const id = await addWork(archive, 'a.txt', {
        title: 'All',
        authors: ['Ama'],
        chapters: three,
        declaredWords: 3,
      })
      const second = await archive.splitWork(id, 2)
      expect(await html(archive, id)).toEqual([para('Ah.')])
      expect(await html(archive, second)).toEqual([para('Be.'), para('Ce.')])
      expect(await archive.getWork(second)).toMatchObject({
        words: 2,
        chapters: 2,
        fields: { title: 'The Second', authors: ['Ama'], declaredWords: null },
      })
      expect(await archive.getWork(id)).toMatchObject({
        words: 1,
        fields: { title: 'All', declaredWords: 3 },
      })
      expect((await archive.getWork(second))?.sources[0]?.path).toBe('a.txt')
    },
  )

  check('a chapter is cut in two at a paragraph', async ({ archive }) => {
    const id = await addWork(archive, 'a.txt', { title: 'All', chapters: [at(0, 'Ah.\n\nBe.\n\nCe.')] })
    const second = await archive.splitWork(id, 1, { block: 1 })
    expect(await html(archive, id)).toEqual([para('Ah.')])
    expect(await html(archive, second)).toEqual([para('Be.\n\nCe.')])
    expect((await archive.getChapters(second))[0]?.blockSpans).toEqual(spans(100, 200))
    expect((await archive.getWork(second))?.fields.title).toBe('All (2)')
  })

  check('there must be something on both sides', async ({ archive }) => {
    const id = await addWork(archive, 'a.txt', { chapters: three })
    for (const [chapter, block] of [
      [1, 0],
      [4, 0],
      [0, 0],
      [2, 5],
      [2, -1],
    ] as const) {
      await expect(archive.splitWork(id, chapter, { block })).rejects.toMatchObject({
        code: 'works/cannot-split',
      })
    }
    expect((await archive.counts()).works).toBe(1)
  })

  check('undo parts a join and joins a split', async ({ archive }) => {
    const a = await addWork(archive, 'a.txt', { title: 'A', chapters: three })
    const b = await addWork(archive, 'b.txt', { title: 'B', chapters: ['Bee.'] })
    const second = await archive.splitWork(a, 3)
    await archive.joinWorks([b, second])
    expect(await html(archive, b)).toEqual([para('Bee.'), para('Ce.')])
    expect(await archive.getWork(second)).toBeUndefined()
    expect(await archive.undo()).toMatchObject({ what: 'join' })
    expect(await html(archive, b)).toEqual([para('Bee.')])
    expect(await html(archive, second)).toEqual([para('Ce.')])
    expect(await archive.undo()).toMatchObject({ what: 'split' })
    expect(await html(archive, a)).toEqual([para('Ah.'), para('Be.'), para('Ce.')])
    expect(await archive.getWork(second)).toBeUndefined()
  })

  check('joined works keep each chapter’s source, and the fields of the first', async ({ archive }) => {
    const a = await addWork(archive, 'a.txt', { title: 'A', chapters: ['Ah.'] })
    const b = await addWork(archive, 'b.txt', { title: 'B', chapters: ['Be.'] })
    expect(await archive.joinWorks([b, a, b])).toBe(b)
    const work = await archive.getWork(b)
    expect(work).toMatchObject({ chapters: 2, words: 2, fields: { title: 'B' } })
    expect(work?.sources.map((source) => source.path)).toEqual(['b.txt', 'a.txt'])
    expect((await archive.getChapters(b)).map((chapter) => chapter.source)).toEqual([0, 1])
    await expect(archive.joinWorks([b, b])).rejects.toMatchObject({ code: 'works/cannot-join' })
  })

  check('a changed file changes its chapters of a joined work alone', async ({ archive }) => {
    const file = (name: string, content: string, text: string) => ({
      path: `${name}.txt`,
      content: name + content,
      works: { title: name + content, chapters: [text] },
    })
    await importFolder(archive, [file('a', '1', 'Ah.'), file('b', '1', 'Be.'), file('c', '1', 'Ce.')])
    await archive.joinWorks(['1', '2', '3'])
    const [stored] = await importFolder(archive, [file('b', '2', 'Be changed.')])
    expect(stored).toMatchObject({ became: 'revised', workIds: ['1'] })
    expect(await html(archive, '1')).toEqual([para('Ah.'), para('Be changed.'), para('Ce.')])
    expect((await archive.getWork('1'))?.fields.title).toBe('a1')
    expect((await archive.counts()).works).toBe(1)
  })

  check('a changed file keeps a split, wherever its border has moved to', async ({ archive }) => {
    const file = (content: string, chapters: object[]) => ({
      path: 'a.txt',
      content,
      works: { title: `Title ${content}`, chapters },
    })
    await importFolder(archive, [file('v1', three)])
    const second = await archive.splitWork('1', 2)
    const grown = [at(0, 'Ah.'), at(500, 'New.'), at(1500, 'Be.'), at(2500, 'Ce more.')]
    const [stored] = await importFolder(archive, [file('v2', grown)])
    expect(stored).toMatchObject({ became: 'revised', workIds: ['1', second] })
    expect(await html(archive, '1')).toEqual([para('Ah.'), para('New.')])
    expect(await html(archive, second)).toEqual([para('Be.'), para('Ce more.')])
    expect((await archive.getWork('1'))?.fields.title).toBe('Title v2')
    expect((await archive.getWork(second))?.fields.title).toBe('The Second')
    expect((await archive.getWork(second))?.needsALook).toBe(false)
  })

  check('a split whose border is gone is guessed, and to be looked at', async ({ archive }) => {
    const file = (content: string, chapters: object[]) => ({ path: 'a.txt', content, works: { chapters } })
    await importFolder(archive, [file('v1', three)])
    const second = await archive.splitWork('1', 2)
    await importFolder(archive, [file('v2', [at(0, 'Ah.'), at(1100, 'Different.')])])
    expect(await html(archive, '1')).toEqual([para('Ah.')])
    expect(await html(archive, second)).toEqual([para('Different.')])
    expect((await archive.getWork('1'))?.looks[0]?.rule).toBe('archive/split-moved')
  })

  check('parts of one file that are joined again follow it as one', async ({ archive }) => {
    const file = (content: string, chapters: object[]) => ({ path: 'a.txt', content, works: { chapters } })
    await importFolder(archive, [file('v1', three)])
    const second = await archive.splitWork('1', 2)
    await archive.joinWorks(['1', second])
    await importFolder(archive, [file('v2', [at(0, 'All new.')])])
    expect(await html(archive, '1')).toEqual([para('All new.')])
    expect((await archive.counts()).works).toBe(1)
  })

  check(
    'undoing a split and then its import does not double the story when it is read again',
    async ({ archive }) => {
      const folder = [{ path: 'a.txt', works: { chapters: three } }]
      await importFolder(archive, folder)
      await archive.splitWork('1', 2)
      await archive.undo()
      await archive.undo()
      await importFolder(archive, folder)
      expect((await archive.counts()).works).toBe(1)
      expect(await html(archive, '1')).toHaveLength(3)
    },
  )
}
