import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyFields } from '../../story/field.ts'
import { pagesShown } from './pager.tsx'
import { markedPieces } from './passage.tsx'
import { squaresOf } from './squares.tsx'
import { originsOf } from './where-from.tsx'

const signs = (fields: Partial<ReturnType<typeof emptyFields>>) =>
  squaresOf({ ...emptyFields(), ...fields }).map(({ sign }) => sign)

test('nothing given, none apply and chose not to warn are three different signs', () => {
  expect(signs({})).toEqual(['?', '?', '?', '?'])
  expect(signs({ warnings: ['none-apply'] })[1]).toBe('–')
  expect(signs({ warnings: ['chose-not'] })[1]).toBe('!?')
  expect(signs({ warnings: ['chose-not', 'underage'] })[1]).toBe('!')
})

test('several categories are one square that names them all', () => {
  const square = squaresOf({ ...emptyFields(), categories: ['gen', 'f/f'] })[2]
  expect(square).toMatchObject({ sign: '+', text: 'Category: Gen, F/F' })
})

test('a long way of pages shows its ends and what is near', () => {
  expect(pagesShown(1, 1)).toEqual([1])
  expect(pagesShown(5, 9)).toEqual([1, 0, 4, 5, 6, 0, 9])
})

test('fields of one origin and certainty stand together, and what is missed is named', () => {
  const found = { value: 'x', from: 'a', span: null, rule: 'header/label', confidence: 1, chosen: true }
  const origins = originsOf({
    evidence: { title: [found], rating: [found], fandoms: [found] },
    corrected: ['fandoms'],
  })
  expect(origins.map(({ certainty, fields }) => [certainty, fields])).toEqual([
    ['said', ['fandoms']],
    ['sure', ['title', 'rating']],
    ['nothing', ['authors']],
  ])
})

test('a passage cut short still holds its first match, and nothing that was not in it', () => {
  const word = fc.stringMatching(/^[a-z]{1,9}$/)
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 300 }), fc.nat(), (words, at) => {
      const text = words.join(' ')
      const before = words.slice(0, at % words.length).join(' ')
      const start = before.length === 0 ? 0 : before.length + 1
      const matches = [{ start, end: start + (words[at % words.length]?.length ?? 0) }]
      const pieces = markedPieces({ text, matches })
      expect(pieces.filter(({ isMatch }) => isMatch).map((piece) => piece.text)).toEqual([
        words[at % words.length],
      ])
      const shown = pieces
        .map((piece) => piece.text)
        .join('')
        .replace(/^… | …$/g, '')
      expect(text).toContain(shown)
    }),
  )
})
