import { expect, test } from 'vitest'
import { type Candidate, RANK } from './candidate.ts'
import { withPenNames } from './pen-name.ts'

const author = (value: string, rule: string): Candidate => ({
  field: 'authors',
  value,
  rule,
  span: null,
  confidence: 0.9,
  rank: RANK.label,
})
const namesOf = (candidates: Candidate[]) =>
  withPenNames(candidates)
    .filter(({ rule }) => rule === 'header/label')
    .map(({ value }) => value)
const pair = [author('Ink', 'header/label'), author('Quill', 'header/label')]

test('two halves of the sender’s address are one name', () => {
  expect(namesOf([...pair, author('inkandquill', 'mail/address')])).toEqual(['Ink & Quill'])
  expect(namesOf([...pair, author('Ink & Quill', 'mail/from')])).toEqual(['Ink & Quill'])
})

test('two writers stay two where the mail is another’s', () => {
  expect(namesOf([...pair, author('quill', 'mail/address')])).toEqual(['Ink', 'Quill'])
  expect(namesOf(pair)).toEqual(['Ink', 'Quill'])
})
