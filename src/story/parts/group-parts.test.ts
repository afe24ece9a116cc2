import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readPartName } from '../../intake/parts/part-name.ts'
import { groupParts } from './group-parts.ts'
import type { PartMember } from './part-member.ts'

function member(id: number, stem: string, more: Partial<PartMember> & { title?: string } = {}): PartMember {
  const { title = null, ...rest } = more
  const facts = {
    title,
    titleIsSure: title !== null,
    name: readPartName(stem),
    text: null,
    goesOn: false,
    thread: null,
  }
  return { id, work: id, facts, authors: [], folder: 'hoard', ...rest }
}
const named = (...stems: string[]) => stems.map((stem, id) => member(id, stem))
const joinsOf = (members: PartMember[]) =>
  groupParts(members).joins.map(({ parts }) => parts.map((part) => part.member.id))

test('a chapter or part word with a number joins, a number alone is offered', () => {
  expect(joinsOf(named('Salt - Chapter 2', 'Salt - Chapter 10', 'Salt - Chapter 1'))).toEqual([[2, 0, 1]])
  expect(joinsOf(named('Salt 1', 'Salt 2'))).toEqual([])
  expect(groupParts(named('Salt 1', 'Salt 2')).offers).toHaveLength(1)
  expect(groupParts(named('s0001', 's0002', 's0003')).offers).toEqual([])
})

test('the file without a number is the first of those that begin with two', () => {
  expect(joinsOf(named('Salt', 'Salt pt2', 'Salt pt3'))).toEqual([[0, 1, 2]])
  expect(joinsOf(named('Salt', 'Salt pt1', 'Salt pt2'))).toEqual([[1, 2]])
})

test('parts of one title by two authors are two works', () => {
  const members = ['Ann', 'Bo', 'Ann', 'Bo'].map((author, id) =>
    member(id, `Home - Part ${id < 2 ? 1 : 2}`, { authors: [author] }),
  )
  expect(joinsOf(members)).toEqual([
    [0, 2],
    [1, 3],
  ])
})

test('a part of no known author goes with the only author of its folder', () => {
  const members = [member(0, 'Home - Part 1', { authors: ['Ann'] }), member(1, 'Home - Part 2')]
  expect(joinsOf(members)).toEqual([[0, 1]])
  expect(joinsOf([member(0, 'Home ch1'), member(1, 'Home ch2', { folder: 'elsewhere' })])).toEqual([])
})

test('files numbered alike with titles of their own are works of a series', () => {
  const members = [
    member(0, 'The Road - Part 1', { title: 'Moorings' }),
    member(1, 'The Road - Part 2', { title: 'Lamps' }),
  ]
  expect(groupParts(members)).toEqual({ joins: [], offers: [] })
})

test('a copy of the whole stays by itself beside its chapters', () => {
  const [whole, ...chapters] = named('Salt', 'Salt ch1', 'Salt ch2', 'Salt ch3') as [
    PartMember,
    ...PartMember[],
  ]
  const text = { number: 1, last: 3, of: null, by: 'word' as const, where: 'heading' as const }
  const members = [{ ...whole, facts: { ...whole.facts, text } }, ...chapters]
  expect(joinsOf(members)).toEqual([[1, 2, 3]])
})

test('a part a person set apart is neither joined nor offered', () => {
  const members = named('Salt ch1', 'Salt ch2').map((each) => ({ ...each, isApart: true }))
  expect(groupParts(members)).toEqual({ joins: [], offers: [] })
})

test('whatever the names, no part is in two works, and what is joined has numbers that rise', () => {
  const stem = fc.tuple(
    fc.constantFrom('Salt', 'Tallow', 'The Rope House', ''),
    fc.constantFrom(' ', '_', ' - Chapter ', ' pt', ' (', 'Part '),
    fc.oneof(fc.nat(12).map(String), fc.constantFrom('II', 'one', '1a', '', '2 of 5')),
  )
  const any = fc.array(
    fc.record({
      stem: stem.map((words) => words.join('')),
      author: fc.constantFrom('', 'Ann', 'Bo'),
      folder: fc.constantFrom('a', 'b'),
    }),
    { maxLength: 30 },
  )
  fc.assert(
    fc.property(any, (files) => {
      const members = files.map(({ stem: name, author, folder }, id) =>
        member(id, name, { folder, authors: author === '' ? [] : [author] }),
      )
      const { joins, offers } = groupParts(members)
      const ids = [...joins, ...offers].flatMap(({ parts }) =>
        parts.flatMap((part) => [part.member.id, ...part.doubles.map(({ id }) => id)]),
      )
      expect(new Set(ids).size).toBe(ids.length)
      for (const { parts } of joins) {
        const authors = new Set(parts.flatMap((part) => part.member.authors))
        expect(authors.size).toBeLessThan(2)
        expect(parts.every((part, at) => at === 0 || part.number > (parts[at - 1]?.number ?? 0))).toBe(true)
      }
    }),
  )
})

test('grouping takes time in step with the number of files', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, id) =>
      member(id, `Story ${Math.floor(id / 5)} of Mine - Chapter ${(id % 5) + 1}`),
    )
  const timed = (members: PartMember[]) => {
    const startMs = performance.now()
    expect(groupParts(members).joins).toHaveLength(members.length / 5)
    return performance.now() - startMs
  }
  timed(many(2000))
  expect(timed(many(40_000))).toBeLessThan(Math.max(5, timed(many(4000))) * 60)
})
