import { expect, test } from 'vitest'
import { firstWords, sceneHeads, storyHtml } from './story-html.ts'

const story = {
  html: '<p>One.</p><hr><p class="centre">Two <em>&amp; a half</em>.</p><p>Three.</p>',
  inferredBreaks: [{ block: 3, reason: 'time jump: "One hour later"', confidence: 0.7 }],
}

test('every block has an address by its place, breaks too', () => {
  expect(storyHtml(story)).toContain('<p id="p0">One.</p><hr id="p1"><p id="p2" class="centre">')
})

test('chapters on one page have addresses apart', () => {
  expect(storyHtml(story, 'c2-')).toContain('<p id="c2-p0">')
})

test('an inferred break stands before its block, and says so in words that cannot leave their attribute', () => {
  expect(storyHtml(story)).toMatch(
    /<div class="inferred" role="separator" aria-label="[^"<>]*" title="inferred: time jump: &quot;One hour later&quot;"><\/div><p id="p3">/,
  )
})

test('scenes begin after breaks of the writer and at inferred ones', () => {
  expect(sceneHeads(story)).toEqual([
    { block: 0, words: 'One.', isInferred: false },
    { block: 2, words: 'Two & a half.', isInferred: false },
    { block: 3, words: 'Three.', isInferred: true },
  ])
})

test('first words are cut at a word', () => {
  expect(firstWords('He half dragged, half carried Ianto down the long hall', 32)).toBe(
    'He half dragged, half carried…',
  )
})
