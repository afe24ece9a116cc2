import { expect, test } from 'vitest'
import { prose, withEdits } from '../../../test/builders/prose.ts'
import { type RecoveredWorkParts, recoveredWork } from '../../../test/builders/recovered-work.ts'
import { betterText, type WeighedText } from './best-text.ts'
import { comparedStory, compareStories } from './compare-stories.ts'
import { joinDuplicates } from './join-duplicates.ts'
import { newerText } from './newer-text.ts'

function story(title: string, authors: string[], ...chapters: string[]) {
  return comparedStory(
    chapters.map((text) => `<p>${text}</p>`),
    { title, authors },
  )
}
const kindOf = (...[a, b]: [ReturnType<typeof story>, ReturnType<typeof story>]) => {
  expect(compareStories(b, a).kind).toBe(compareStories(a, b).kind)
  return compareStories(a, b).kind
}

const LONG = prose(1, 1200)

test('a text with two words in a hundred edited is the same, under whatever name', () => {
  expect(kindOf(story('A', ['Kay'], LONG), story('B', ['Lee'], withEdits(LONG, 0.02)))).toBe('same')
})

test('drabbles are told apart by their words, not by the form they share', () => {
  const form = prose(9, 60)
  const drabble = (seed: number) => `${form} ${prose(seed, 100)}`
  expect(kindOf(story('A', ['Kay'], drabble(2)), story('B', ['Kay'], drabble(3)))).toBe('different')
  expect(kindOf(story('A', ['Kay'], prose(2, 100)), story('', [], withEdits(prose(2, 100), 0.02)))).toBe(
    'same',
  )
})

test('a notice in place of a story is not a story twice', () => {
  const notice = 'This story has been removed by its author and will not come back, sorry.'
  expect(kindOf(story('A', ['Kay'], notice), story('B', ['Lee'], notice))).toBe('different')
  expect(kindOf(story('A', ['Kay'], notice), story('A', ['Lee'], notice))).toBe('same')
})

test('a form filled in anew each time makes as many stories', () => {
  const form = (number: number) =>
    Array.from(
      { length: 12 },
      (_, at) =>
        `Paragraph ${at} of story ${number}, in which the keeper counts to ${number * at} and the sea says nothing.`,
    ).join(' ')
  expect(kindOf(story('The Keeper, 4', ['Kay'], form(4)), story('The Keeper, 9', ['Kay'], form(9)))).toBe(
    'different',
  )
  expect(kindOf(story('The Keeper, 0', ['Kay'], form(0)), story('The Keeper, 9', ['Kay'], form(9)))).not.toBe(
    'revision',
  )
})

test('songs and quoted canon two stories share leave them two', () => {
  const song = prose(5, 250)
  expect(kindOf(story('A', [], `${song} ${prose(6, 400)}`), story('B', [], `${prose(7, 400)} ${song}`))).toBe(
    'different',
  )
})

test('more chapters make a revision, whether or not the title is there', () => {
  const [one, two, three] = [prose(10, 400), prose(11, 400), prose(12, 400)] as const
  expect(kindOf(story('Tides', ['Kay'], one), story('Tides', ['Kay'], one, two, three))).toBe('revision')
  expect(kindOf(story('', [], one), story('Tides', ['Kay'], one, two, three))).toBe('revision')
  expect(kindOf(story('X', [], two, three), story('Tides', ['Kay'], one, two, three))).toBe('revision')
})

test('a story quoted whole, by another or in its own writer’s collection, is neither', () => {
  const quoted = prose(20, 200)
  const long = `${prose(21, 500)} ${quoted} ${prose(22, 500)}`
  expect(kindOf(story('A', ['Kay'], quoted), story('B', ['Lee'], long))).toBe('quoted')
  expect(kindOf(story('A', ['Kay'], quoted), story('B', ['Kay'], long))).toBe('quoted')
})

test('a rewritten text of one title is a revision; without a name it is offered', () => {
  const rewritten = `${LONG.slice(0, 4200)} ${prose(30, 450)}`
  expect(kindOf(story('Tides', ['Kay'], LONG), story('Tides', [], rewritten))).toBe('revision')
  expect(
    kindOf(story('Tides', ['Kay'], LONG), story('Sand', ['Lee'], `${LONG.slice(0, 5300)} ${prose(31, 190)}`)),
  ).toBe('offer')
})

const weighed = (parts: Partial<WeighedText>): WeighedText => ({
  chapters: ['<p>x</p>'],
  words: 1000,
  fields: { updated: null, published: null },
  evidence: {},
  ...parts,
})

test('the best text is whole and sound first, then keeps what the writer marked', () => {
  const plain = weighed({})
  const marked = weighed({ chapters: ['<p><em>a</em> <em>b</em> <em>c</em></p><hr><p>d</p>'] })
  expect(betterText(plain, marked)).toEqual({
    better: 'second',
    why: 'it keeps the emphasis and it keeps the scene breaks',
  })
  expect(betterText(weighed({ words: 1300 }), marked).better).toBe('first')
  expect(betterText(marked, weighed({ chapters: ['<p>itâ€™s, donâ€™t, canâ€™t</p>'] })).better).toBe('first')
  expect(betterText(plain, plain)).toEqual({ better: 'first', why: 'both are as good' })
})

test('of two forms the one that goes on counts, else the later', () => {
  expect(newerText(weighed({ words: 500 }), weighed({})).better).toBe('second')
  const dated = (updated: string) => weighed({ fields: { updated, published: null } })
  expect(newerText(dated('2009-02-01'), dated('2003-01-01')).better).toBe('first')
})

test('stories read in one go are joined with all their sources', () => {
  const from = (path: string, parts: RecoveredWorkParts) =>
    recoveredWork({ title: 'Tides', sources: [{ path, sha256: path }], ...parts })
  const joined = joinDuplicates([
    from('a.txt', { chapters: [LONG], fandoms: ['Merlin'] }),
    from('other.txt', { title: 'Other', chapters: [prose(50, 300)] }),
    from('b.txt', { chapters: [withEdits(LONG, 0.01)], tags: ['sea'] }),
  ])
  expect(joined.map(({ sources }) => sources.map(({ path }) => path))).toEqual([
    ['a.txt', 'b.txt'],
    ['other.txt'],
  ])
  expect(joined[0]?.fields).toMatchObject({ fandoms: ['Merlin'], tags: ['sea'] })
})
