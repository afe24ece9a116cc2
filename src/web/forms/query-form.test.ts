import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseQuery } from '../../find/query/parse-query.ts'
import { formOf, type QueryForm, queryOfForm } from './query-form.ts'

/** As a browser sends a form that is filled in so. */
function sent(form: QueryForm): URLSearchParams {
  const params = new URLSearchParams({ text: form.text, without: form.without, place: form.place })
  const add = (name: string, values: string[]) => {
    for (const value of values) params.append(name, value)
  }
  add('exact', form.exact)
  add('not-warning', form.notWarning)
  for (const [key, values] of Object.entries({ ...form.with, ...form.choices })) add(key, values)
  for (const [key, values] of Object.entries(form.not)) add(`not-${key}`, values)
  for (const [key, { from, to }] of Object.entries(form.ranges)) {
    add(`${key}-from`, [from])
    add(`${key}-to`, [to])
  }
  for (const [key, value] of Object.entries(form.yesNo)) add(key, [value])
  for (const [key, value] of Object.entries(form.texts)) add(`in-${key}`, [value])
  return params
}

const chips = (query: string) =>
  parseQuery(query)
    .chips.map(({ label }) => label)
    .sort()

test.each([
  'he gives him his own heart',
  '"own heart" captain -death -"the end"',
  'fandom:torchwood fandom:="Harry Potter" -tag:"major character death" by:someone series:x character:a relationship:a/b',
  'rating:teen OR rating:mature category:gen status:complete -warning:underage',
  'words:1000-5000 chapters:>=3 updated:2004..2006 published:<=2010-05 added:>=2020',
  'heart in:title language:german crossover:no look:yes title:lamp summary:x source:"my folder"',
  'fandom:x OR tag:y (words:>5 OR "a b") words:>=10 rating:teen rating:mature',
])('%s is the same after going through the form', (query) => {
  expect(chips(queryOfForm(sent(formOf(parseQuery(query).nodes))))).toEqual(chips(query))
})

test('each part of a query stands in its field', () => {
  const form = formOf(
    parseQuery('heart "own" -death fandom:x -tag:y words:1,000-5k updated:>=2010 rating:T').nodes,
  )
  expect(form).toMatchObject({
    text: 'heart',
    exact: ['own'],
    without: 'death',
    with: { fandom: ['x'] },
    not: { tag: ['y'] },
    ranges: { words: { from: '1000', to: '5000' }, updated: { from: '2010', to: '' } },
    choices: { rating: ['teen'] },
  })
})

test('whatever is sent makes a query', () => {
  const names = ['text', 'exact', 'without', 'fandom', 'words-from', 'words-to', 'place', 'not-tag', 'rating']
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...names), fc.string({ unit: 'binary' }))), (pairs) => {
      expect(typeof queryOfForm(new URLSearchParams(pairs))).toBe('string')
    }),
  )
})
