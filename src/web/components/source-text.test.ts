import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fieldSpans, segments, shownStretches } from './source-text.tsx'

const evidence = {
  title: [
    {
      value: 'A',
      from: 'a.txt',
      span: { start: 7, end: 8, line: 1 },
      rule: 'header/label',
      confidence: 1,
      chosen: true,
    },
  ],
  tags: [
    {
      value: 'B',
      from: 'b.txt',
      span: { start: 0, end: 4, line: 1 },
      rule: 'header/label',
      confidence: 1,
      chosen: true,
    },
  ],
  authors: [
    {
      value: 'x',
      from: 'a.txt',
      span: { start: 0, end: 4, line: 1 },
      rule: 'header/by',
      confidence: 0.3,
      chosen: false,
    },
  ],
}

test('only what was chosen, and from this source, is tinted', () => {
  expect(fieldSpans(evidence, 'a.txt')).toEqual([{ field: 'title', start: 7, end: 8 }])
})

test('where two fields overlap the shorter one shows', () => {
  const spans = [
    { field: 'characters' as const, start: 0, end: 10 },
    { field: 'relationships' as const, start: 4, end: 10 },
  ]
  expect(segments('Jack, Jack/Ianto', spans, 0, 16)).toEqual([
    { text: 'Jack', field: 'characters' },
    { text: ', Jack', field: 'relationships' },
    { text: '/Ianto', field: null },
  ])
})

test('segments put together are the text, whatever the spans', () => {
  const span = fc.record({ field: fc.constant('title' as const), start: fc.nat(60), end: fc.nat(60) })
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), fc.array(span), (text, spans) => {
      expect(
        segments(text, spans, 0, text.length)
          .map((segment) => segment.text)
          .join(''),
      ).toBe(text)
    }),
  )
})

test('stretches rise, do not touch, begin at the start and end at the end', () => {
  const span = fc.record({ start: fc.nat(20_000), end: fc.nat(20_000) })
  fc.assert(
    fc.property(
      fc.array(fc.string({ maxLength: 90 }), { maxLength: 400 }),
      fc.array(span),
      (lines, spans) => {
        const text = lines.join('\n')
        const stretches = shownStretches(text, spans)
        expect(stretches[0]?.from).toBe(0)
        expect(stretches.at(-1)?.until).toBe(text.length)
        stretches.slice(1).forEach(({ from }, index) => {
          expect(from).toBeGreaterThan(stretches[index]?.until ?? 0)
        })
      },
    ),
    { numRuns: 40 },
  )
})
