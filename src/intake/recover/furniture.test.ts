import { expect, test } from 'vitest'
import { furnitureOf } from './furniture.ts'

test.each([
  'Archive of Our Own beta',
  'About the Archive',
  '← Previous Work Part 2 of Lending Policy Next Work →',
  'saltedmarmalade, inkyfingers, and 51 more users as well as 186 guests left kudos on this work!',
  'You are viewing the most recent entries',
  'Create an Account | Explore LJ',
  'hundredsteps (hundredsteps) wrote in camelot_hearth,',
  '1. Thursday 2. Sunday\n< Prev',
  '1. Thursday 2. Sunday',
  '</lj-cut>',
])('%j is furniture of a page', (line) => {
  expect(furnitureOf(line)).not.toBeNull()
})

test.each([
  '1. He left. 2. He came back.',
  'She left kudos on the table.',
  'Search me, he said.',
  'He wrote in pencil, she in ink.',
])('%j is story', (line) => {
  expect(furnitureOf(line)).toBeNull()
})
