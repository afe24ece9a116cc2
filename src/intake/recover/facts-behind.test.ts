import { expect, test } from 'vitest'
import { factsBehind } from './facts-line.ts'

test.each([
  ['Songfic, Angst. One-shot, complete.', 'Songfic, Angst', ['complete', 'complete']],
  ['PG-13. Complete.', 'PG-13', ['complete']],
  ['Fluff. WIP, 1,200 words', 'Fluff', ['in-progress', 1200]],
  ['Humor. WIP, 1200 words', 'Humor', ['in-progress', 1200]],
  ['Humor. Complete and utter crack.', 'Humor. Complete and utter crack.', []],
  ['Tenar, Ged. Others in passing.', 'Tenar, Ged. Others in passing.', []],
  ['Complete.', 'Complete.', []],
])('%s keeps its own list', (value, text, facts) => {
  const read = factsBehind(value)
  expect(read.text).toBe(text)
  expect(read.facts.map((fact) => fact.value)).toEqual(facts)
})
