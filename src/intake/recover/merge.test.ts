import { expect, test } from 'vitest'
import { type Candidate, RANK } from './candidate.ts'
import { findLooks } from './looks.ts'
import { mergeCandidates } from './merge.ts'

const candidate = (
  field: Candidate['field'],
  value: Candidate['value'],
  more: Partial<Candidate> = {},
): Candidate => ({
  field,
  value,
  span: null,
  rule: 'header/label',
  confidence: 0.95,
  rank: RANK.label,
  ...more,
})

test('the surer source wins and what it beat stays as evidence', () => {
  const { fields, evidence } = mergeCandidates(
    [candidate('title', 'Page', { rank: RANK.heading }), candidate('title', 'Header')],
    'a.txt',
  )
  expect(fields.title).toBe('Header')
  expect(evidence.title?.map((each) => [each.value, each.chosen])).toEqual([
    ['Page', false],
    ['Header', true],
  ])
  expect(evidence.title?.every((each) => each.from === 'a.txt')).toBe(true)
})

test('inside one source the first counts, but ratings the higher, dates the earliest and latest', () => {
  const { fields } = mergeCandidates(
    [
      candidate('rating', 'teen'),
      candidate('rating', 'mature'),
      candidate('published', '2009-02-01'),
      candidate('published', '2008-01-01'),
      candidate('updated', '2009-02-01'),
      candidate('updated', '2010-01-01'),
      candidate('summary', 'first'),
      candidate('summary', 'second'),
    ],
    'a.txt',
  )
  expect(fields).toMatchObject({
    rating: 'mature',
    published: '2008-01-01',
    updated: '2010-01-01',
    summary: '<p>first</p>',
  })
})

test('lists are joined inside one source and not across sources', () => {
  const { fields } = mergeCandidates(
    [
      candidate('tags', 'angst'),
      candidate('tags', 'AU'),
      candidate('tags', 'Angst'),
      candidate('tags', 'other', { rank: RANK.markers, confidence: 0.5 }),
    ],
    'a.txt',
  )
  expect(fields.tags).toEqual(['angst', 'AU'])
})

test('a guess stays a candidate, but for the title, which is always there', () => {
  const { fields, evidence } = mergeCandidates(
    [
      candidate('tags', 'NaNoWriMo', { confidence: 0.5 }),
      candidate('title', 'Opening words', { confidence: 0.2 }),
    ],
    'a.txt',
  )
  expect(fields.tags).toEqual([])
  expect(evidence.tags?.[0]?.chosen).toBe(false)
  expect(fields.title).toBe('Opening words')
})

test('every note is kept, in order', () => {
  const { fields } = mergeCandidates(
    [
      candidate('notesBefore', 'one', { html: '<p>one</p>' }),
      candidate('notesBefore', 'two', { html: '<p><em>two</em></p>' }),
    ],
    'a.txt',
  )
  expect(fields.notesBefore).toBe('<p>one</p><p><em>two</em></p>')
})

test('a work needs a look for an inferred title, a contradiction and a length that cannot be', () => {
  const merged = mergeCandidates(
    [
      candidate('title', 'x', { rule: 'title/opening-words', confidence: 0.2 }),
      candidate('status', 'complete', { span: { start: 0, end: 1, line: 1 } }),
      candidate('status', 'abandoned', { span: { start: 5, end: 6, line: 2 } }),
      candidate('declaredWords', 5000),
    ],
    'a.txt',
  )
  const looks = findLooks({ ...merged, words: 900, doubts: [] })
  expect(looks.map((look) => look.field)).toEqual(['title', 'status', 'declaredWords'])
})

test('a missing creator or rating is no reason to look', () => {
  const merged = mergeCandidates([candidate('title', 'Known')], 'a.txt')
  expect(findLooks({ ...merged, words: 900, doubts: [] })).toEqual([])
})
