import { expect, test } from 'vitest'
import { textDifferences } from './text-differences.ts'

test('words that differ are shown in the paragraph they stand in, between those that are the same', () => {
  const found = textDifferences(
    ['One.', 'The rain had stopped by noon.', 'Three.', 'Four.'],
    ['One.', 'The snow had stopped by noon.', 'Three.', 'Four.'],
  )
  expect(found).toMatchObject({ differing: 1, leftOut: 0 })
  expect(found?.rows).toEqual([
    { same: 1 },
    {
      pieces: [
        { text: 'The ', in: 'both' },
        { text: 'rain ', in: 'first' },
        { text: 'snow ', in: 'second' },
        { text: 'had stopped by noon.', in: 'both' },
      ],
    },
    { same: 2 },
  ])
})

test('quotes, dashes, wrapping and marks of emphasis are no difference', () => {
  expect(
    textDifferences(['“It’s *late*,” he\nsaid — and left…'], ['"It\'s late," he said -- and left...']),
  ).toMatchObject({ differing: 0, rows: [{ same: 1 }] })
})

test('paragraphs only one text has stand by themselves', () => {
  expect(textDifferences(['One.'], ['One.', 'A whole new ending.'])?.rows).toEqual([
    { same: 1 },
    { pieces: [{ text: 'A whole new ending.', in: 'second' }] },
  ])
})

test('texts that have nothing in common end soon, however long they are', () => {
  const paragraphs = (name: string) => Array.from({ length: 4000 }, (_, at) => `${name} ${at} ${name}`)
  const startedMs = performance.now()
  expect(textDifferences(paragraphs('one'), paragraphs('two'))).toBeUndefined()
  expect(performance.now() - startedMs).toBeLessThan(5000)
})
