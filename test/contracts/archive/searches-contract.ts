import fc from 'fast-check'
import { expect } from 'vitest'
import type { OpenTestArchive } from './test-archive.ts'
import { archiveTests } from './with-archive.ts'

export function searchesContract(open: OpenTestArchive): void {
  const check = archiveTests(open)

  check('a search is kept by name, and another process sees it', async ({ archive, openAgain }) => {
    const kept = await archive.keepSearch({ name: ' The  heart one ', query: 'heart\n fandom:torchwood ' })
    expect(kept).toMatchObject({ id: '1', name: 'The heart one', query: 'heart fandom:torchwood' })
    expect(await archive.getSearch('1')).toEqual(kept)
    const other = await openAgain()
    expect(await other.searches()).toEqual([kept])
    await other.close()
  })

  check('without a name it goes by its own words, cut where they are many', async ({ archive }) => {
    expect((await archive.keepSearch({ name: '', query: 'a heart' })).name).toBe('a heart')
    const { name } = await archive.keepSearch({ name: '', query: 'heart '.repeat(40) })
    expect(name).toHaveLength(80)
    expect(name.endsWith('…')).toBe(true)
  })

  check('searches stand in the order of their names', async ({ archive }) => {
    for (const name of ['b 10', 'A', 'b 9']) await archive.keepSearch({ name, query: `of ${name}` })
    expect((await archive.searches()).map(({ name }) => name)).toEqual(['A', 'b 9', 'b 10'])
  })

  check('the same search is kept once: a second name takes the place of the first', async ({ archive }) => {
    const { id } = await archive.keepSearch({ name: 'one', query: 'heart' })
    expect(await archive.keepSearch({ name: '', query: ' heart' })).toMatchObject({ id, name: 'one' })
    expect(await archive.keepSearch({ name: 'two', query: 'heart' })).toMatchObject({ id, name: 'two' })
    expect(await archive.searchOf('heart ')).toMatchObject({ id, name: 'two' })
    expect(await archive.searches()).toHaveLength(1)
  })

  check('a search is renamed', async ({ archive }) => {
    const { id } = await archive.keepSearch({ name: 'one', query: 'heart' })
    await archive.renameSearch(id, 'Hearts')
    expect((await archive.getSearch(id))?.name).toBe('Hearts')
    await expect(archive.renameSearch(id, '  ')).rejects.toMatchObject({ code: 'searches/no-name' })
    await expect(archive.renameSearch('9', 'x')).rejects.toMatchObject({ code: 'searches/none' })
  })

  check('one that was removed can be called back, under its own number', async ({ archive }) => {
    const { id } = await archive.keepSearch({ name: 'one', query: 'heart' })
    await archive.removeSearch(id)
    expect(await archive.searches()).toEqual([])
    expect(await archive.getSearch(id)).toBeUndefined()
    await archive.restoreSearch(id)
    await archive.restoreSearch(id)
    expect(await archive.searches()).toMatchObject([{ id, name: 'one' }])
  })

  check('one that was kept again since is not called back', async ({ archive }) => {
    const { id } = await archive.keepSearch({ name: 'one', query: 'heart' })
    await archive.removeSearch(id)
    const again = await archive.keepSearch({ name: 'new', query: 'heart' })
    expect(again.id).not.toBe(id)
    await expect(archive.restoreSearch(id)).rejects.toMatchObject({ code: 'searches/kept-again' })
  })

  check('nothing is kept of what is empty or endless', async ({ archive }) => {
    const keep = (name: string, query: string) => archive.keepSearch({ name, query })
    await expect(keep('x', ' \n')).rejects.toMatchObject({ code: 'searches/no-query' })
    await expect(keep('x', 'a'.repeat(8001))).rejects.toMatchObject({ code: 'searches/too-long' })
    await expect(keep('x'.repeat(201), 'a')).rejects.toMatchObject({ code: 'searches/too-long' })
  })

  check('whatever is typed as a number, there is a search or there is none', async ({ archive }) => {
    await fc.assert(
      fc.asyncProperty(fc.string(), async (id) => {
        expect(await archive.getSearch(id)).toBeUndefined()
      }),
      { numRuns: 50 },
    )
  })

  check('any words can be kept, and are found by the same words', async ({ archive }) => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1, maxLength: 50 }), async (words) => {
        const kept = await archive.keepSearch({ name: '', query: `x${words}` })
        expect(await archive.searchOf(`x${words}`)).toEqual(kept)
      }),
      { numRuns: 50 },
    )
  })

  check('the library’s own name lasts', async ({ archive, openAgain }) => {
    const id = await archive.libraryId()
    expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    const other = await openAgain()
    expect(await other.libraryId()).toBe(id)
    await other.close()
  })
}
