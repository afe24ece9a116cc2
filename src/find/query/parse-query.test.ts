import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseQuery } from './parse-query.ts'
import { writeQuery } from './write-query.ts'

test.each([
  'rating: I loved it, the one where he says: no',
  "he's electrocuted and the captain gives him his own heart",
  'the well-known one — and then - he dies',
  'a fic with smileys :) and (brackets in it) :-( too',
  'it was 3:15 on http://example.org/works/1',
  'he says NOT now AND never',
  'it’s the one where he -reluctantly- agrees',
  'they could stay OR they could go',
  'words: I have none; tags: none',
  'a 6\'2" man and his 5\'4" friend',
  '',
  '   ',
])('prose stays prose: %s', (typed) => {
  const { nodes, conditions, problems, text } = parseQuery(typed)
  expect({ conditions, problems }).toEqual({ conditions: [], problems: [] })
  expect(nodes.every(({ kind }) => kind === 'words')).toBe(true)
  expect(text).toBe(typed.replaceAll('"', '').trim())
})

test.each([
  ['fandom:torchwood', ['fandom: torchwood']],
  ['rating:T', ['rating: teen']],
  ['-tag:"major character death"', ['without tag: major character death']],
  ['words:1,000-5000', ['1,000 to 5,000 words']],
  ['word_count:>2k', ['at least 2,001 words']],
  ['chapters:>1', ['at least 2 chapters']],
  ['updated:>2010', ['updated from 2011 on']],
  ['published:2004..2006', ['published 2004 to 2006']],
  ['published:<2004-03', ['published to 2004-02']],
  ['creator:someone', ['by: someone']],
  ['complete:no', ['not complete']],
  ['status:wip crossover:no in:title', ['status: in progress', 'no crossovers', 'in the title']],
  ['ship:Jack/Ianto', ['relationship: Jack/Ianto']],
  ['lang:Deutsch', ['language: Deutsch']],
  ['"own heart" -death -"the end"', ['“own heart”', 'without “death”', 'without “the end”']],
  [
    'fandom:torchwood OR fandom:sherlock rating:m',
    ['fandom: torchwood or fandom: sherlock', 'rating: mature'],
  ],
  ['-(fandom:x OR "a b")', ['without (fandom: x or “a b”)']],
  ['(slow burn) OR tag:angst', ['“slow burn” or tag: angst']],
  ['electrocuted heart', ['electrocuted', 'heart']],
  ['NOT fandom:x', ['without fandom: x']],
  ['-by:="# x"', ['without by: # x']],
  ['fandom:="The Lost" -character:=Tosh', ['fandom: The Lost', 'without character: Tosh']],
  ['heart AND fandom:x AND NOT (tag:y OR tag:z)', ['heart', 'fandom: x', 'without (tag: y or tag: z)']],
])('%s is understood as %j', (typed, labels) => {
  const { chips, problems } = parseQuery(typed)
  expect(chips.map(({ label }) => label)).toEqual(labels)
  expect(problems).toEqual([])
})

test.each([
  ['words:many heart', 'words:many heart', 'query/value'],
  ['rating:great', 'rating:great', 'query/value'],
  ['published:2004-13', 'published:2004-13', 'query/value'],
  ['fandmo:torchwood', 'fandmo:torchwood', 'query/key'],
  ['kudos:>100', 'kudos:>100', 'query/key'],
  ['fandom: torchwood', 'fandom: torchwood', 'query/space'],
  ['"own heart', 'own heart', 'query/quote-open'],
  ['he -the dies', 'he -the dies', 'query/too-common'],
  ['-in:title heart', 'heart', 'query/place'],
])('%s is searched as “%s”, and said', (typed, text, code) => {
  const parsed = parseQuery(typed)
  expect(parsed.text).toBe(text)
  expect(parsed.problems.map((problem) => problem.code)).toEqual([code])
})

test('a chip holds the query as it is without it', () => {
  const { chips } = parseQuery('electrocuted fandom:torchwood "own heart" -tag:death')
  expect(chips.map(({ without }) => without)).toEqual([
    'fandom:torchwood "own heart" -tag:death',
    'electrocuted "own heart" -tag:death',
    'electrocuted fandom:torchwood -tag:death',
    'electrocuted fandom:torchwood "own heart"',
  ])
})

test('words ask for nothing that must be there, in: does', () => {
  expect(parseQuery('the captain’s heart')).toMatchObject({ text: 'the captain’s heart', conditions: [] })
  expect(parseQuery('the captain’s heart in:title')).toMatchObject({
    text: '',
    conditions: [{ kind: 'told', places: ['title'], words: 'captain heart' }],
  })
})

test('a word beside OR and a filter must be there or the filter hold', () => {
  expect(parseQuery('heart OR tag:angst').conditions).toEqual([
    {
      kind: 'any',
      of: [
        { kind: 'having', words: 'heart' },
        { kind: 'terms', anyOf: [{ kind: 'tag', field: 'any', value: 'angst' }] },
      ],
    },
  ])
})

const piece = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...PIECES()) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
)
const typedQuery = fc
  .array(piece, { maxLength: 14 })
  .chain((pieces) =>
    fc
      .array(fc.constantFrom('', ' ', ' ', ' ', '\n'), { minLength: pieces.length, maxLength: pieces.length })
      .map((gaps) => pieces.map((each, index) => each + gaps[index]).join('')),
  )

function PIECES(): string[] {
  return '( ) - " “ ” OR AND NOT || : a the heart -heart "own heart" “a b” fandom:x rating:t rating:zz words:1-2 words:( by:"a b" tag: in:title -in:title ( -( )) :( -- a-b é 心臓 \' 5\' tag:(x) "" "." fandom:" fandom:="a fandom:= OR OR -. O"R ."x" fandom:"" fandom:x"y -a-" NOT -OR'.split(
    ' ',
  )
}

test('any string gives an answer, and what is written back is read the same', () => {
  fc.assert(
    fc.property(typedQuery, (typed) => {
      const { nodes } = parseQuery(typed)
      expect(parseQuery(writeQuery(nodes)).nodes).toEqual(nodes)
    }),
    { numRuns: 3000 },
  )
})

test('a chip without which the query is another leaves the other pieces as they are', () => {
  const query = fc.array(fc.constantFrom(...PIECES(), 'well-known', 'fandom:x:y', 'x:OR', 'a.b'), {
    maxLength: 6,
  })
  fc.assert(
    fc.property(query, (pieces) => {
      const { nodes, chips } = parseQuery(pieces.join(' '))
      const kinds = (of: typeof nodes) => of.filter(({ kind }) => kind !== 'words').length
      for (const { kind, without } of chips) {
        const left = parseQuery(without)
        expect(kinds(left.nodes)).toBeLessThanOrEqual(kinds(nodes) - (kind === 'words' ? 0 : 1))
      }
    }),
    { numRuns: 1000 },
  )
})

test('a long query of brackets, hyphens and quotation marks is read at once', () => {
  const started = performance.now()
  const nested = ['-(', '(a OR ', '(-"x" OR '].map((open) => open.repeat(1300) + ')'.repeat(1300))
  for (const each of nested) parseQuery(each)
  for (const each of [
    '(',
    '-(',
    '"',
    '-"',
    '( ',
    ') ',
    'a OR ',
    '(a OR ',
    'words:1',
    '-a ',
    'fandom:( ',
    '(fandom:x ',
  ])
    parseQuery(each.repeat(4000))
  expect(performance.now() - started).toBeLessThan(5000)
})
