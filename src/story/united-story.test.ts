import { expect, test } from 'vitest'
import { lookAt, recoveredWork } from '../../test/builders/recovered-work.ts'
import { uniteStory } from './united-story.ts'

const sure = (value: string, from: string, confidence: number) => [
  { value, from, span: null, rule: 'header/label', confidence, chosen: true },
]

test('lists are united without doubles, and a real warning stands against none', () => {
  const { fields } = uniteStory(
    recoveredWork({
      tags: ['Angst', 'h/c'],
      warnings: ['none-apply'],
      series: [{ name: 'Tides', position: null }],
    }),
    [
      recoveredWork({
        tags: ['angst', 'Fluff'],
        warnings: ['underage'],
        series: [{ name: 'tides', position: 2 }],
      }),
    ],
  )
  expect(fields).toMatchObject({ tags: ['Angst', 'h/c', 'Fluff'], warnings: ['underage'] })
  expect(fields.series).toHaveLength(1)
})

test('of single values the surest counts, and its evidence alone is chosen', () => {
  const guessed = recoveredWork({
    title: 'It was raining',
    evidence: { title: sure('It was raining', 'a.txt', 0.4) },
    looks: [lookAt('title')],
  })
  const known = recoveredWork({ title: 'Tides', evidence: { title: sure('Tides', 'b.txt', 0.95) } })
  const { fields, evidence, looks } = uniteStory(guessed, [known])
  expect(fields.title).toBe('Tides')
  expect(evidence.title?.map(({ from, chosen }) => [from, chosen])).toEqual([
    ['a.txt', false],
    ['b.txt', true],
  ])
  expect(looks).toEqual([])
})

test('it was published when it first was, and updated when it last was; notes stay with their text', () => {
  const { fields } = uniteStory(
    recoveredWork({ published: '2006-05-01', updated: '2006-05-01', notesBefore: '<p>Hello.</p>' }),
    [
      recoveredWork({
        published: '2005-11-30',
        updated: '2007-01-01',
        notesBefore: '<p>Bye.</p>',
        rating: 'teen',
      }),
    ],
  )
  expect(fields).toMatchObject({
    published: '2005-11-30',
    updated: '2007-01-01',
    notesBefore: '<p>Hello.</p>',
    rating: 'teen',
  })
})
