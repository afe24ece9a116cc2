import { describe, expect, test } from 'vitest'
import { emptyFields } from '../../story/field.ts'
import { dateLabel, dayLabel, instantLabel } from './dates.ts'
import { certaintyOf, placeWords } from './evidence-words.ts'
import { languageLabel, warningLabel } from './labels.ts'
import { countOf, fileSize, listed, readingTime, roughly } from './numbers.ts'
import { progressWords } from './progress-words.ts'
import { chaptersLabel, lookLabel, wordsLabel } from './work-words.ts'

describe('dates', () => {
  test.each([
    ['2011-05-03', '3 May 2011'],
    ['2011-05', 'May 2011'],
    ['2011', '2011'],
    ['last summer', 'last summer'],
  ])('%s is told as %s', (iso, label) => expect(dateLabel(iso)).toBe(label))

  test('what is near is told by its nearness', () => {
    const now = new Date(2026, 4, 10, 9, 0).getTime()
    expect(dayLabel(new Date(2026, 4, 10, 0, 5).toISOString(), now)).toBe('today')
    expect(dayLabel(new Date(2026, 4, 9, 23, 55).toISOString(), now)).toBe('yesterday')
    expect(instantLabel(new Date(2026, 4, 1, 7, 5).toISOString(), now)).toBe('1 May 2026 07:05')
  })
})

describe('numbers', () => {
  test.each([
    [1, '1 min'],
    [238 * 59, '59 min'],
    [238 * 60, '1 h'],
    [238 * 190, '3 h 10 min'],
    [238 * 119, '2 h'],
  ])('%i words take %s', (words, label) => expect(readingTime(words)).toBe(label))

  test('one is one, many are many', () => {
    expect(countOf(1, 'story', 'stories')).toBe('1 story')
    expect(countOf(1284, 'story', 'stories')).toBe('1,284 stories')
    expect(roughly(9_123_456)).toBe('9.1 million')
    expect(roughly(12_000_000)).toBe('12 million')
    expect(fileSize(1536)).toBe('1.5 KB')
    expect(listed(['Tara', 'Deb', 'Ann'])).toBe('Tara, Deb and Ann')
  })
})

describe('works', () => {
  const work = {
    words: 1043,
    chapters: 1,
    scenes: 4,
    scenesInferred: 0,
    fields: { ...emptyFields(), declaredWords: 1130 },
  }

  test('the writer’s own count stands beside ours where it differs', () => {
    expect(wordsLabel(work)).toBe('1,043 words (said ~1,130)')
    expect(wordsLabel({ ...work, words: 1125 })).toBe('1,125 words')
  })

  test('inferred scenes are among the scenes and told apart', () => {
    expect(chaptersLabel({ ...work, scenes: 1, scenesInferred: 8 })).toBe('1 chapter, 9 scenes (8 inferred)')
    expect(chaptersLabel({ ...work, chapters: 12, fields: { ...work.fields, status: 'in-progress' } })).toBe(
      '12 of ? chapters',
    )
  })

  test('a doubtful field is named once', () => {
    const look = { reason: '', rule: 'x/y' }
    expect(
      lookLabel([
        { ...look, field: 'title' },
        { ...look, field: 'title' },
        { ...look, field: 'authors' },
      ]),
    ).toBe('title, creator')
  })
})

describe('evidence', () => {
  const evidence = {
    value: 'teen',
    raw: 'T',
    from: 'a.txt',
    span: { start: 0, end: 9, line: 5 },
    rule: 'header/label',
    confidence: 0.95,
  }

  test('says the line and the words, or where else it comes from', () => {
    expect(placeWords(evidence)).toBe('Line 5, “T”')
    expect(placeWords({ ...evidence, span: null, raw: undefined, rule: 'title/file-name' })).toBe(
      'From the file name',
    )
    expect(placeWords({ ...evidence, from: 'person' })).toBe('You said so')
  })

  test('is sure from 0.9, likely from 0.6, a guess below', () => {
    expect([0.9, 0.6, 0.59].map((confidence) => certaintyOf({ ...evidence, confidence }))).toEqual([
      'sure',
      'likely',
      'guess',
    ])
    expect(certaintyOf(undefined)).toBe('nothing')
  })
})

test('a warning of the writer’s own is quoted where it is a sentence', () => {
  expect(warningLabel('underage')).toBe('Underage sex')
  expect(warningLabel('spiders')).toBe('spiders')
  expect(warningLabel('if that offends you, you have picked the wrong fandom')).toMatch(/^“.*”$/)
})

test('a language nobody knows keeps its tag', () => {
  expect(languageLabel('pt-BR')).toBe('Brazilian Portuguese')
  expect(languageLabel('not a tag')).toBe('not a tag')
})

test('an import says how far it is, and what could not be read only where something could not', () => {
  const progress = {
    files: 1284,
    done: 120,
    works: 117,
    needALook: 3,
    refused: 0,
    words: 1,
    latest: '',
    finished: false,
  }
  expect(progressWords(progress)).toBe('Reading your files: 120 of 1,284 · 117 stories so far')
  expect(progressWords({ ...progress, works: 0, refused: 2 })).toBe(
    'Reading your files: 120 of 1,284 · 2 could not be read',
  )
})
