import { expect, test } from 'vitest'
import { emptyFields } from '../story/field.ts'
import { matchText } from './matches.ts'
import { readQuery } from './query-words.ts'
import { sayWhy } from './why.ts'

interface Told {
  query: string
  /** Chapter and text of each passage shown. */
  passages?: [number, string][]
  chapters?: number
}

function told({ query, passages = [], chapters = 9 }: Told): string {
  const read = readQuery(query)
  return sayWhy({
    query: read,
    passages: passages.map(([chapter, text]) => ({ chapter, stems: matchText(text, read).stems })),
    fields: {
      ...emptyFields(),
      title: 'The Quiet Carriage',
      tags: ['Hurt/Comfort'],
      authors: ['Marrowbone'],
    },
    chapters,
  })
}

test.each<[Told, string]>([
  [{ query: 'heart', passages: [[4, 'a heart']] }, 'The word, in chapter 4.'],
  [{ query: 'captain heart', passages: [[4, 'captain, heart']] }, 'Both words, in chapter 4.'],
  [
    {
      query: 'captain heart wires',
      passages: [
        [4, 'captain'],
        [4, 'heart wire'],
      ],
    },
    'All three words, in two passages of chapter 4.',
  ],
  [
    {
      query: 'captain heart wires',
      passages: [
        [7, 'captain'],
        [2, 'heart'],
      ],
    },
    'Two of three words, in chapters 2 and 7.',
  ],
  [
    {
      query: 'captain',
      passages: [
        [1, 'captain'],
        [1, 'captain'],
      ],
      chapters: 1,
    },
    'The word, in two passages.',
  ],
  [{ query: 'quiet carriage' }, 'Both words, in its title.'],
  [
    { query: 'marrowbone comfort heart', passages: [[3, 'heart']] },
    'All three words, in chapter 3, in the name of its creator and in its tags.',
  ],
  [{ query: '"own heart"', passages: [[3, 'his own heart']] }, 'The exact words, in chapter 3.'],
  [{ query: 'anything' }, 'Its words, over the whole story.'],
])('%j was found because: %s', (reasons, sentence) => {
  expect(told(reasons)).toBe(sentence)
})
