import { expect, test } from 'vitest'
import { readFactsLine } from './facts-line.ts'

const factsOf = (line: string, belowByLine: boolean) =>
  readFactsLine(line, belowByLine)?.facts.map(({ field, value }) => `${field}: ${value}`) ?? null

test.each<[string, boolean, string[] | null]>([
  ['Rated G', true, ['rating: general']],
  ['Rated G', false, null],
  ['About 300 words. Thanks to kelp for the hum.', true, ['declaredWords: 300']],
  [
    "A Blake's 7 story. Gen. PG at most. First printed in a zine.",
    false,
    ["fandoms: Blake's 7", 'categories: gen', 'rating: general'],
  ],
  [
    'hades game / zag + persephone / gen / like 250 words / rated t for dying',
    false,
    ['relationships: zag/persephone', 'categories: gen', 'declaredWords: 250', 'rating: teen'],
  ],
  [
    'Dracula // gen // PG // no warnings apply',
    false,
    ['categories: gen', 'rating: general', 'warnings: none-apply', 'fandoms: Dracula'],
  ],
  [
    'found on ff.net, author KelpWarden, HP, PG13, complete',
    false,
    ['authors: KelpWarden', 'rating: teen', 'status: complete', 'fandoms: HP'],
  ],
  ['The author of it all, Wren, found on the quay, sat down, complete', false, null],
  ['It rained. Nobody minded.', true, null],
  ['Gen was tired. She sat down.', true, null],
])('the line %j below a by-line (%s) has the facts %j', (line, belowByLine, expected) => {
  expect(factsOf(line, belowByLine)).toEqual(expected)
})
