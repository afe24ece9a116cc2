import { expect } from 'vitest'
import { addWork, importFolder } from '../../builders/imports.ts'
import { lookAt } from '../../builders/recovered-work.ts'
import type { OpenTestArchive } from './test-archive.ts'
import { archiveTests } from './with-archive.ts'

export function correctionsContract(open: OpenTestArchive): void {
  const check = archiveTests(open)

  check(
    'a correction counts, is found, and stands in the evidence as a person’s word',
    async ({ archive }) => {
      const id = await addWork(archive, 'a.txt', { title: 'Wrong', authors: ['x'] })
      await archive.correctFields([id], { title: 'Right', authors: ['Ama', ' ama ', ''] })
      const work = await archive.getWork(id)
      expect(work).toMatchObject({
        revision: 2,
        corrected: ['title', 'authors'],
        fields: { title: 'Right', authors: ['Ama'] },
      })
      expect(work?.evidence.title?.map((each) => [each.value, each.from, each.chosen])).toEqual([
        ['Right', 'person', true],
        ['Wrong', 'a.txt', false],
      ])
      expect((await archive.listWorks({ include: { authors: ['ama'] } })).total).toBe(1)
      expect((await archive.listWorks({ include: { authors: ['x'] } })).total).toBe(0)
    },
  )

  check('that there is none is a correction too', async ({ archive }) => {
    const id = await addWork(archive, 'a.txt', { summary: '<p>No summary.</p>', tags: ['x'] })
    await archive.correctFields([id], { summary: null, tags: [] })
    const work = await archive.getWork(id)
    expect(work?.corrected).toEqual(['tags', 'summary'])
    expect(work?.fields).toMatchObject({ summary: null, tags: [] })
    expect(work?.evidence.tags?.every((each) => !each.chosen)).toBe(true)
  })

  check('a later import leaves corrections standing', async ({ archive }) => {
    const [stored] = await importFolder(archive, [{ path: 'a.txt', content: 'v1', works: { title: 'T1' } }])
    const id = stored?.workIds[0] as string
    await archive.correctFields([id], { title: 'Mine', rating: 'mature' })
    await importFolder(archive, [
      { path: 'a.txt', content: 'v2', works: { title: 'T2', fandoms: ['Merlin'] } },
    ])
    const work = await archive.getWork(id)
    expect(work?.fields).toMatchObject({ title: 'Mine', rating: 'mature', fandoms: ['Merlin'] })
    await archive.uncorrectFields(id, ['title'])
    expect((await archive.getWork(id))?.fields).toMatchObject({ title: 'T2', rating: 'mature' })
  })

  check('taking a correction back brings the best candidate and its doubt back', async ({ archive }) => {
    const id = await addWork(archive, 'a.txt', { title: 'Guess', looks: [lookAt('title')] })
    await archive.correctFields([id], { title: 'Sure' })
    expect((await archive.getWork(id))?.needsALook).toBe(false)
    await archive.uncorrectFields(id, ['title'])
    expect(await archive.getWork(id)).toMatchObject({
      needsALook: true,
      corrected: [],
      fields: { title: 'Guess' },
    })
  })

  check('confirming settles every doubt, for a later import too', async ({ archive }) => {
    const looks = [lookAt('title'), lookAt('story')]
    const [stored] = await importFolder(archive, [
      { path: 'a.txt', content: 'v1', works: { title: 'Guess', looks } },
    ])
    const id = stored?.workIds[0] as string
    await archive.confirm([id])
    expect(await archive.getWork(id)).toMatchObject({
      needsALook: false,
      looks: [],
      fields: { title: 'Guess' },
    })
    await importFolder(archive, [{ path: 'a.txt', content: 'v2', works: { title: 'Other guess', looks } }])
    const work = await archive.getWork(id)
    expect(work?.fields.title).toBe('Guess')
    // The text is another one: where its story begins is to be looked at again.
    expect(work?.looks.map((look) => look.field)).toEqual(['story'])
  })

  check('many works are corrected at once, all or none', async ({ archive }) => {
    const ids = [
      await addWork(archive, 'a.txt', { title: 'A' }),
      await addWork(archive, 'b.txt', { title: 'B' }),
    ]
    await archive.correctFields(ids, { authors: ['Ama'] })
    expect((await archive.listWorks({ include: { authors: ['Ama'] } })).total).toBe(2)
    await expect(archive.correctFields([...ids, '99'], { authors: ['Zora'] })).rejects.toMatchObject({
      code: 'works/none',
    })
    expect((await archive.listWorks({ include: { authors: ['Zora'] } })).total).toBe(0)
  })

  check('saying the same again changes nothing', async ({ archive }) => {
    const id = await addWork(archive, 'a.txt')
    await archive.correctFields([id], { title: 'Mine' })
    await archive.correctFields([id], { title: 'Mine' })
    expect((await archive.getWork(id))?.revision).toBe(2)
  })

  check('a title cannot be empty, a rating not be anything', async ({ archive }) => {
    const id = await addWork(archive, 'a.txt')
    await expect(archive.correctFields([id], { title: ' ' })).rejects.toMatchObject({
      code: 'works/no-title',
    })
    await expect(archive.correctFields([id], { rating: 'X' as 'teen' })).rejects.toMatchObject({
      code: 'works/no-such-value',
    })
  })

  check('the queue keeps alike reasons together, then the order of ids', async ({ archive }) => {
    await addWork(archive, '1.txt', { title: 'One', looks: [lookAt('title')] })
    await addWork(archive, '2.txt', { title: 'Two', looks: [lookAt('story')] })
    await addWork(archive, '3.txt', { title: 'Three' })
    await addWork(archive, '4.txt', { title: 'Four', looks: [lookAt('title'), lookAt('title')] })
    const queue = await archive.lookQueue()
    expect(queue.map(({ id, rules }) => [id, rules])).toEqual([
      ['2', ['story/inferred']],
      ['1', ['title/inferred']],
      ['4', ['title/inferred']],
    ])
    expect((await archive.counts()).needALook).toBe(3)
  })
}
