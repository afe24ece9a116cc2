import { tokenize } from '@lancedb/lancedb'
import { expect, test } from 'vitest'
import { stem } from './stem.ts'

const BEGINNINGS =
  'past univers gener commun inter organ emerg later arsen y ski hop fall agr succ exc add eb say geol repast toy cry inn out news lov electrocut happ cri ti di gent ear ug'
const ENDINGS =
  ' s es ies ed eed ing ly edly ingly ational ization fulness ousness iveness tional biliti lessli entli ation alism aliti ousli iviti fulli enci anci abli izer ator alli ogist ogi li alize icate iciti ative ical ness ful ement ance able ment ant ism ate iti ous ive ize ion al er ic e ll y us ss sses'

test('a word has the stem LanceDB gives it', async () => {
  const words = BEGINNINGS.split(' ').flatMap((beginning) =>
    ENDINGS.split(' ').map((ending) => beginning + ending),
  )
  const options = { language: 'English', lowercase: true, stem: true, removeStopWords: false } as const
  const tokens = await tokenize(words.join(' '), options)
  const pairs = words.map((word, at) => ({ word, ours: stem(word), theirs: tokens[at]?.text }))
  expect(pairs.filter(({ ours, theirs }) => ours !== theirs)).toEqual([])
})

test('words of other alphabets are left as they are', () => {
  for (const word of ['сердце', '心臓', 'a', '', '12']) expect(stem(word)).toBe(word)
})
