import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countWords } from './word-count.ts'

/** The rule as AO3's own pattern says it, slow and plain. */
function countByRule(text: string): number {
  const joined = text.replace(/--+/g, '—').replace(/[-'’‘‐]/g, '')
  const single = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]`
  const word = new RegExp(`${single}|(?:(?!${single})[\\p{L}\\p{M}\\p{N}\\p{Pc}])+`, 'gu')
  return [...joined.matchAll(word)].length
}

describe('words of a text', () => {
  it.each([
    ['It was the well-known one -- or so they said.', 9],
    ["Don't, o'clock, ’tis and rock’n’roll", 5],
    ['--', 0],
    ['* * *', 0],
    ['one--two---three', 3],
    ['naïve café', 2],
    ['春はあけぼの。', 6],
    ['漢字kanji 𠮷野家 𝓗𝓮', 7],
    ['snake_case and 3.5', 4],
  ])('%j has so many: %i', (text, words) => {
    expect(countWords(text)).toBe(words)
  })

  it('are counted by the rule, whatever stands in the text', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '-',
        '--',
        "'",
        '’',
        '‐',
        ' ',
        '\n',
        '_',
        'a',
        'Я',
        '漢',
        'か',
        '𠮷',
        '𝓗',
        '\ud835',
        '́',
        '5',
      ),
      fc.string({ unit: 'binary', maxLength: 3 }),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        expect(countWords(pieces.join(''))).toBe(countByRule(pieces.join('')))
      }),
    )
  })
})
