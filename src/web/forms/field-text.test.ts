import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyFields, FIELD_NAMES, type WorkFields } from '../../story/field.ts'
import { paragraphsHtml } from '../../story/plain-text.ts'
import { candidateKey, findCandidate, otherCandidates, withCandidate } from './candidates.ts'
import { fieldText, parseFieldText, submittedText } from './field-text.ts'

const fields: WorkFields = {
  ...emptyFields(),
  title: 'The Open Door',
  authors: ['quillfeather', 'marrow, bone'],
  warnings: ['language and boy-kissing, but if that offends you, go', 'major-character-death'],
  categories: ['m/m', 'gen'],
  rating: 'teen',
  series: [
    { name: 'The Blue Box', position: 2.5 },
    { name: 'Alone', position: null },
  ],
  language: 'pt-BR',
  status: 'complete',
  published: '2011-05',
  declaredWords: 1130,
  summary: '<p>One &amp; two.</p><p>Three<br>four.</p>',
}

function form(entries: [string, string][]): FormData {
  const data = new FormData()
  for (const [name, value] of entries) data.append(name, value)
  return data
}

test.each(FIELD_NAMES)('%s comes back the same from its text', (name) => {
  const text = fieldText(name, fields)
  const parsed = { ...fields, ...parseFieldText(name, text) }
  expect(fieldText(name, parsed)).toBe(text)
})

test.each(FIELD_NAMES)('%s as a browser sends it is the text that was shown', (name) => {
  const text = fieldText(name, fields)
  expect(submittedText(name, form([[name, text.replace(/\n/g, '\r\n')]]))).toBe(text)
})

test('boxes and lines of one name are one list, ids first', () => {
  const data = form([
    ['warnings', 'underage'],
    ['warnings', ' spiders \r\n\r\nspiders'],
    ['warnings', 'graphic-violence'],
  ])
  expect(submittedText('warnings', data)).toBe('graphic-violence\nunderage\nspiders')
})

test('an emptied field says that there is none', () => {
  expect(parseFieldText('authors', '')).toEqual({ authors: [] })
  expect(parseFieldText('summary', '')).toEqual({ summary: null })
  expect(parseFieldText('language', '')).toEqual({ language: null })
})

test('a language is known by its name or its code', () => {
  expect(parseFieldText('language', 'brazilian portuguese')).toEqual({ language: 'pt-BR' })
  expect(parseFieldText('language', 'EN')).toEqual({ language: 'en' })
})

test.each([
  ['title', ''],
  ['rating', 'spicy'],
  ['language', 'Klingonish'],
  ['published', '2011-02-30'],
  ['published', 'yesterday'],
  ['declaredWords', 'many'],
  ['status', 'lost'],
  ['categories', 'x/y'],
] as const)('%s cannot be "%s"', (name, text) => {
  expect(() => parseFieldText(name, text)).toThrow()
})

test('prose a person types is escaped', () => {
  expect(parseFieldText('summary', '<script>x</script>')).toEqual({
    summary: '<p>&lt;script&gt;x&lt;/script&gt;</p>',
  })
})

test('whatever is typed, a field is either parsed or refused in words', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...FIELD_NAMES),
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      (name, typed) => {
        const text = submittedText(name, form([[name, typed]]))
        try {
          const parsed = { ...emptyFields(), ...parseFieldText(name, text) }
          expect(() => fieldText(name, parsed)).not.toThrow()
        } catch (error) {
          expect((error as { code?: string }).code).toBe('web/bad-value')
        }
      },
    ),
  )
})

test('whatever a field holds, the form unchanged is known to be unchanged', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 20 })
  const odd = fc.record({
    title: text,
    tags: fc.array(text),
    warnings: fc.array(text),
    summary: text,
    language: text,
  })
  fc.assert(
    fc.property(odd, fc.constantFrom(...FIELD_NAMES), ({ summary, ...given }, name) => {
      const shown = fieldText(name, { ...emptyFields(), ...given, summary: paragraphsHtml(summary) })
      expect(submittedText(name, form([[name, shown.replace(/\n/g, '\r\n')]]))).toBe(shown)
    }),
  )
})

test('a candidate is added to a list, takes the place of anything else, and is none while the field has it', () => {
  const found = { from: 'a.txt', span: null, rule: 'notes/challenge', confidence: 0.5, chosen: false }
  const evidence = {
    title: [
      { ...found, value: 'The Open Door' },
      { ...found, value: 'Open Door' },
    ],
    authors: [{ ...found, value: 'gull' }],
  }
  const work = { fields, evidence, corrected: [] }
  expect(otherCandidates('title', work).map(({ value }) => value)).toEqual(['Open Door'])
  expect(withCandidate('title', fields, { ...found, value: 'Open Door' })).toEqual({ title: 'Open Door' })
  expect(withCandidate('authors', fields, { ...found, value: 'gull' })).toEqual({
    authors: [...fields.authors, 'gull'],
  })
  const key = candidateKey('authors', { ...found, value: 'gull' })
  expect(findCandidate(evidence, key)).toMatchObject({ field: 'authors', evidence: { value: 'gull' } })
})
