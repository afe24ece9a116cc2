import { expect, test } from 'vitest'
import { resolveRelationships } from './resolve-names.ts'

const STORY = `In the Hub, Jack Harkness waited. Then Jack laughed, and Ianto Jones looked at Jack. "Sir," said Ianto.
After that Jack sat down, but Ianto stood. Slowly, Jack and Ianto drank. Gwen Cooper came in, and Gwen saw Ianto.
Later, Jack slept and Ianto did not. At last, Jack Harkness and Ianto Jones went home, and Gwen Cooper stayed.`

test.each([
  ['J/I', 'Jack Harkness/Ianto Jones'],
  ['Janto', 'Jack Harkness/Ianto Jones'],
  ['Jack/Ianto', 'Jack Harkness/Ianto Jones'],
  ['Jack & Gwen', 'Jack Harkness & Gwen Cooper'],
  ['Jack Harkness/Ianto Jones', 'Jack Harkness/Ianto Jones'],
  ['HP/SS', 'HP/SS'],
  ['Lydia/Wickham', 'Lydia/Wickham'],
])('%s is %s', (written, resolved) => {
  expect(resolveRelationships([written], [], STORY)).toEqual([resolved])
})

test('two names that fit leave an initial as it is', () => {
  const story = `${STORY} ${'And then John spoke, and John left, while Jack stayed. '.repeat(4)}`
  expect(resolveRelationships(['J/I'], [], story)).toEqual(['J/Ianto Jones'])
})

test('the header\u2019s characters are the cast of a story that hardly names them', () => {
  const cast = ['Jack Harkness', 'Ianto Jones']
  expect(resolveRelationships(['Janto', 'J/I'], cast, 'The lamps went out.')).toEqual([
    'Jack Harkness/Ianto Jones',
    'Jack Harkness/Ianto Jones',
  ])
})
