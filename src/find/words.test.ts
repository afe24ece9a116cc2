import { tokenize } from '@lancedb/lancedb'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createStemCounter } from './stem-counter.ts'
import { STOP_WORDS } from './stop-words.ts'
import { searchableText, stemOf, wordsOf } from './words.ts'

/** What the index keeps of a text. */
async function indexed(text: string): Promise<string[]> {
  const tokens = await tokenize(searchableText(text), {
    baseTokenizer: 'simple' as const,
    language: 'English',
    lowercase: true,
    asciiFolding: false,
    stem: true,
    removeStopWords: false,
  })
  return tokens.map(({ text: token }) => token)
}

test.each([
  'Don’t stop the “running” ponies—she’d said; O’Neil’s well-known captain_jack.',
  'A protégé, his fiancée, naïve and naïve, at the café on Wurzbürger Straße; Ærø, Łódź, İstanbul.',
  'Он поцеловал её; ελληνικά, Άλφα; עברית; العربية; 한국어 이야기',
  '彼は心臓を与えた。カタカナとひらがな。我爱你中国 สวัสดีชาวโลก and Latin between字words',
  `${'a'.repeat(39)} ${'b'.repeat(40)} ${'c'.repeat(300)} end`,
  '3.14 1,000 x2 15½ ¾d x² №5 ffnet.com/s/123 @someone #tag _emphasis_ *more* …',
])('the words of a text are those the index has: %s', async (text) => {
  expect(wordsOf(text).map(({ stem }) => stem)).toEqual(await indexed(text))
})

test('any text of letters, marks and signs has the words the index has', async () => {
  const piece = fc.constantFrom(
    ...[
      'a',
      'z',
      'E',
      'é',
      'é',
      'ß',
      '7',
      ' ',
      '\n',
      '’',
      '—',
      '.',
      '"',
      '*',
      '_',
      'ing',
      'ed',
      'ж',
      'ω',
      '👍',
    ],
  )
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 60 }), async (pieces) => {
      const text = pieces.join('')
      // Nonsense of y and i is not stemmed alike; see stem.test.ts.
      expect(wordsOf(text).map(({ stem }) => stem)).toEqual(await indexed(text))
    }),
    { numRuns: 200 },
  )
})

test('a word stands where its offsets say', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      let end = 0
      for (const word of wordsOf(text)) {
        expect(word.start).toBeGreaterThanOrEqual(end)
        expect(word.end).toBeGreaterThan(word.start)
        end = word.end
      }
      expect(end).toBeLessThanOrEqual(text.length)
    }),
  )
})

test('counting stems counts each word of a text once, stop words left out', () => {
  const counter = createStemCounter()
  const text = fc.array(
    fc.constantFrom('heart', 'hearts', 'the', 'Jack', 'élan', 'café', '12', 'сердце', '—', '\n'),
    {
      maxLength: 80,
    },
  )
  fc.assert(
    fc.property(text, (words) => {
      const plain = new Map<string, number>()
      for (const { word } of wordsOf(words.join(' '))) {
        if (!STOP_WORDS.has(word)) plain.set(stemOf(word), (plain.get(stemOf(word)) ?? 0) + 1)
      }
      const counted = new Map<string, number>()
      counter.count(words.join(' '))
      counter.drain((stem, count) => counted.set(stem, count))
      expect(counted).toEqual(plain)
    }),
  )
})
